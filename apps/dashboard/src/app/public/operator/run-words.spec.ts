import type { OperatorRun } from '@sightline/contracts';
import { groupOf, headline, loadWords } from './run-words';

const now = Date.parse('2026-11-10T07:00:00Z');
const minutes = (count: number): string => new Date(now + count * 60_000).toISOString();
const run = (more: Partial<OperatorRun>): OperatorRun => ({
  entry: 'run', runRef: 'r', routeRef: '412', serviceDate: '2026-11-10', startsAt: minutes(60), endsAt: minutes(120), state: 'scheduled', conditions: [], latenessSeconds: null,
  seenAt: null, warnings: [], load: { seats: 5, wheelchairPlaces: 1 }, driverSignedInAt: null, assistantRequired: true, assistantSignedInAt: null, ...more,
});

describe("an operator's runs", () => {
  it.each([
    ['a run of later', {}, 'to-come', 'Not started yet'],
    ['a run about to start with nobody signed in', { startsAt: minutes(15) }, 'needs-you', 'Nobody has signed in'],
    ['a run about to start with its driver', { startsAt: minutes(15), driverSignedInAt: minutes(-1) }, 'to-come', 'Not started yet'],
    ['a run with a delay reported', { delay: { minutes: 12, cause: 'Traffic', at: minutes(0) } }, 'to-come', 'Delay of 12 min reported'],
    ['a vehicle that is too small', { warnings: ['1 wheelchair place too few'] }, 'needs-you', 'Vehicle does not fit: 1 wheelchair place too few'],
    ['a run on time', { state: 'running', latenessSeconds: 60 }, 'under-way', 'On time'],
    ['a run that is late', { state: 'running', latenessSeconds: 480, conditions: ['late'] }, 'under-way', '8 min late'],
    ['a run that was lost', { state: 'running', conditions: ['signal-lost'] }, 'needs-you', 'Signal lost'],
    ['a run that should have started', { startsAt: minutes(-10), conditions: ['not-started'] }, 'needs-you', 'Not started'],
    ['a cancelled run that nobody covers', { state: 'cancelled', conditions: ['uncovered'], cancellation: { cause: 'Vehicle fault', at: minutes(0) } }, 'needs-you', 'Cancelled: Vehicle fault'],
    ['a cancelled run that is covered', { state: 'cancelled', cancellation: { cause: 'Vehicle fault', at: minutes(0) } }, 'done', 'Cancelled: Vehicle fault'],
    ['a run that is over', { state: 'completed' }, 'done', 'Completed'],
  ] as const)('%s stands where its operator looks for it', (_, more, group, words) => {
    const subject = run(more as Partial<OperatorRun>);
    expect([groupOf(subject, now), headline(subject, now)]).toEqual([group, words]);
  });

  it('says what the vehicle must hold in numbers', () => {
    expect(loadWords(run({}))).toBe('5 seats with the guide’s, 1 wheelchair place');
  });
});
