import { readFileSync } from 'node:fs';
import { caseTypes } from '@sightline/contracts';
import type { ClockName } from '@sightline/contracts';
import { dateOf, dayOf } from '../calendar/day.js';
import type { CaseRecord } from './case.js';
import { clocksOf, clockState, warningsOf } from './clocks.js';
import { decideCase } from './decide.js';
import type { CaseEvent } from './decide.js';
import { caseTypeWords } from './case-type-words.js';
import { policies } from './policies.js';
import { checkPolicies } from './policy-check.js';
import { policyTable } from './policy-table.js';
import { liveCase } from './figures/live-case.js';
import { measures } from './figures/measures.js';
import { standardRules } from './rules.js';
import { timingOf } from './timing.js';
import { explain } from './working.js';

const today = dayOf('2026-11-20');
type Told = Partial<CaseRecord> & Pick<CaseRecord, 'caseType' | 'receivedDate'>;

function lived(opening: Told, ...events: readonly object[]): CaseRecord {
  const { stage } = opening;
  const record: CaseRecord = { caseRef: 'C1', channel: 'email', serviceArea: 'SENAR', state: 'open', facts: [], ...(stage === undefined ? {} : { firstStage: stage }), ...opening };
  return events.reduce<CaseRecord>((now, event) => {
    const { type, data } = event as { type: string; data: object };
    const decided = decideCase(now, { type, data: { ...data, caseRef: 'C1' } } as unknown as CaseEvent, standardRules);
    if ('rejected' in decided) throw new Error(JSON.stringify(decided.rejected));
    return decided.state;
  }, record);
}
const dues = (record: CaseRecord): Partial<Record<ClockName, string>> => Object.fromEntries(clocksOf(record, standardRules, today).map((clock) => [clock.clock, dateOf(clock.dueDay)]));
const stopped = (clock: ClockName, date: string): object => ({ type: 'case.clock-stopped', data: { clock, date } });
const stage = (to: string, date: string): object => ({ type: 'case.stage-changed', data: { stage: to, date } });

