import { setTimeout as sleep } from 'node:timers/promises';
import { ViewerBeside } from './beside.ts';
import { Ledger } from './ledger.ts';
import { isPolluted, memoryOf } from './memory.ts';
import type { Memory } from './memory.ts';
import { Oracle } from './oracle.ts';
import type { Finding } from './oracle.ts';
import { Random } from './random.ts';
import { requestOf } from './requests.ts';
import { Sender } from './sender.ts';
import { Sockets } from './sockets.ts';
import { settle } from './target.ts';
import type { Address } from './target.ts';
import { percentile } from './viewer.ts';
import { Wire } from './wire.ts';

export interface FuzzOptions extends Address {
  readonly messages: number;
  /** Messages a second, at most. */
  readonly rate: number;
  readonly seed: number;
  /** Where the process can be asked for its memory. */
  readonly inspector?: string | undefined;
  /** How long it is fuzzed between two quiet whiles in which the viewer's latency is measured alone; 0: never quiet. Seconds. */
  readonly windowSeconds: number;
  /** Ends it before all is sent. */
  readonly end?: AbortSignal;
  readonly say: (line: string) => void;
}

/** A while of fuzz and the quiet while after it: the p99 of the viewer's latency in each, in milliseconds. */
export interface Window {
  readonly fuzzed: number;
  readonly quiet: number;
}

export interface FuzzReport {
  readonly sent: number;
  readonly seconds: number;
  readonly kinds: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<number, number>;
  readonly broken: ReadonlyMap<string, number>;
  readonly framesHeard: number;
  readonly findings: readonly Finding[];
  readonly counts: ReadonlyMap<string, number>;
  readonly ledger: { readonly told: number; readonly lost: readonly string[]; readonly invented: readonly string[] };
  readonly windows: readonly Window[];
  readonly memory: { readonly before: Memory; readonly after: Memory } | undefined;
  readonly polluted: boolean | undefined;
  readonly viewerFailures: number;
}

/** Most are frames of sockets: they cost both sides least. */
const mix = { socket: 0.93, request: 0.063, ledger: 0.005, wire: 0.002 };
/** Requests that are under way at a time. */
const mostAtOnce = 48;
/** The part of the messages after which what the fuzzer may store has stopped growing. */
const warmUpPart = 0.05;
const quietPart = 0.2;
/** Rooms without viewers are kept for a minute, and the links' and throttles' memory for less. */
const settlingMilliseconds = 75_000;

