import type { BacklogRow, EventData, EventType } from '@sightline/contracts';
import { carriedDivisions, dateOf, dayOf } from '@sightline/domain';
import fc from 'fast-check';
import type { TopicMessage } from '../bus/bus.js';
import { InProcessBus } from '../bus/in-process-bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import type { Transaction } from '../database/transaction.js';
import type { Draft, Incoming } from '../engine/decider.js';
import { carriedRules } from './case-rules.file.js';
import { CaseworkDecider } from './casework.decider.js';
import type { CaseworkRepository } from './casework.repository.js';
import type { DueChangesRepository, RecordedChange } from './due-changes.repository.js';
import type { QualityRepository } from './quality.repository.js';
import { CaseworkState } from './casework.state.js';
import { CaseworkTopics } from './casework.topic.js';

const nothing = { load: () => Promise.resolve({ cases: [], waiting: [], teams: [] }), writeCases: () => Promise.resolve(), writeWaiting: () => Promise.resolve(), writeTeams: () => Promise.resolve() };
const recorded: RecordedChange[] = [];
const changes = { divisions: () => Promise.resolve(carriedDivisions), writeDivision: () => Promise.resolve(), write: (_: Transaction, moved: readonly RecordedChange[]) => Promise.resolve(void recorded.push(...moved)) };
const quality = { load: () => Promise.resolve({ declared: [], unfitting: [] }), writeDeclared: () => Promise.resolve(), writeUnfitting: () => Promise.resolve() };
const tx: Transaction = { query: () => Promise.resolve([]) };
const context = (today: string) => ({ today, now: Date.parse(`${today}T09:00:00Z`) });
const incoming = <T extends EventType>(type: T, data: EventData<T>): Incoming<T> => ({ source: 'tests', id: '1', type, data, receivedAt: 0 });
const opened = (caseRef: string, receivedDate: string): Incoming => incoming('case.opened', { caseRef, caseType: 'yellow-letter', channel: 'mp', serviceArea: 'SENAR', receivedDate });

async function house() {
  const state = new CaseworkState(carriedRules);
  const bus = new InProcessBus();
  const published: BacklogRow[][] = [];
  bus.subscribe((message: TopicMessage) => {
    if (message.topic === 'backlog') published.push(message.changes.map(({ value }) => value as BacklogRow));
  });
  const topics = new CaseworkTopics(state, bus, new TopicRegistry());
  const decider = new CaseworkDecider(undefined as never, state, nothing as unknown as CaseworkRepository, changes as unknown as DueChangesRepository, quality as unknown as QualityRepository, topics);
  await decider.load(context('2026-11-18'));
  const commit = async (draft: Draft): Promise<void> => {
    await draft.write(tx);
    draft.swap();
    draft.publish();
  };
  return { state, decider, published, commit };
}

