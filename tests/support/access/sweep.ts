import { access, files, mayAccess, routes } from '@sightline/contracts';
import type { FieldScope, RouteContract } from '@sightline/contracts';
import { addressOf, ask, eachOf, nameOf, read, sampleOf } from './ask.ts';
import { found } from './canaries.ts';
import { callersOf, verdict } from './callers.ts';
import type { Caller } from './callers.ts';
import { forbidden } from './fields.ts';
import type { Looking } from './fields.ts';
import { until } from '../until.ts';
import type { AccessStage } from './stage.ts';
import { rowsOf, unpack } from './unpack.ts';

/** What came of asking everything as everybody. */
export interface Swept {
  readonly requests: number;
  /** Who was answered otherwise than the contract and the tables say. */
  readonly wrong: readonly string[];
  /** What somebody was told that the tables forbid them. */
  readonly told: readonly string[];
  /** Whole replies, by `viewer place`. */
  readonly replies: ReadonlyMap<string, string>;
  /** How many files (CSV, PDF, feeds) were read. */
  readonly files: number;
}

/** What a caller is to be answered: of the contract, the tables, and the few rules that a handler has of its own. */
export function expected(route: RouteContract, caller: Caller): readonly number[] {
  const { answers, handler, anyOrigin } = sampleOf(route);
  const said = verdict(route, caller);
  if (said !== 'in' && !anyOrigin) return [said];
  if (handler && caller.holds.by === 'session' && !handler.may(caller.holds.role)) return [handler.refusal];
  return answers ?? [route.status ?? 200];
}

/** Whose rows of the field table a reply to a caller is held against. */
function looking({ callers }: RouteContract, { holds }: Caller, medium: Looking['medium']): Looking {
  if (callers.includes('everyone')) return { scope: 'everyone', medium };
  if (holds.by === 'feed' || holds.by === 'device') return { scope: holds.by, medium };
  if (holds.by === 'link') return { scope: `link:${holds.kind}`, medium };
  if (holds.by === 'nothing') return { scope: 'everyone', medium };
  const row = callers.find((caller) => typeof caller === 'object' && 'resource' in caller && mayAccess(holds.role, caller.resource, caller.grant));
  const scope = typeof row === 'object' && 'resource' in row && Object.hasOwn(access, row.resource) ? (row.resource as FieldScope) : 'signed-in';
  return { scope, role: holds.role, medium };
}

/** Asks every route as every kind of caller, and holds every reply against the tables. */
export async function sweep(stage: AccessStage): Promise<Swept> {
  const wrong: string[] = [];
  const told = new Set<string>();
  const replies = new Map<string, string>();
  const count = { requests: 0, files: 0 };

  const hold = async (response: Response, route: RouteContract, caller: Caller): Promise<void> => {
    count.requests += 1;
    const place = nameOf(route);
    const { text, json } = await unpack(response);
    for (const what of found(text, caller.viewer, place)) told.add(`${caller.viewer}, ${place}: ${what}`);
    if (!response.ok) return;
    replies.set(`${caller.viewer} ${place}`, `${replies.get(`${caller.viewer} ${place}`) ?? ''}${text}`);
    if (json === undefined) count.files += 1;
    // The published interface has no row: it is the same for everyone, and the canaries are enough.
    if (Object.hasOwn(files, place) || place === 'GET /api/docs/openapi.json') return;
    const isCsv = (response.headers.get('content-type') ?? '').startsWith('text/csv');
    const body = isCsv ? { [place.endsWith('/wallboard') ? 'metrics' : 'items']: rowsOf(text) } : json;
    for (const path of forbidden(body, looking(route, caller, isCsv ? 'export' : 'screen'))) told.add(`${caller.viewer}, ${place}${isCsv ? ' as CSV' : ''}: ${path}`);
  };

  const one = async (route: RouteContract, caller: Caller): Promise<void> => {
    const { endsSession, also } = sampleOf(route);
    const isIn = verdict(route, caller) === 'in';
    const who = endsSession && isIn ? await renewed(stage, caller) : caller;
    const response = await ask(stage, route, who);
    const wanted = expected(route, caller);
    if (!wanted.includes(response.status)) wrong.push(`${nameOf(route)} for ${caller.name}: ${response.status} and not ${wanted.join(' or ')}`);
    const { ok } = response;
    await hold(response, route, caller);
    if (!ok || route.method !== 'GET' || caller.name !== caller.viewer) return;
    const others = also?.(stage, caller) ?? [];
    for (const address of others) await hold(await read(stage, address, caller), route, caller);
    // A list is a file, too, whoever carries it away.
    for (const address of [addressOf(stage, route, caller), ...others]) await hold(await read(stage, address, caller, { accept: 'text/csv' }), route, caller);
  };

  const callers = callersOf(stage);
  const pairs = routes.flatMap((route) => callers.map((caller) => ({ route, caller })));
  const isAlone = ({ route }: { route: RouteContract }): boolean => sampleOf(route).alone === true;
  await Promise.all([
    eachOf(pairs.filter((pair) => !isAlone(pair)), 12, ({ route, caller }) => one(route, caller)),
    eachOf(pairs.filter(isAlone), 2, ({ route, caller }) => one(route, caller)),
  ]);
  return { ...count, wrong: wrong.sort(), told: [...told].sort(), replies };
}

async function renewed(stage: AccessStage, caller: Caller): Promise<Caller> {
  // Several who sign in with one name at the same time are told to wait.
  const person = await until('a new session', () => stage.freshPerson(caller.holds.by === 'session' ? caller.holds.role : 'board'), 30_000);
  return { ...caller, headers: { cookie: person.cookie, origin: stage.sightline.url, 'x-csrf-token': person.csrfToken } };
}
