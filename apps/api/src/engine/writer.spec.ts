import fc from 'fast-check';
import type { Incoming, Outcome, Refused } from './decider.js';
import { MemoryStore } from './memory-journal.js';
import { RecordingDecider, event, receivedAt, started, writerWith } from './testing.js';
import type { Writer } from './writer.js';

async function commit(writer: Writer, events: readonly Incoming[], refused: readonly Refused[] = []): Promise<Outcome[]> {
  const told: Outcome[] = [];
  await writer.start(events, refused, (outcomes) => told.push(...outcomes)).done;
  return told;
}
const statuses = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ status }) => status);
const journalled = async (store: MemoryStore): Promise<string[]> => (await store.journal.after(0, 10_000)).map(({ id }) => id);

describe('writer', () => {
  it('[ENGINE-1] an event has one effect however often and in whatever batches it comes', async () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(ids, { minLength: 1, maxLength: 8 }), { maxLength: 8 }), async (batches) => {
        const decider = new RecordingDecider();
        const { writer, store } = writerWith(decider);
        let accepted = 0;
        for (const batch of batches) accepted += statuses(await commit(writer, batch.map(started))).filter((status) => status === 'accepted').length;
        const once = [...new Set(batches.flat())];
        expect(decider.live).toEqual(once);
        expect(await journalled(store)).toEqual(once);
        expect(accepted).toBe(once.length);
      }),
    );
  });

  it('[ENGINE-2] of the same event twice in a batch the first is accepted and the second a duplicate', async () => {
    const { writer } = writerWith(new RecordingDecider());
    expect(statuses(await commit(writer, [started('a'), started('b'), started('a')]))).toEqual(['accepted', 'accepted', 'duplicate']);
  });

  it('[ENGINE-3] a sender hears after the swap and before the publishing, both after the commit', async () => {
    const decider = new RecordingDecider();
    const store = new MemoryStore();
    const { writer } = writerWith(decider, store, {
      transaction: async (work) => {
        const result = await store.transaction(work);
        decider.steps.push('commit');
        return result;
      },
    });
    await writer.start([started('a')], [], () => decider.steps.push('told')).done;
    expect(decider.steps).toEqual(['write', 'commit', 'swap', 'told', 'publish']);
  });

  it('[ENGINE-4] a commit that fails leaves live memory and the journal as they were', async () => {
    const decider = new RecordingDecider();
    const store = new MemoryStore();
    let away = true;
    const { writer } = writerWith(decider, store, {
      transaction: (work) =>
        store.transaction(async (tx) => {
          const result = await work(tx);
          if (away) throw Object.assign(new Error('connection lost'), { code: '08006' });
          return result;
        }),
    });
    await expect(commit(writer, [started('a')])).rejects.toThrow('connection lost');
    expect(decider.live).toEqual([]);
    expect(await journalled(store)).toEqual([]);
    away = false;
    expect(statuses(await commit(writer, [started('a')]))).toEqual(['accepted']);
    expect(decider.live).toEqual(['a']);
  });

  it('[ENGINE-5] what a rule rejects is told, kept in quarantine without its values, and is no fact', async () => {
    const problems = [{ path: 'type', message: 'the run has ended' }];
    const decider = new RecordingDecider({ decide: ({ id }) => (id === 'bad' ? problems : undefined) });
    const { writer, store } = writerWith(decider);
    const outcomes = await commit(writer, [started('a'), started('bad'), started('b')]);
    expect(statuses(outcomes)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(await journalled(store)).toEqual(['a', 'b']);
    expect(await store.quarantine.before(undefined, 10)).toEqual([{ seq: 4, source: 'test', id: 'bad', type: 'run.started', problems, receivedAt }]);
  });

  it('[ENGINE-6] an event whose decider throws is rejected alone, and the bug is reported', async () => {
    const decider = new RecordingDecider({
      decide: ({ id }) => {
        if (id.startsWith('bug')) throw new TypeError('of ours');
        return undefined;
      },
    });
    const { writer, store, bugs } = writerWith(decider);
    const outcomes = await commit(writer, ['a', 'bug-1', 'b', 'bug-2', 'c'].map(started));
    expect(statuses(outcomes)).toEqual(['accepted', 'rejected', 'accepted', 'rejected', 'accepted']);
    expect(decider.live).toEqual(['a', 'b', 'c']);
    expect(await journalled(store)).toEqual(['a', 'b', 'c']);
    expect(bugs).toEqual(['recording run.started', 'recording run.started']);
  });

  it('[ENGINE-7] an event that cannot be written is found and refused, and the rest of its batch is kept', async () => {
    const decider = new RecordingDecider({
      write: (events) => {
        if (events.some(({ id }) => id === 'poison')) throw Object.assign(new Error('invalid input'), { code: '22P02' });
      },
    });
    const { writer, store } = writerWith(decider);
    const ids = ['a', 'b', 'c', 'poison', 'd', 'e', 'f'];
    const outcomes = await commit(writer, ids.map(started));
    expect(statuses(outcomes)).toEqual(ids.map((id) => (id === 'poison' ? 'rejected' : 'accepted')));
    expect(decider.live).toEqual(ids.filter((id) => id !== 'poison'));
    expect((await store.quarantine.before(undefined, 10)).map(({ id }) => id)).toEqual(['poison']);
  });

  it('[ENGINE-21] a batch is admitted while the one before it commits, and decides on what that one left', async () => {
    const decider = new RecordingDecider();
    const store = new MemoryStore();
    const held = Promise.withResolvers<undefined>();
    const { writer } = writerWith(decider, store, {
      transaction: (work) =>
        store.transaction(async (tx) => {
          const result = await work(tx);
          if (decider.live.length === 0) await held.promise;
          return result;
        }),
    });
    const told: string[][] = [];
    const first = writer.start([started('a'), started('b')], [], (outcomes) => told.push(statuses(outcomes)));
    await first.admitted;
    const second = writer.start([started('b'), started('c')], [], (outcomes) => told.push(statuses(outcomes)), first);
    await second.admitted;
    expect(decider.live).toEqual([]);
    held.resolve(undefined);
    await Promise.all([first.done, second.done]);
    expect(decider.live).toEqual(['a', 'b', 'c']);
    expect(told).toEqual([['accepted', 'accepted'], ['duplicate', 'accepted']]);
  });

  it('[ENGINE-22] a batch behind one that must begin anew begins anew after it, and nothing is lost', async () => {
    const decider = new RecordingDecider({
      write: (events) => {
        if (events.some(({ id }) => id.startsWith('poison'))) throw Object.assign(new Error('invalid input'), { code: '22P02' });
      },
    });
    const { writer, store } = writerWith(decider);
    const told: string[][] = [];
    let last = writer.start(['a', 'poison-1', 'b'].map(started), [], (outcomes) => told.push(statuses(outcomes)));
    for (const ids of [['b', 'c'], ['c', 'poison-2', 'd']]) last = writer.start(ids.map(started), [], (outcomes) => told.push(statuses(outcomes)), last);
    await last.done;
    expect(told).toEqual([['accepted', 'rejected', 'accepted'], ['duplicate', 'accepted'], ['duplicate', 'rejected', 'accepted']]);
    expect(decider.live).toEqual(['a', 'b', 'c', 'd']);
    expect(await journalled(store)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('[ENGINE-8] personal fields never enter the journal', async () => {
    const { writer, store } = writerWith(new RecordingDecider());
    const data = { passengerRef: 'P1', name: 'A Child', postcode: 'ZZ1 1ZZ', schoolRef: 'S1', routeRef: 'R1', needs: ['harness' as const], assistantRequired: true };
    await commit(writer, [event('a', 'passenger.upserted', data)]);
    const [fact] = await store.journal.after(0, 1);
    expect(fact?.data).toEqual({ passengerRef: 'P1', schoolRef: 'S1', routeRef: 'R1', assistantRequired: true });
  });

  it('[ENGINE-9] what a door refused goes to quarantine once, however often it is sent', async () => {
    const { writer, store } = writerWith(new RecordingDecider());
    const refused: Refused = { source: 'test', id: 'x', type: 'run.started', problems: [{ path: 'data.at', message: 'is missing' }], receivedAt };
    await commit(writer, [], [refused]);
    const before = await store.quarantine.before(undefined, 10);
    await commit(writer, [started('a')], [{ ...refused, receivedAt: receivedAt + 5000 }]);
    expect(await store.quarantine.before(undefined, 10)).toEqual(before);
  });

  it('[ENGINE-10] the passing of time is a batch of its own, and costs no transaction when nothing changes', async () => {
    let due = false;
    const decider = new RecordingDecider({ tick: () => due });
    const { writer } = writerWith(decider);
    await writer.tick();
    expect(decider.steps).toEqual([]);
    due = true;
    await writer.tick();
    expect(decider.steps).toEqual(['write', 'swap', 'publish']);
    expect(decider.live).toEqual(['2026-11-10']);
  });

  it('[ENGINE-11] a type that no feature decides is a fact all the same', async () => {
    const { writer, store } = writerWith(new RecordingDecider());
    const logged = event('a', 'call.abandoned', { callRef: 'C1', at: '2026-11-10T08:00:00Z' });
    expect(statuses(await commit(writer, [logged]))).toEqual(['accepted']);
    expect(await journalled(store)).toEqual(['a']);
  });

  it('[ENGINE-12] two features cannot decide the same type', () => {
    const { writer } = writerWith(new RecordingDecider());
    expect(() => writer.register(new RecordingDecider())).toThrow('run.started is decided by both recording and recording');
  });
});