describe('the decider of casework', () => {
  it('[CASE-6] moves a case to overdue when midnight passes, though nobody touches it', async () => {
    const { decider, published, commit } = await house();
    const day = decider.begin(context('2026-11-18'));
    day.decide(opened('YL-1', '2026-11-02'));
    await commit(day);
    expect(published.at(-1)).toMatchObject([{ caseType: 'yellow-letter', open: 1, dueSoon: 1, overdue: 0 }]);

    const sameDay = decider.begin(context('2026-11-18'));
    sameDay.tick();
    expect(sameDay.changed).toBe(false);

    const midnight = decider.begin(context('2026-11-19'));
    midnight.tick();
    expect(midnight.changed).toBe(true);
    await commit(midnight);
    expect(published.at(-1)).toMatchObject([{ caseType: 'yellow-letter', open: 1, dueSoon: 0, overdue: 1 }]);
  });

  it('leaves live memory alone until the commit', async () => {
    const { state, decider, commit } = await house();
    const draft = decider.begin(context('2026-11-18'));
    draft.decide(opened('YL-1', '2026-11-02'));
    expect(state.cases.size).toBe(0);
    expect(state.figures.seen).toEqual([]);
    await commit(draft);
    expect(state.cases.size).toBe(1);
  });

  it('[CASE-8] keeps an event about a case that is not known, and lets it happen when the case opens', async () => {
    const { state, decider, commit } = await house();
    const early = decider.begin(context('2026-11-18'));
    expect(early.decide(incoming('case.closed', { caseRef: 'YL-1', closedDate: '2026-11-10', outcome: 'answered' }))).toBeUndefined();
    await commit(early);
    const later = decider.begin(context('2026-11-18'));
    later.decide(opened('YL-1', '2026-11-02'));
    await commit(later);
    expect(state.cases.get('YL-1')?.record).toMatchObject({ state: 'closed', closedDate: '2026-11-10' });
    expect(state.waiting.size).toBe(0);
  });

  it('[CASE-7] ends in the same state and counters however any events fall into batches, events that come too early or cannot be among them', async () => {
    const refs = ['YL-1', 'YL-2', 'FOI-1'] as const;
    const date = fc.integer({ min: 0, max: 60 }).map((days) => dateOf(dayOf('2026-09-18') + days));
    const event: fc.Arbitrary<Incoming> = fc.tuple(fc.constantFrom(...refs), date, date, fc.integer({ min: 0, max: 6 })).map(([caseRef, from, until, kind]) => {
      const foi = caseRef.startsWith('FOI');
      const kinds: readonly Incoming[] = [
        foi ? incoming('case.opened', { caseRef, caseType: 'foi', channel: 'email', serviceArea: 'SENAR', receivedDate: from }) : opened(caseRef, from),
        incoming('case.clock-paused', { caseRef, reason: foi ? 'clarification' : 'waiting for the writer', from }),
        incoming('case.clock-resumed', { caseRef, at: until }),
        incoming('case.clock-extended', { caseRef, reason: 'public interest test', until }),
        incoming('case.assigned', { caseRef, ownerRef: `owner-${kind}` }),
        incoming('case.closed', { caseRef, closedDate: until, outcome: 'answered' }),
        incoming('case.reopened', { caseRef, date: until, clock: 'same' }),
      ];
      return kinds[kind] ?? opened(caseRef, from);
    });
    /** Where batches end, among the events. */
    const end = async (events: readonly Incoming[], cuts: readonly number[]) => {
      const { state, decider, commit } = await house();
      for (const [index, from] of [0, ...cuts].entries()) {
        const draft = decider.begin(context('2026-11-18'));
        for (const each of events.slice(from, cuts[index] ?? events.length)) draft.decide(each);
        await commit(draft);
      }
      const rows = (['yellow-letter', 'foi'] as const).map((type) => state.figures.row(type));
      return { cases: new Map([...state.cases].sort(([a], [b]) => a.localeCompare(b))), waiting: new Map(state.waiting), rows };
    };
    const every = fc.array(event, { minLength: 5, maxLength: 25 }).chain((events) => fc.tuple(fc.constant([opened('YL-1', '2026-10-01'), ...events]), fc.subarray(Array.from({ length: events.length }, (_, index) => index + 1))));
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(every, async ([events, cuts]) => {
        const whole = await end(events, []);
        expect(await end(events, cuts)).toEqual(whole);
        taken += whole.cases.size;
      }),
      { numRuns: 200 },
    );
    expect(taken).toBeGreaterThan(200);
  });

  it('[CASE-11] counts open clocks anew when a holiday is published, and records the old due date and the new one', async () => {
    const { state, decider, published, commit } = await house();
    const day = decider.begin(context('2026-11-18'));
    day.decide(incoming('case.opened', { caseRef: 'FOI-1', caseType: 'foi', channel: 'email', serviceArea: 'SENAR', receivedDate: '2026-11-02' }));
    day.decide(incoming('case.opened', { caseRef: 'FOI-2', caseType: 'foi', channel: 'email', serviceArea: 'SENAR', receivedDate: '2026-09-01' }));
    await commit(day);
    const proclaimed = decider.begin(context('2026-11-18'));
    expect(proclaimed.decide(incoming('bank-holidays.published', { division: 'scotland', holidays: [{ date: '2026-11-26', title: 'A day of thanks' }], wholeYears: false }))).toBeUndefined();
    await commit(proclaimed);
    expect(recorded.map(({ caseRef, clock, oldDay, newDay, why }) => [caseRef, clock, dateOf(oldDay), dateOf(newDay), why])).toEqual([
      ['FOI-1', 'respond', '2026-12-01', '2026-12-02', 'bank holidays were published: scotland'],
    ]);
    expect(dateOf(state.cases.get('FOI-1')?.timing.dueDay ?? 0)).toBe('2026-12-02');
    expect(published.at(-1)).toMatchObject([{ caseType: 'foi', open: 2 }]);

    const partial = decider.begin(context('2026-11-18'));
    expect(partial.decide(incoming('bank-holidays.published', { division: 'scotland', holidays: [{ date: '2027-11-30', title: 'A day of thanks' }], wholeYears: true }))).toMatchObject([{ path: 'data.holidays' }]);
  });
});
