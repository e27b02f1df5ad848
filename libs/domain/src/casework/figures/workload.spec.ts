import { dayOf } from '../../calendar/day.js';
import type { CaseRecord } from '../case.js';
import { standardRules } from '../rules.js';
import { liveCase } from './live-case.js';
import { workload } from './workload.js';

const today = dayOf('2026-11-20');
const record = (caseRef: string, receivedDate: string, ownerRef?: string): CaseRecord => ({ caseRef, caseType: 'foi', channel: 'email', serviceArea: 'SENAR', receivedDate, state: 'open', facts: [], ...(ownerRef === undefined ? {} : { ownerRef }) });

describe('[CASE-83] the workload', () => {
  it('says what each has, and what a working day of the next twenty it asks for; nobody stands in a row', () => {
    const records = [record('A', '2026-09-01', 'w1'), record('B', '2026-11-02', 'w1'), record('C', '2026-11-20', 'w2'), record('D', '2026-11-19'), { ...record('E', '2026-09-01', 'w2'), state: 'closed' as const, closedDate: '2026-09-10' }];
    const { items, dueUntil } = workload(records.map((one) => liveCase(one, 0, standardRules, today)), standardRules, today);
    expect(dueUntil).toBe('2026-12-18');
    // A request of today is due on 21 December: St Andrew's Day is a holiday in Scotland.
    expect(items).toEqual([
      { key: 'w1', label: 'w1', open: 2, overdue: 1, oldestDays: 80, due: 2, duePerDay: 0.1 },
      { key: '', label: 'Nobody has it', open: 1, overdue: 0, oldestDays: 1, due: 1, duePerDay: 0.1 },
      { key: 'w2', label: 'w2', open: 1, overdue: 0, oldestDays: 0, due: 0, duePerDay: 0 },
    ]);
  });
});
