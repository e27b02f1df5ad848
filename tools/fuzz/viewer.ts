import { livePath } from '@sightline/contracts';
import type { DeltaMessage } from '@sightline/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { Sightings } from './sightings.ts';
import { event, sendEvents, watched } from './target.ts';
import type { Target } from './target.ts';

const positionsPerSecond = 16;

/** Someone who does their work meanwhile: vehicles send positions, and a person of the control room sees them move. */
export class LegitimateViewer {
  readonly #target: Target;
  readonly #sightings = new Sightings();
  /** Positions that were refused, or whose sender was not answered. */
  failures = 0;
  #socket: WebSocket | undefined;
  #isOn = true;
  #feeding: Promise<void> = Promise.resolve();

  constructor(target: Target) {
    this.#target = target;
  }

  async start(): Promise<void> {
    const { url, people } = this.#target;
    const socket = new WebSocket(`${url.replace('http', 'ws')}${livePath}/?EIO=4&transport=websocket`, { perMessageDeflate: false, headers: { origin: url, cookie: people.control.cookie } });
    this.#socket = socket;
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data: Buffer) => {
        const text = data.toString('utf8');
        if (text === '2') socket.send('3');
        else if (text.startsWith('0')) socket.send('40');
        else if (text.startsWith('40')) socket.send('420["subscribe",{"topic":"fleet"}]');
        else if (text.startsWith('430')) resolve();
        else if (text.startsWith('42["delta"')) this.#take((JSON.parse(text.slice(2)) as [string, DeltaMessage<'fleet'>])[1]);
      });
    });
    this.#feeding = this.#feed();
  }

  /** The milliseconds from each sending of a position to its sight, since they were last taken; those still out of sight count as long as they have been. */
  take(): number[] {
    return this.#sightings.take(performance.now());
  }

  async stop(): Promise<void> {
    this.#isOn = false;
    await this.#feeding;
    this.#socket?.close();
  }

  #take({ changes }: DeltaMessage<'fleet'>): void {
    const now = performance.now();
    for (const { key, value } of changes) {
      if (value?.recordedAt !== null && value?.recordedAt !== undefined) this.#sightings.seen(key, Date.parse(value.recordedAt), now);
    }
  }

  async #feed(): Promise<void> {
    const sending = new Set<Promise<void>>();
    for (let number = 0; this.#isOn; number += 1) {
      const at = number % watched.runs;
      const recordedAt = Date.now();
      this.#sightings.sent(watched.runRef(at), recordedAt, performance.now());
      const latitude = 52.41 + (number % 1000) / 100_000;
      const one = sendEvents(this.#target, [event('vehicle.positioned', { vehicleRef: watched.vehicleRef(at), runRef: watched.runRef(at), latitude, longitude: -1.9, recordedAt: new Date(recordedAt).toISOString() })])
        .catch(() => {
          this.failures += 1;
          this.#sightings.failed(watched.runRef(at), recordedAt);
        })
        .finally(() => void sending.delete(one));
      sending.add(one);
      await sleep(1000 / positionsPerSecond);
    }
    await Promise.all(sending);
  }
}

/** The value below which so much of the sorted lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
