import { fieldGrant, fieldPaths, isTopicName, linkKinds, mayAccess, outsideGrant, roles, topics } from '@sightline/contracts';
import type { FieldScope } from '@sightline/contracts';
import { echo } from './hostile.ts';
import { canaries } from './target.ts';
import type { Caller, Link } from './target.ts';

/** A promise that was seen broken, with what is needed to make the message again. */
export interface Finding {
  readonly what: string;
  readonly message: number;
  readonly detail: string;
}

/** Words of the inside that no answer may carry: stacks, statements, places, names of errors. */
const inside = /\n\s+at [\w.<>]+ \(|node_modules|apps\/api\/|\bdist\/|QueryFailedError|\bSELECT .{1,80} FROM\b|\bINSERT INTO\b|syntax error at or near|violates \w+ constraint|Maximum call stack|Cannot read propert/;
const mostFindings = 200;

/** What a reply came to, for the oracle. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Judges what comes back, and keeps what is wrong. Each kind of finding is kept a few times over and counted. */
export class Oracle {
  readonly findings: Finding[] = [];
  readonly counts = new Map<string, number>();
  readonly #tell: (what: string, message: number, detail: string) => void;

  /** `tell` hears of the first of each kind at once. */
  constructor(tell: (what: string, message: number, detail: string) => void = () => undefined) {
    this.#tell = tell;
  }

  find(what: string, message: number, detail: string): void {
    const count = (this.counts.get(what) ?? 0) + 1;
    this.counts.set(what, count);
    if (count === 1) this.#tell(what, message, detail);
    if (count <= 5 && this.findings.length < mostFindings) this.findings.push({ what, message, detail: detail.slice(0, 600) });
  }

  /** A reply to `caller`: no failure of ours but 503, refusals as problem documents, nothing of the inside, nobody's else data. */
  reply(message: number, title: string, caller: Caller, { status, contentType, body }: Reply): void {
    const where = `${title} as ${caller}: ${status} ${body.slice(0, 300)}`;
    if (status >= 500 && status !== 503) this.find(`a reply of ${status}`, message, where);
    else if (status >= 400 && !isProblem(contentType, body)) this.find('a refusal that is no problem document', message, where);
    if (status >= 400) {
      if (inside.test(body)) this.find('a reply that shows the inside', message, where);
      // A formula that a person types, and the headings of a spreadsheet that they describe, are shown to them with what is wrong.
      if (body.includes(echo) && !/\/api\/metrics|\/profiles\//.test(title)) this.find('a refusal that repeats what was sent', message, where);
    }
    this.#canaries(message, title, caller, body);
  }

  /** A frame that a socket of `caller` was sent, as text. */
  frame(message: number, caller: Caller, text: string, asked: (id: string) => string | undefined, link: Link | undefined): void {
    const read = /^4[23](\d*)(.*)$/s.exec(text);
    if (read) this.#topic(message, caller, text.startsWith('43') ? asked(read[1] ?? '') : undefined, read[2] ?? '', link);
    if (inside.test(text)) this.find('a frame that shows the inside', message, text);
    this.#canaries(message, 'socket', caller, text);
  }

  #topic(message: number, caller: Caller, asked: string | undefined, json: string, link: Link | undefined): void {
    const content = JSON.parse(json) as unknown[];
    const isAck = typeof content[0] !== 'string';
    const told = (isAck ? content[0] : content[1]) as Told | null;
    if (isAck) {
      if (told?.ok !== true || asked === undefined) return;
      if (!maySee(caller, asked)) this.find('a subscription that was not the role’s', message, `${caller} was let into ${asked}`);
      else this.#fields(message, caller, asked, Object.values(told.snapshot?.items ?? {}));
      return;
    }
    for (const each of content[0] === 'heartbeat' ? (told?.topics ?? []) : [told]) {
      if (typeof each?.topic !== 'string') continue;
      if (!maySee(caller, each.topic)) this.find('a frame of a topic that the role may not see', message, `${caller}: ${JSON.stringify(content).slice(0, 300)}`);
      else this.#fields(message, caller, each.topic, [...(each.changes ?? []).map(({ value }) => value), ...Object.values(each.items ?? {})]);
      if (link && each.params?.linkRef !== link.linkRef) this.find('a frame of another’s link', message, `${caller}: ${JSON.stringify(content).slice(0, 300)}`);
    }
  }

  /** Every field of every value must be one that the table lets this caller see. */
  #fields(message: number, caller: Caller, topic: string, values: readonly unknown[]): void {
    if (!isTopicName(topic)) return;
    for (const path of new Set(values.flatMap((value) => pathsIn(value)))) {
      if (!mayHave(caller, topics[topic].resource, path)) this.find('a field that the role may not see', message, `${caller}: ${topic} ${path}`);
    }
  }

  #canaries(message: number, title: string, caller: Caller, text: string): void {
    for (const { value, mayReach } of canaries) {
      if (text.includes(value) && !mayReach.has(caller)) this.find('a person’s data that reached someone else', message, `${title}: ${value.split(' ')[0]} as ${caller}`);
    }
  }
}

/** What a frame can carry. */
interface Told {
  readonly ok?: boolean;
  readonly topic?: unknown;
  readonly params?: { readonly linkRef?: unknown };
  readonly topics?: readonly Told[];
  readonly changes?: readonly { readonly value: unknown }[];
  readonly items?: Readonly<Record<string, unknown>>;
  readonly snapshot?: { readonly items?: Readonly<Record<string, unknown>> };
}

/** The paths of what a value holds; arrays are transparent, and what is null or empty tells nothing. */
function pathsIn(value: unknown, path = ''): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each) => pathsIn(each, path));
  if (typeof value === 'object') return Object.entries(value).flatMap(([name, each]) => pathsIn(each, path === '' ? name : `${path}.${name}`));
  return [path];
}

/** Whether a path of the table covers one that was seen: `*` is the key of a record, `**` whatever is below. */
const covers = (row: string, path: string): boolean => {
  const parts = path.split('.');
  const wanted = row.split('.');
  return wanted.every((part, at) => part === '*' || part === '**' || part === parts[at]) && (wanted.length === parts.length || wanted.at(-1) === '**');
};

/** By the one table: whether a caller may have a field of what is behind a resource. */
function mayHave(caller: Caller, resource: FieldScope | 'link-pages', path: string): boolean {
  const role = roles.find((each) => each === caller);
  const link = linkKinds.find((each) => each === caller);
  if (role !== undefined && resource !== 'link-pages') return fieldPaths(resource).some((row) => covers(row, path) && fieldGrant(role, resource, row) !== 'not');
  return link !== undefined && fieldPaths(`link:${link}`).some((row) => covers(row, path) && outsideGrant(`link:${link}`, row) !== 'not');
}

function isProblem(contentType: string, body: string): boolean {
  if (!contentType.includes('application/problem+json')) return false;
  try {
    const { title, status, detail } = JSON.parse(body) as Record<string, unknown>;
    return typeof title === 'string' && typeof status === 'number' && typeof detail === 'string';
  } catch {
    return false;
  }
}

/** By the one table: whether a caller may hear of a topic at all. */
export function maySee(caller: Caller, topic: string): boolean {
  if (!isTopicName(topic)) return false;
  const { resource, grant, link } = topics[topic];
  const role = roles.find((each) => each === caller);
  if (role !== undefined) return link === undefined && mayAccess(role, resource, grant);
  return linkKinds.some((kind) => kind === caller) && link === caller;
}
