import fc from 'fast-check';
import type { QueueOutside, Sent } from './crew-queue';
import { CrewQueue, firstRetry, longestRetry } from './crew-queue';
import { MemoryStore } from './memory-store';
import type { CrewEvent, QueueStore } from './queue-store';
import { mostPositions, thinnable } from './thinning';

const at = (second: number): string => new Date(Date.parse('2026-11-10T08:00:00Z') + second * 1000).toISOString();
const tick = (number: number): CrewEvent => ({ id: `e${number}`, type: 'passenger.boarded', time: at(number), data: { runRef: 'run', passengerRef: `child-${number % 5}`, at: at(number) } });
const position = (number: number): CrewEvent => ({ id: `e${number}`, type: 'vehicle.positioned', time: at(number), data: { vehicleRef: 'crew:link', runRef: 'run', latitude: 52, longitude: -1, recordedAt: at(number) } });
const made = (number: number): CrewEvent => (number % 3 === 0 ? tick(number) : position(number));

/** The server: the first of each id counts, whatever comes again. `refuses` what it would never take. */
class Server {
  readonly journal: CrewEvent[] = [];
  private readonly known = new Set<string>();
  constructor(private readonly refuses: (event: CrewEvent) => boolean = () => false) {}

  take(events: readonly CrewEvent[]): Sent {
    const rejected = events.filter(this.refuses).map(({ id }) => ({ id, reasons: ['is not so'] }));
    for (const event of events) {
      if (this.refuses(event) || this.known.has(event.id)) continue;
      this.known.add(event.id);
      this.journal.push(event);
    }
    return { kind: 'answered', rejected };
  }
}

/** A phone that may be killed after any step: nothing of the page before has any effect afterwards. */
class Killed extends Error {}
class Phone {
  steps = 0;
  constructor(private readonly diesAfter: number) {}
  step<T>(work: () => T): T {
    if (this.steps >= this.diesAfter) throw new Killed();
    this.steps += 1;
    return work();
  }
  get isDead(): boolean {
    return this.steps >= this.diesAfter;
  }
}
const mortal = (store: QueueStore, phone: Phone): QueueStore =>
  new Proxy(store, {
    get: (target, name: keyof QueueStore) => {
      const member = target[name];
      // Both sides of each step are moments at which the battery may go.
      return typeof member === 'function' ? async (...given: never[]) => { const result: unknown = await phone.step(() => (member as (...all: never[]) => unknown).apply(target, given)); phone.step(() => undefined); return result; } : member;
    },
  });

const settled = async (): Promise<void> => { for (let turn = 0; turn < 60; turn++) await Promise.resolve(); };

type Mood = 'fine' | 'lost' | 'unanswered' | 'twice' | 'busy';
const moods = fc.array(fc.constantFrom<Mood>('fine', 'lost', 'unanswered', 'twice', 'busy'), { maxLength: 40 });

describe('[LINK-70] whatever the network does and whenever the phone is killed', () => {
  it('the server ends with every event of the phone, once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), moods, fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }), async (count, weather, lives) => {
        const server = new Server();
        const store = new MemoryStore();
        const late: (() => void)[] = [];
        const mood = (): Mood => weather.shift() ?? 'fine';
        const send = (phone: Phone) => async (events: readonly CrewEvent[]): Promise<Sent> => {
          await Promise.resolve();
          const today = mood();
          if (today === 'lost' || today === 'busy') return { kind: 'later' };
          const answer = phone.step(() => server.take(events));
          if (today === 'unanswered') return { kind: 'later' };
          // A copy of the batch wanders through the network and arrives long after.
          if (today === 'twice') late.push(() => void server.take(events));
          return answer;
        };
        let next = 0;
        const kept: string[] = [];
        for (const life of [...lives, Number.POSITIVE_INFINITY]) {
          const phone = new Phone(life);
          const waits: (() => void)[] = [];
          const outside: QueueOutside = { send: send(phone), now: () => 0, wait: (_, then) => { waits.push(then); return () => waits.splice(waits.indexOf(then), 1); } };
          const queue = new CrewQueue(mortal(store, phone), outside);
          queue.wake();
          while (next < count && !phone.isDead) {
            const event = made(next);
            await queue.add(event).catch(() => undefined);
            // On the disk is recorded, whether or not the page lived to see it.
            if ((await store.oldest(1000)).some(({ id }) => id === event.id) || server.journal.some(({ id }) => id === event.id)) kept.push(event.id);
            next += 1;
            await settled();
            if (waits.length > 0 && next % 2 === 0) waits.shift()?.();
          }
          if (life === Number.POSITIVE_INFINITY) for (let turn = 0; turn < 200 && (await store.oldest(1)).length > 0; turn++) { waits.shift()?.(); await settled(); }
          else await settled();
          queue.stop();
        }
        for (const arrive of late) arrive();
        expect(server.journal.map(({ id }) => id)).toEqual(kept);
        expect(await store.count()).toEqual({ ticks: 0, positions: 0 });
      }),
      { numRuns: 200 },
    );
  });
});

