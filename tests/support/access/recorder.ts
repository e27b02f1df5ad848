import assert from 'node:assert/strict';
import type { DeltaMessage, FieldScope, Role, SnapshotMessage, SubscribeReply, TopicName, TopicParams } from '@sightline/contracts';
import { topics } from '@sightline/contracts';
import { LiveClient } from '../live-client.ts';
import { found } from './canaries.ts';
import { forbidden } from './fields.ts';
import type { AccessStage, OpenLink } from './stage.ts';

/** Who has a socket: a role with its session, or the holder of a link. */
export type Watcher = { readonly role: Role; readonly cookie: string } | { readonly kind: string; readonly link: OpenLink; readonly viewer: string };

/** A message as it came over the wire, with what it is. */
export interface Frame {
  readonly what: 'reply' | 'delta' | 'snapshot' | 'heartbeat' | 'goodbye';
  readonly topic: TopicName | undefined;
  readonly raw: string;
  readonly values: readonly unknown[];
}

const known = { delta: ['topic', 'params', 'epoch', 'seq', 'at', 'changes'], snapshot: ['topic', 'params', 'epoch', 'seq', 'at', 'items'], heartbeat: ['at', 'topics'], goodbye: ['reason'] } as const;
type Pushed = keyof typeof known;

/** One socket whose every frame is kept as it came, in the form in which it came. */
export class Recorder {
  readonly frames: Frame[] = [];
  readonly client: LiveClient;
  readonly watcher: Watcher;
  readonly #strange: string[] = [];
  readonly replies = new Map<string, SubscribeReply>();

  constructor(stage: AccessStage, watcher: Watcher) {
    this.watcher = watcher;
    this.client = 'role' in watcher ? new LiveClient(stage.sightline.url, watcher.cookie, { origin: stage.sightline.url }) : new LiveClient(stage.sightline.url, undefined, { link: watcher.link.token });
    this.client.socket.io.on('open', () => {
      this.client.socket.io.engine.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
        if (type === 'message') this.#take(String(data));
      });
    });
  }

  get viewer(): string {
    return 'role' in this.watcher ? this.watcher.role : this.watcher.viewer;
  }

  get role(): Role | undefined {
    return 'role' in this.watcher ? this.watcher.role : undefined;
  }

  async connect(): Promise<void> {
    assert.equal(await this.client.connect(), undefined, this.viewer);
  }

  async subscribe(topic: TopicName, params?: TopicParams, since?: object): Promise<SubscribeReply> {
    const reply = (await this.client.ask('subscribe', { topic, ...(params && { params }), ...(since && { since }) })) as SubscribeReply;
    this.replies.set(topic, reply);
    this.frames.push({ what: 'reply', topic, raw: JSON.stringify(reply), values: reply.ok && 'snapshot' in reply ? Object.values(reply.snapshot.items) : [] });
    return reply;
  }

  /** What in its frames is forbidden to it: by the canaries, and by the field table. */
  findings(): string[] {
    return [...new Set([...this.#strange, ...this.frames.flatMap((frame) => findingsIn(frame, this.viewer, this.role))])].sort();
  }

  count(what: Frame['what'], topic: TopicName): number {
    return this.frames.filter((frame) => frame.what === what && frame.topic === topic).length;
  }

  close(): void {
    this.client.close();
  }

  /** An event is `2["name",{…}]`, with a number before the bracket where it is to be acknowledged; `0` greets, `3` replies. */
  #take(packet: string): void {
    const [, event] = /^2\d*(\[.*)$/s.exec(packet) ?? [];
    if (event === undefined) {
      if (!/^[03]/.test(packet)) this.#strange.push(`${this.viewer}: a packet that the protocol does not have`);
      return;
    }
    const [name, message] = JSON.parse(event) as [Pushed, Record<string, unknown>];
    const fields: readonly string[] = Object.hasOwn(known, name) ? known[name] : [];
    this.#strange.push(...Object.keys(message).filter((field) => !fields.includes(field)).map((field) => `${this.viewer}: ${name} has ${field}, which the protocol does not`));
    const { topic } = message as { topic?: TopicName };
    this.frames.push({ what: name, topic, raw: packet, values: valuesIn(name, message) });
  }
}

function valuesIn(name: Pushed, message: unknown): readonly unknown[] {
  if (name === 'delta') return (message as DeltaMessage).changes.map(({ value }) => value);
  if (name === 'snapshot') return Object.values((message as SnapshotMessage).items);
  return [];
}

/** What one frame tells that its receiver must not get. */
export function findingsIn({ what, topic, raw, values }: Frame, viewer: string, role: Role | undefined): string[] {
  const place = `topic ${topic ?? what}`;
  const named = found(raw, viewer, place).map((each) => `${viewer}, ${place}: ${each}`);
  if (topic === undefined) return named;
  const link = topics[topic].link;
  const scope: FieldScope = link === undefined ? (topics[topic].resource as FieldScope) : `link:${link}`;
  const fields = forbidden(values, { scope, medium: 'screen', ...(role !== undefined && { role }) });
  return [...named, ...fields.map((path) => `${viewer}, ${place}: ${path}`)];
}