/** Fuzzes a Sightline until so many messages are sent. Throws only where the setting fails; what is found is in the report. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { messages, rate, seed, windowSeconds, inspector, url, end, say } = options;
  const target = await settle(options);
  const oracle = new Oracle((what, message, detail) => say(`FOUND in message ${message}: ${what}: ${detail.slice(0, 300)}`));
  const sender = new Sender(target, oracle);
  const wire = new Wire(target, oracle);
  const ledger = new Ledger(target);
  const viewer = await ViewerBeside.start(target);
  let sockets = new Sockets(target, oracle);
  const kinds = new Map<string, number>();
  const windows: Window[] = [];
  const open = new Set<Promise<unknown>>();
  const began = performance.now();
  let before: Memory | undefined;
  let sent = 0;
  let heard = 0;
  /** Becomes false when nothing listens any more. */
  const life = { on: true, stopped: false };
  end?.addEventListener('abort', () => (life.stopped = true));

  const sendOne = async (number: number): Promise<void> => {
    const random = Random.of(seed, number);
    const what = random.weighted(mix);
    let kind: string = what;
    if (what === 'socket') kind = sockets.send(number, random);
    else {
      const fuzzed = what === 'request' ? requestOf(target, random, number) : undefined;
      if (fuzzed) kind = fuzzed.kind;
      if (what === 'wire' && !wire.hasRoom) return sendOne(number + messages);
      const one: Promise<unknown> = (fuzzed ? sender.send(number, fuzzed) : what === 'ledger' ? ledger.send(number, random) : wire.send(number, random)).finally(() => void open.delete(one));
      // What is held open on purpose holds up nobody.
      if (what !== 'wire') open.add(one);
    }
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    while (open.size >= mostAtOnce) await Promise.race(open);
  };

  /** Sends until `until` messages are sent or the time is up, no faster than the rate. */
  const run = async (until: number, milliseconds: number): Promise<void> => {
    const from = performance.now();
    const first = sent;
    while (sent < until && performance.now() - from < milliseconds && life.on && !life.stopped) {
      const due = first + ((performance.now() - from) / 1000) * rate;
      if (sent >= due) {
        await sleep(5);
        continue;
      }
      await sendOne(sent);
      sent += 1;
    }
  };

  const settled = async (): Promise<Memory> => {
    await Promise.all(open);
    heard += sockets.heard;
    sockets.close();
    wire.close();
    await sleep(inspector === undefined ? 0 : settlingMilliseconds);
    const memory = await memoryOf(url, inspector);
    sockets = new Sockets(target, oracle);
    return memory;
  };

  const live = setInterval(() => {
    void fetch(`${url}/api/health/live`, { signal: AbortSignal.timeout(20_000) }).then(
      // One address asks often here: to be told so is an answer, too.
      (response) => response.ok || response.status === 429 || oracle.find('it is not live', sent, String(response.status)),
      (error: unknown) => {
        oracle.find('it does not answer', sent, String(error));
        if (String((error as { cause?: unknown }).cause).includes('ECONNREFUSED')) life.on = false;
      },
    );
  }, 5000);
  try {
    // What lives can only be told after a full collection, which is asked for through the inspector.
    if (inspector !== undefined) {
      say('warming up');
      await run(Math.floor(messages * warmUpPart), Infinity);
      before = await settled();
      say(`${sent} messages: heap ${before.heap.toFixed(1)} MB, resident ${before.resident.toFixed(0)} MB`);
    }
    while (sent < messages && life.on && !life.stopped) {
      await viewer.take();
      await run(messages, windowSeconds > 0 ? windowSeconds * 1000 : Infinity);
      const fuzzed = percentile(await viewer.take(), 0.99);
      if (windowSeconds > 0) {
        await Promise.all(open);
        await sleep(1000);
        await viewer.take();
        await sleep(windowSeconds * quietPart * 1000);
        const quiet = percentile(await viewer.take(), 0.99);
        windows.push({ fuzzed, quiet });
        say(`${sent} messages in ${Math.round((performance.now() - began) / 1000)} s: viewer p99 ${fuzzed.toFixed(0)} ms fuzzed, ${quiet.toFixed(0)} ms quiet; ${oracle.counts.size === 0 ? 'nothing found' : [...oracle.counts].map(([what, count]) => `${what}: ${count}`).join('; ')}`);
      }
    }
    const after = inspector !== undefined && life.on ? await settled() : undefined;
    await Promise.all(open);
    const checked = life.on ? await ledger.check() : { lost: [], invented: [] };
    const polluted = life.on ? await isPolluted(inspector) : undefined;
    for (const id of checked.lost) oracle.find('acknowledged and not stored', sent, id);
    for (const id of checked.invented) oracle.find('refused and stored all the same', sent, id);
    if (polluted) oracle.find('the prototype of everything was changed', sent, '');
    return {
      sent, kinds, windows, polluted, seconds: (performance.now() - began) / 1000, statuses: sender.statuses, broken: sender.broken, framesHeard: heard + sockets.heard,
      findings: oracle.findings, counts: oracle.counts, ledger: { told: ledger.size, ...checked }, memory: before && after && { before, after }, viewerFailures: viewer.failures,
    };
  } finally {
    clearInterval(live);
    sockets.close();
    wire.close();
    sender.close();
    await viewer.stop();
  }
}