/** A queue whose network is in the test's hand. */
function stage(answers: (Sent | (() => Sent))[], store: QueueStore = new MemoryStore()) {
  const sent: string[][] = [];
  const waits: { milliseconds: number; then: () => void }[] = [];
  const server = new Server();
  const outside: QueueOutside = {
    send: (events) => {
      sent.push(events.map(({ id }) => id));
      const answer = answers.shift();
      return Promise.resolve(answer === undefined ? server.take(events) : typeof answer === 'function' ? answer() : answer);
    },
    now: () => 1000,
    wait: (milliseconds, then) => { waits.push({ milliseconds, then }); return () => undefined; },
  };
  return { queue: new CrewQueue(store, outside), store, sent, waits, server };
}

describe('a queue', () => {
  it('[LINK-71] takes nothing away before the server has answered for it', async () => {
    const { queue, store, waits } = stage([{ kind: 'later' }]);
    await queue.add(tick(1));
    await settled();
    expect(await store.count()).toEqual({ ticks: 1, positions: 0 });
    expect(queue.state()).toMatchObject({ ticks: 1, failingSince: 1000 });
    waits[0]?.then();
    await settled();
    expect(queue.state()).toMatchObject({ ticks: 0, failingSince: null, emptyAt: 1000 });
  });

  it('[LINK-71] waits longer each time, and not at all once the network is back', async () => {
    const { queue, waits, sent } = stage(Array.from({ length: 12 }, () => ({ kind: 'later' }) as const));
    await queue.add(tick(1));
    for (let turn = 0; turn < 8; turn++) {
      await settled();
      waits.at(-1)?.then();
    }
    await settled();
    const lengths = waits.map(({ milliseconds }) => milliseconds);
    expect(lengths[0]).toBeLessThanOrEqual(firstRetry * 1.25);
    expect(lengths[3]).toBeGreaterThan(lengths[0] ?? 0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(longestRetry * 1.25);
    const before = sent.length;
    queue.hurry();
    await settled();
    expect(sent.length).toBe(before + 1);
  });

  it('waits as long as the server asks it to', async () => {
    const { queue, waits } = stage([{ kind: 'later', afterMilliseconds: 45_000 }]);
    await queue.add(tick(1));
    await settled();
    expect(waits[0]?.milliseconds).toBe(45_000);
  });

  it('[LINK-73] keeps what the server would not take, with its reason, until somebody has read it; the rest goes on', async () => {
    const { queue } = stage([{ kind: 'answered', rejected: [{ id: 'e1', reasons: ['the run is over'] }] }]);
    await queue.add(tick(1));
    await settled();
    await queue.add(tick(2));
    await settled();
    expect(queue.state().refused).toMatchObject([{ id: 'e1', reasons: ['the run is over'] }]);
    expect(queue.state().ticks).toBe(0);
    await queue.dismiss(queue.state().refused[0]?.seq ?? 0);
    expect(queue.state().refused).toEqual([]);
  });

  it('[LINK-73] puts aside the one that cannot be read, and none of the batch that it came in', async () => {
    const store = new MemoryStore();
    for (const number of [1, 2, 3]) await store.append(tick(number * 3));
    const unreadable = { kind: 'unreadable', reasons: ['data.at is not a time'] } as const;
    const { queue, server } = stage([unreadable, { kind: 'answered', rejected: [] }, unreadable], store);
    queue.wake();
    await settled();
    expect(queue.state().refused.map(({ id }) => id)).toEqual(['e6']);
    expect(server.journal.map(({ id }) => id)).toEqual(['e9']);
  });

  it('sends nothing more for a link that has ended', async () => {
    const { queue, sent } = stage([{ kind: 'ended' }]);
    await queue.add(tick(1));
    await settled();
    queue.hurry();
    await settled();
    expect(sent.length).toBe(1);
  });
});

describe('[LINK-72] a very long queue', () => {
  it('loses every second of its older positions, never the first, and none of the newest', () => {
    const seqs = Array.from({ length: mostPositions + 1 }, (_, index) => index);
    const gone = thinnable(seqs);
    expect(gone.length).toBeGreaterThan(800);
    expect(gone).not.toContain(0);
    expect(Math.max(...gone)).toBeLessThan(mostPositions - 190);
    expect(thinnable(seqs.slice(0, mostPositions))).toEqual([]);
  });

  it('never loses a tick', async () => {
    const store = new MemoryStore();
    for (let number = 0; number < mostPositions + 300; number++) await store.append(made(number));
    const before = (await store.ticks()).length;
    await store.thin((await store.positions()).concat((await store.ticks()).map(({ seq }) => seq)));
    expect((await store.ticks()).length).toBe(before);
  });
});