/** Each line of the table of case types, by hand on a calendar. Monday 2 November 2026 has no bank holiday near it. */
describe('[CASE-64] the clocks of each case type', () => {
  it.each<[string, CaseRecord, Partial<Record<ClockName, string>>]>([
    ['complaint of 31 March 2026, stage 1: no limit', lived({ caseType: 'complaint', receivedDate: '2026-03-31' }), {}],
    ['complaint before the code, stage 2: 15 working days', lived({ caseType: 'complaint', receivedDate: '2026-03-02', stage: 'Stage 2' }), { respond: '2026-03-23' }],
    ['complaint before the code, stage 3: 20 working days', lived({ caseType: 'complaint', receivedDate: '2026-03-02', stage: '3' }), { respond: '2026-03-30' }],
    ['complaint under the code: acknowledge 5, stage 1 10 from acknowledgement', lived({ caseType: 'complaint', receivedDate: '2026-11-02', acknowledgedDate: '2026-11-04' }), { acknowledge: '2026-11-09', respond: '2026-11-18' }],
    ['complaint under the code, not acknowledged: from the last day for it', lived({ caseType: 'complaint', receivedDate: '2026-11-02' }), { acknowledge: '2026-11-09', respond: '2026-11-23' }],
    ['complaint under the code, stage 2: 20 from acknowledgement', lived({ caseType: 'complaint', receivedDate: '2026-11-02', acknowledgedDate: '2026-11-03', stage: '2' }), { acknowledge: '2026-11-09', respond: '2026-12-01' }],
    ['social care, stage 1: 10', lived({ caseType: 'social-care-complaint', receivedDate: '2026-11-02' }), { respond: '2026-11-16' }],
    ['social care, stage 2: 25', lived({ caseType: 'social-care-complaint', receivedDate: '2026-11-02', stage: '2' }), { respond: '2026-12-07' }],
    ['social care, panel 30, report 5, response 15', lived({ caseType: 'social-care-complaint', receivedDate: '2026-11-02', stage: 'panel' }, stopped('panel', '2026-11-10'), stopped('report', '2026-11-12')), { panel: '2026-12-14', report: '2026-11-17', respond: '2026-12-03' }],
    ['yellow letter: 16 days', lived({ caseType: 'yellow-letter', receivedDate: '2026-11-02' }), { respond: '2026-11-18' }],
    ['information request: the 20th working day of the whole kingdom', lived({ caseType: 'foi', receivedDate: '2023-12-20' }), { respond: '2024-01-23' }],
    ['information request over St Patrick\'s day', lived({ caseType: 'foi', receivedDate: '2026-03-02' }), { respond: '2026-03-31' }],
    ['subject access: the corresponding date', lived({ caseType: 'subject-access', receivedDate: '2025-09-03' }), { respond: '2025-10-03' }],
    ['subject access of 31 January: the last of February, a Saturday, so Monday', lived({ caseType: 'subject-access', receivedDate: '2026-01-31' }), { respond: '2026-03-02' }],
    ['assessment: 6, 16 and 20 weeks', lived({ caseType: 'ehcp-assessment', receivedDate: '2024-09-02' }), { 'decision-to-assess': '2024-10-14', 'decision-to-issue': '2024-12-23', 'final-plan': '2025-01-20' }],
    ['annual review: by the eve of the anniversary, then 4 and 12 weeks', lived({ caseType: 'annual-review', receivedDate: '2025-01-10', dates: { plan: '2025-01-01', meeting: '2025-01-10' } }), { review: '2025-12-31', 'decision-after-review': '2025-02-07', 'amended-plan': '2025-04-04' }],
    ['early years: 6 months from the plan', lived({ caseType: 'early-years-review', receivedDate: '2026-08-03', dates: { plan: '2026-05-31' } }), { review: '2026-11-30' }],
    ['travel appeal: 20 to ask, 20 to decide', lived({ caseType: 'travel-appeal', receivedDate: '2026-11-02', dates: { decision: '2026-10-20' } }), { ask: '2026-11-17', respond: '2026-11-30' }],
    ['travel appeal: 20 to escalate', lived({ caseType: 'travel-appeal', receivedDate: '2026-11-02' }, stopped('respond', '2026-11-10')), { respond: '2026-11-30', escalate: '2026-12-08' }],
    ['travel appeal: 40 to the panel', lived({ caseType: 'travel-appeal', receivedDate: '2026-09-01' }, stopped('respond', '2026-09-10'), stage('2', '2026-09-21')), { respond: '2026-09-29', escalate: '2026-10-08', panel: '2026-11-16' }],
    ['licence: the council decides within the days that it asks for', lived({ caseType: 'licence', receivedDate: '2026-11-02' }), { respond: '2026-11-23' }],
    ['work permit', lived({ caseType: 'work-permit', receivedDate: '2026-11-02' }), { respond: '2026-11-23' }],
    ['chaperone', lived({ caseType: 'chaperone', receivedDate: '2026-11-02' }), { respond: '2026-11-23' }],
    ['enquiry: the next working day', lived({ caseType: 'enquiry', receivedDate: '2026-11-06' }), { respond: '2026-11-09' }],
    ['call-back promised on a Friday: Monday', lived({ caseType: 'call-back', receivedDate: '2026-11-06' }), { respond: '2026-11-09' }],
    ['review paperwork: an inbox', lived({ caseType: 'post-review-paperwork', receivedDate: '2026-11-02' }), {}],
    ['quality checks: no clock', lived({ caseType: 'qa-check', receivedDate: '2026-11-02' }), {}],
  ])('%s', (_, record, expected) => {
    expect(dues(record)).toEqual(expected);
  });

  it.each<[string, Told, string, string, RegExp | undefined]>([
    ['a complaint at stage 1 by 10 working days', { caseType: 'complaint', receivedDate: '2026-11-02', acknowledgedDate: '2026-11-02' }, '2026-11-30', '2026-12-01', /later than allowed, 2026-11-30/],
    ['a social-care complaint at stage 1 to 20', { caseType: 'social-care-complaint', receivedDate: '2026-11-02' }, '2026-11-30', '2026-12-01', /later than allowed, 2026-11-30/],
    ['at stage 2 to 65', { caseType: 'social-care-complaint', receivedDate: '2026-11-02', stage: '2' }, '2027-02-04', '2027-02-05', /later than allowed, 2027-02-04/],
    ['a subject-access request by two months', { caseType: 'subject-access', receivedDate: '2026-11-02' }, '2027-02-02', '2027-02-03', /later than allowed, 2027-02-02/],
  ])('extends %s and no further', (_, opening, until, over, message) => {
    const extend = (to: string) => decideCase(lived(opening), { type: 'case.clock-extended', data: { caseRef: 'C1', clock: 'respond', reason: 'complex', until: to } }, standardRules);
    expect('state' in extend(until)).toBe(true);
    const refused = extend(over);
    expect('rejected' in refused && refused.rejected[0]?.message).toMatch(message ?? /./);
  });

  it.each(['licence', 'work-permit', 'chaperone'] as const)('measures the lead time of a %s, and whether it was short', (caseType) => {
    const context = { today, from: dayOf('2026-11-01'), until: today, rules: standardRules };
    const on = (performance: string) => liveCase(lived({ caseType, receivedDate: '2026-11-02', dates: { performance } }), 0, standardRules, today);
    expect([measures['lead-days'].adds(on('2026-11-23'), context), measures['short-notice'].adds(on('2026-11-23'), context)]).toEqual([[21, 1], [0, 1]]);
    expect(measures['short-notice'].adds(on('2026-11-22'), context)).toEqual([1, 1]);
  });
});

