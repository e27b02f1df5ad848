import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** The truth file of the simulator, in what the tests read of it. Instants are RFC 3339. */
export interface TrueRun {
  readonly kind: 'run';
  readonly runRef: string;
  readonly vehicleRef: string;
  readonly direction: 'to-school' | 'from-school';
  readonly cancelled: boolean;
  readonly stops: readonly { readonly sequence: number; readonly scheduledAt: string; readonly arrivedAt?: string; readonly departedAt?: string }[];
  readonly readyAt?: string;
  readonly backAt?: string;
  readonly signedInAt?: string;
  readonly endToldAt?: string;
  readonly delayToldMinutes?: number;
  readonly childrenBeyondSeconds?: number;
}
export interface TrueIncident {
  readonly kind: 'incident';
  readonly runRef: string;
  readonly incident: string;
  readonly from: string;
  readonly until?: string;
  readonly stopMetres?: number;
  readonly schoolMetres?: number;
  readonly clearSeconds?: number;
}

export interface Truth {
  readonly runs: readonly TrueRun[];
  /** By run. */
  readonly incidents: ReadonlyMap<string, readonly TrueIncident[]>;
}

const workspace = resolve(import.meta.dirname, '../../..');

/** Has the simulator invent a morning, into two files of a folder. */
export async function invent(folder: string, options: { from: string; minutes: number; routes: number; trouble: number; seed: number }): Promise<{ events: string; truth: string }> {
  const files = { events: join(folder, 'events.jsonl'), truth: join(folder, 'truth.jsonl') };
  const { from, minutes, routes, trouble, seed } = options;
  const numbers = ['--minutes', String(minutes), '--routes', String(routes), '--trouble', String(trouble), '--seed', String(seed), '--weeks', '0'];
  await promisify(execFile)(process.execPath, [join(workspace, 'tools/simulator/main.ts'), '--from', from, ...numbers, '--out', files.events, '--truth', files.truth]);
  return files;
}

export async function* linesOf<T>(file: string): AsyncGenerator<T> {
  for await (const line of createInterface({ input: createReadStream(file) })) if (line !== '') yield JSON.parse(line) as T;
}

export async function readTruth(file: string): Promise<Truth> {
  const runs: TrueRun[] = [];
  const incidents = new Map<string, TrueIncident[]>();
  for await (const line of linesOf<TrueRun | TrueIncident | { readonly kind: 'position' }>(file)) {
    if (line.kind === 'run') runs.push(line);
    else if (line.kind === 'incident') incidents.set(line.runRef, [...(incidents.get(line.runRef) ?? []), line]);
  }
  return { runs, incidents };
}
