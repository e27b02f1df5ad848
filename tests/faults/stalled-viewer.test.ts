import assert from 'node:assert/strict';
import type { Socket as TcpSocket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { event, fix, scheduledRun } from '../fixtures/events.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const stallMilliseconds = 60_000;
const vehicles = Array.from({ length: 400 }, (_, number) => number);
const runOf = (number: number): string => `stall-run-${number}`;
const vehicleOf = (number: number): string => `stall-vehicle-${number}`;

/** The viewer's own TCP socket, below every library: paused, the kernel's buffers fill and push back. */
const tcpOf = (client: LiveClient): TcpSocket =>
  (client.socket.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws._socket;

async function queuedBytes({ url }: Sightline): Promise<number> {
  const text = await (await fetch(`${url}/api/health/metrics`)).text();
  return Number(/^sightline_socket_queued_bytes (\S+)$/m.exec(text)?.[1]);
}

/** A city that moves: every second every vehicle sends a fix, ten metres on. */
class Feed {
  #isOn = true;
  #moves = 0;
  readonly #sightline: Sightline;
  readonly done: Promise<void>;

  constructor(sightline: Sightline) {
    this.#sightline = sightline;
    this.done = this.#run();
  }

  async stop(): Promise<void> {
    this.#isOn = false;
    await this.done;
  }

  async #run(): Promise<void> {
    while (this.#isOn) {
      const second = sleep(1000);
      this.#moves += 1;
      const latitude = 52.48 + this.#moves / 10_000;
      const { status } = await send(this.#sightline, vehicles.map((number) => fix(vehicleOf(number), Date.now(), { runRef: runOf(number), latitude })));
      assert.equal(status, 200);
      await second;
    }
  }
}

describe('a viewer that stalls', () => {
  let sightline: Sightline;
  before(async () => {
    sightline = await startSightline();
    const runs = [
      ...vehicles.map((number) => scheduledRun(runOf(number), Date.now())),
      ...vehicles.map((number) => event('run.assigned', { runRef: runOf(number), vehicleRef: vehicleOf(number) })),
    ];
    const { body } = await send(sightline, runs);
    assert.deepEqual(body.rejected, []);
  });
  after(async () => void (await sightline.stop()));

  it('[LIVE-8] [LIVE-15] for a minute is never queued more than 1 MB, costs the others nothing, and shows the true state within 2 ticks', async (t) => {
    const { cookie } = await signIn(sightline, 'control');
    const join = async () => {
      const client = new LiveClient(sightline.url, cookie);
      assert.equal(await client.connect(), undefined);
      return { client, state: (await client.follow('fleet')).state };
    };
    const stalled = await join();
    const others = await Promise.all(Array.from({ length: 5 }, join));
    const [witness] = others;
    assert.ok(witness);
    const feed = new Feed(sightline);
    await witness.client.until(() => witness.state.seqs.length >= 3, 'the first deltas');

    tcpOf(stalled.client).pause();
    let mostQueued = 0;
    const began = performance.now();
    while (performance.now() - began < stallMilliseconds) {
      mostQueued = Math.max(mostQueued, await queuedBytes(sightline));
      await sleep(250);
    }
    const ticksBefore = witness.state.seqs.length;
    tcpOf(stalled.client).resume();
    const isTrue = (): boolean => stalled.state.resets > 0 && stalled.state.place?.seq === witness.state.place?.seq;
    await witness.client.until(isTrue, 'the true state of the viewer that was released');
    const ticks = witness.state.seqs.length - ticksBefore;
    await feed.stop();
    const fresh = await join();
    await until('everyone to have the state of a fresh snapshot', () => {
      for (const { state } of [stalled, ...others]) {
        assert.deepEqual(state.place, fresh.state.place);
        assert.deepEqual(Object.fromEntries(state.items), Object.fromEntries(fresh.state.items));
      }
      return true;
    });

    const rhythm = others.flatMap(({ state }) => state.deltaTimes.slice(1).map((at, index) => at - (state.deltaTimes[index] ?? at))).sort((a, b) => a - b);
    const middle = rhythm[Math.floor(rhythm.length / 2)] ?? NaN;
    t.diagnostic(`queued at most ${Math.round(mostQueued / 1024)} KB; true again after ${ticks} ticks; the others' deltas every ${middle} ms, at most ${rhythm.at(-1)} ms apart`);
    assert.ok(mostQueued > 0, 'the stall was too short to fill the buffers of the kernel');
    assert.ok(mostQueued <= 1024 * 1024, `${mostQueued} bytes were queued`);
    assert.ok(ticks <= 2, `it took ${ticks} ticks`);
    assert.deepEqual([stalled.state.resets, stalled.state.gaps], [1, 0]);
    for (const { state } of others) assert.deepEqual([state.resets, state.gaps, state.seqs.length], [0, 0, witness.state.seqs.length]);
    for (const { client } of [stalled, fresh, ...others]) client.close();
  });
});