describe('[CASE-65] a limit of the family', () => {
  const answered = lived({ caseType: 'travel-appeal', receivedDate: '2026-09-01', dates: { decision: '2026-08-20' } }, stopped('respond', '2026-09-10'));
  it('is shown and makes nothing overdue', () => {
    expect(clocksOf(answered, standardRules, today).map((clock) => [clock.clock, clockState(clock, today), explain(clock, standardRules, today).whose])).toEqual([['ask', 'stopped', 'family'], ['respond', 'stopped', 'council'], ['escalate', 'stopped', 'family']]);
    expect(timingOf(answered, standardRules, today).dues).toEqual([]);
    const [, , escalate] = clocksOf(answered, standardRules, dayOf('2026-10-01'));
    expect(escalate && clockState(escalate, dayOf('2026-10-01'))).toBe('running');
  });
  it('runs on when the council has answered and closed', () => {
    const closed = lived({ caseType: 'travel-appeal', receivedDate: '2026-11-02' }, { type: 'case.closed', data: { closedDate: '2026-11-10', outcome: 'not upheld' } });
    expect(dues(closed)).toEqual({ respond: '2026-11-30', escalate: '2026-12-08' });
    expect(clocksOf(closed, standardRules, today).map((clock) => clockState(clock, today))).toEqual(['stopped', 'running']);
    expect(timingOf(closed, standardRules, today)).toMatchObject({ onTime: true, inTime: true, dueDay: dayOf('2026-11-30') });
  });
  it('does not keep a case from being paused', () => {
    expect(lived({ caseType: 'travel-appeal', receivedDate: '2026-11-02' }, { type: 'case.clock-paused', data: { reason: 'medical evidence', from: '2026-11-04' } }).state).toBe('paused');
  });
});

describe('[CASE-66] warnings', () => {
  const [clock] = clocksOf(lived({ caseType: 'foi', receivedDate: '2026-11-02' }), standardRules, today);
  if (clock === undefined) throw new Error('no clock');
  it('come at half, three quarters and nine tenths of a clock, as its policy says', () => {
    expect(warningsOf(clock, standardRules, today).map(({ percent, day, passed }) => [percent, dateOf(day), passed])).toEqual([[50, '2026-11-16', true], [75, '2026-11-23', false], [90, '2026-11-26', false]]);
    expect(warningsOf({ ...clock, policy: { ...clock.policy, warnings: [25] } }, standardRules, today).map(({ percent, day }) => [percent, dateOf(day)])).toEqual([[25, '2026-11-09']]);
  });
  it('are none where the limit does not apply', () => expect(warningsOf({ ...clock, disapplied: 'exceptional circumstances' }, standardRules, today)).toEqual([]));
});

describe('[CASE-67] the policies', () => {
  it('are whole: each id once, no two of a clock at the same time, each with its source and how it was checked', () => {
    expect(checkPolicies(policies)).toEqual([]);
    for (const { source, checked } of policies) for (const words of [source, checked]) expect(words.length).toBeGreaterThan(20);
  });
  it('cover every case type but the inboxes', () => {
    const without = caseTypes.filter((type) => !policies.some(({ caseType }) => caseType === type));
    expect(without).toEqual(['post-review-paperwork', 'qa-check']);
    expect(Object.keys(caseTypeWords).sort()).toEqual([...caseTypes].sort());
  });
  it('are in docs/case-policies.md as they are here', () => {
    const page = readFileSync(new URL('../../../../docs/case-policies.md', import.meta.url), 'utf8');
    expect(page).toContain(policyTable(policies));
  });
});
