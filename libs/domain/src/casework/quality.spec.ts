import type { CaseType } from '@sightline/contracts';
import { dayOf } from '../calendar/day.js';
import type { CaseRecord } from './case.js';
import { liveCase } from './figures/live-case.js';
import { qualityFindings } from './quality.js';
import type { Told } from './quality.js';
import { standardRules } from './rules.js';

const today = dayOf('2026-11-20');
const record = (caseRef: string, caseType: CaseType, receivedDate: string, more: Partial<CaseRecord> = {}): CaseRecord => ({
  caseRef, caseType, channel: 'email', serviceArea: 'SENAR', receivedDate, state: 'open', ownerRef: 'someone', facts: [], ...more,
});
const found = (records: readonly CaseRecord[], more: Partial<Told> = {}) =>
  qualityFindings({ cases: records.map((each) => liveCase(each, 0, standardRules, today)), waiting: new Map(), unfitting: [], declared: [], ...more }, standardRules, today).map(({ kind, caseRef, explanation }) => [kind, caseRef ?? '', explanation]);

describe('[CASE-13] how good the casework is', () => {
  it('has nothing to say of good cases', () => expect(found([record('A', 'foi', '2026-11-02'), record('B', 'foi', '2026-11-02')])).toEqual([]));

  it.each<[string, readonly CaseRecord[], Partial<Told>, readonly string[]]>([
    ['two of a child and type within three days', [record('A', 'foi', '2026-11-02', { subjectRef: 'child', source: 'one' }), record('B', 'foi', '2026-11-04', { subjectRef: 'child', source: 'two' }), record('C', 'foi', '2026-11-12', { subjectRef: 'child' })], {}, ['possible-duplicate', 'B', 'of the same type and child as A, received 2026-11-02 by another source']],
    ['a case that nobody has', [record('A', 'foi', '2026-11-16', { ownerRef: undefined })], {}, ['no-owner', 'A', 'open for 4 working days and nobody has it']],
    ['a receipt in the future', [record('A', 'foi', '2026-12-02')], {}, ['impossible-date', 'A', 'received in the future, 2026-12-02']],
    ['an acknowledgement before the receipt', [record('A', 'complaint', '2026-11-12', { acknowledgedDate: '2026-11-02' })], {}, ['impossible-date', 'A', 'acknowledged 2026-11-02, before it was received']],
    ['a year that is a slip', [record('A', 'foi', '1926-11-02')], {}, ['impossible-date', 'A', 'open since 1926-11-02']],
    ['a review without a date', [record('A', 'annual-review', '2026-11-02')], {}, ['no-date-to-count-from', 'A', 'no date of the plan or the meeting: nothing says when it is due']],
    ['what was told of a case that nobody opened', [], { waiting: new Map([['X', [{}, {}]]]) }, ['never-opened', 'X', '2 events are kept for a case that nobody opened']],
    ['what came early and did not fit', [], { unfitting: [{ caseRef: 'X', type: 'case.closed', problem: 'data.closedDate is before' }] }, ['did-not-fit', 'X', 'case.closed came before the case was opened and could not happen to it: data.closedDate is before']],
    ['a total that does not agree', [record('A', 'foi', '2026-11-02')], { declared: [{ declaredBy: 'The return', caseType: 'foi', figure: 'open', asOf: '2026-11-20', total: 3 }] }, ['total-differs', '', 'The return says 3 open on 2026-11-20, 1 are held here: 2 missing']],
    ['a source that is known to be incomplete', [record('A', 'complaint', '2026-11-16')], {}, ['incomplete-source', '', 'Complaint: under-logged where they reach the service directly']],
  ])('tells of %s', (_, records, more, finding) => expect(found(records, more)).toContainEqual(finding));

  it('agrees with a declared total that is right', () => {
    const declared = [{ declaredBy: 'The return', caseType: 'foi', figure: 'received', from: '2026-11-01', asOf: '2026-11-20', total: 1 }] as const;
    expect(found([record('A', 'foi', '2026-11-02'), record('B', 'foi', '2026-10-02')], { declared })).toEqual([]);
  });
});
