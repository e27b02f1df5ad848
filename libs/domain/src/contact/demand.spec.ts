import type { RunFamily, TroubledRun, WaitingCall } from './demand.js';
import { demandOf, familiesOf } from './demand.js';

const minute = 60_000;
const t = Date.parse('2026-11-10T15:00:00Z');
const at = (minutes: number): number => t + minutes * minute;

const family = (guardianRef: string, toldAt?: number): RunFamily => ({ guardianRefs: [guardianRef], toldAt, hasTelephone: true });
/** Eleven families, nine of them told at 15:24, the first at index 0. */
const route412: TroubledRun = { runRef: '412-pm', routeRef: '412', trouble: 'late', since: at(20), minutesLate: 9, families: Array.from({ length: 11 }, (_, n) => family(`g${n}`, n < 9 ? at(24) : undefined)) };
const route7: TroubledRun = { runRef: '7-pm', routeRef: '7', trouble: 'cancelled', since: at(0), families: [family('h1'), family('h2')] };
const taxi: TroubledRun = { runRef: 'taxi-pm', routeRef: '901', trouble: 'late', since: at(0), families: [family('only')] };
const runs = new Map([route412, route7, taxi].map((run) => [run.runRef, run]));
const call = (guardianRefs: string[], runRefs: string[], queuedAt = at(30)): WaitingCall => ({ queuedAt, guardianRefs, runRefs });
const none = { waiting: 0, named: 0, unnamed: 0, several: 0, untroubled: 0, unknown: 0 };

describe('[CALL-87] what the waiting calls are about', () => {
  it('2 of 3 are about route 412; 9 of its 11 families were told at 15:24', () => {
    const { runs: about, counts } = demandOf([call(['g0'], ['412-pm']), call(['g10'], ['412-pm']), call([], [])], runs);
    expect(about).toEqual([{ run: route412, waiting: 2, waitingTold: 1, told: 9, toldFrom: at(24), toldUntil: at(24) }]);
    expect(counts).toEqual({ ...none, waiting: 3, named: 2, unknown: 1 });
  });

  it.each([
    ['a call without a number or with one that nobody has is not known', call([], []), { unknown: 1 }],
    ['someone we know whose run nothing is wrong with', call(['g0'], ['other']), { untroubled: 1 }],
    ['someone we know without a run today', call(['g0'], []), { untroubled: 1 }],
    ['children on two late runs: nobody knows which', call(['g0', 'h1'], ['412-pm', '7-pm']), { several: 1 }],
    ['two children on one run are about one run', call(['g0'], ['412-pm', '412-pm']), { named: 1 }],
    ['one child on a late run and one on a punctual', call(['h1'], ['7-pm', 'other']), { named: 1 }],
    ['[CALL-88] a run of one family is counted and not named', call(['only'], ['taxi-pm']), { unnamed: 1 }],
  ])('%s', (_, waiting, expected) => expect(demandOf([waiting], runs).counts).toEqual({ ...none, waiting: 1, ...expected }));

  it('[CALL-88] does not name the run of one family anywhere', () => {
    expect(demandOf([call(['only'], ['taxi-pm'])], runs).runs).toEqual([]);
  });

  it('told before it rang is told before, not while it waits', () => {
    const [only] = demandOf([call(['g0'], ['412-pm'], at(23)), call(['g1'], ['412-pm'], at(24))], runs).runs;
    expect(only).toMatchObject({ waiting: 2, waitingTold: 1 });
  });

  it('puts the run with the most calls first', () => {
    const waiting = [call(['h1'], ['7-pm']), call(['g0'], ['412-pm']), call(['g1'], ['412-pm'])];
    expect(demandOf(waiting, runs).runs.map(({ run }) => run.routeRef)).toEqual(['412', '7']);
  });
});

describe('families', () => {
  it.each([
    ['children who share a guardian are one', { a: ['mother'], b: ['mother', 'father'], c: ['father'] }, 1],
    ['two households', { a: ['mother'], b: ['aunt'] }, 2],
    ['a child that nobody answers for is one by itself', { a: [], b: [] }, 2],
    ['a later child joins two that were apart', { a: ['mother'], b: ['aunt'], c: ['mother', 'aunt'] }, 1],
  ])('%s', (_, guardians: Record<string, string[]>, expected) => expect(familiesOf(Object.keys(guardians), (child) => guardians[child] ?? [])).toHaveLength(expected));
});
