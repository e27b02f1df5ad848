import { bankHolidayDivisions, caseTypes } from '@sightline/contracts';
import fc from 'fast-check';
import { dateOf, dayOf } from '../calendar/day.js';
import { carriedDivisions, withHolidays } from '../calendar/divisions.js';
import type { Divisions } from '../calendar/divisions.js';
import type { CaseRecord, ClockFact } from './case.js';
import { liveCase } from './figures/live-case.js';
import { recount } from './recount.js';
import { rulesWith, standardRules } from './rules.js';

const today = dayOf('2026-11-20');
const anyFact = fc.oneof(
  fc.record({ fact: fc.constant('paused' as const), reason: fc.constant('clarification'), date: fc.integer({ min: today - 60, max: today }).map(dateOf) }),
  fc.record({ fact: fc.constant('extended' as const), reason: fc.constant('complex'), until: fc.integer({ min: today, max: today + 90 }).map(dateOf) }),
  fc.record({ fact: fc.constant('resumed' as const), date: fc.integer({ min: today - 40, max: today }).map(dateOf) }),
);
const anyCase = fc.record({ caseType: fc.constantFrom(...caseTypes), received: fc.integer({ min: today - 200, max: today }), facts: fc.array(anyFact, { maxLength: 3 }) });
const recordOf = ({ caseType, received, facts }: { caseType: CaseRecord['caseType']; received: number; facts: readonly ClockFact[] }, index: number): CaseRecord => ({ caseRef: `C${index}`, caseType, channel: 'email', serviceArea: 'SENAR', receivedDate: dateOf(received), state: 'open', facts });

function publishing(division: (typeof bankHolidayDivisions)[number], day: number): Divisions {
  const list = withHolidays(carriedDivisions[division], [{ date: dateOf(day), title: 'A day of thanks' }], false);
  if ('message' in list) throw new Error(list.message);
  return { ...carriedDivisions, [division]: list };
}

describe('[CASE-11] other bank holidays', () => {
  it('count anew every case that they touch: those left out would have stayed as they are', () => {
    fc.assert(
      fc.property(fc.array(anyCase, { maxLength: 30 }), fc.constantFrom(...bankHolidayDivisions), fc.integer({ min: today - 100, max: today + 100 }), (cases, division, day) => {
        const before = cases.map((each, index) => liveCase(recordOf(each, index), 0, standardRules, today));
        const after = publishing(division, day);
        const rules = rulesWith(after);
        const recounted = new Map([...recount(before, { before: carriedDivisions, after }, rules, today)].map(({ anew }) => [anew.record.caseRef, anew]));
        const all = before.map(({ record }) => liveCase(record, 0, rules, today));
        expect(before.map((live) => (recounted.get(live.record.caseRef) ?? live).timing)).toEqual(all.map(({ timing }) => timing));
      }),
      { numRuns: 300 },
    );
  });

  it('look at no case that is due before them', () => {
    const before = Array.from({ length: 50 }, (_, index) => liveCase(recordOf({ caseType: 'foi', received: today - 60, facts: [] }, index), 0, standardRules, today));
    const after = publishing('scotland', today + 6);
    const unread = before.map((live) => ({ ...live, record: new Proxy(live.record, { get: (record, name) => { if (name === 'caseType') throw new Error('looked at'); return Reflect.get(record, name) as unknown; } }) }));
    expect([...recount(unread, { before: carriedDivisions, after }, rulesWith(after), today)]).toEqual([]);
  });
});
