import type { Rating } from '@sightline/contracts';
import * as fc from 'fast-check';
import { ratings } from '@sightline/contracts';
import { suggestionsOf } from './suggest.js';
import { assessed, item, measure, path, told } from './told.fixture.js';
import type { Told } from './told.fixture.js';
import { asEntered } from './measures/index.js';
import { viewOf } from './view.js';

const today = '2026-10-01';
const plan = [item('A'), item('A1'), item('A1.1'), item('A1.2')];
const of = (itemRef: string, events: readonly Told[]) => suggestionsOf(told([...plan, ...events]), asEntered, today).find((one) => one.itemRef === itemRef);
const at = (value: number) => measure(['A1'], { value, asOf: '2026-10-01T08:00:00Z' });
const now = (ref: string, rating: Rating, more: object = {}) => assessed(ref, '2026-09', rating, more);
const overdue = item('A1', { dueDate: '2026-09-30' });

describe('[PROG-29] a rating whose evidence moved is proposed for review', () => {
  const cases: [string, Told[], Rating | null, RegExp?][] = [
    ['a Green whose measure fell off target', [now('A1', 'green'), at(87.1)], 'amber', /"On time" is off target: 87\.1%/],
    ['a Green whose measure is at target', [now('A1', 'green'), at(95)], null],
    ['a Blue with a Red below it', [assessed('A1', '2026-05', 'green'), now('A1', 'blue'), now('A1.1', 'red', path)], 'amber', /A1\.1 is Red/],
    ['a Green with something overdue below it', [now('A1', 'green'), item('A1.1', { dueDate: '2026-09-30' }), now('A1.1', 'amber')], 'amber', /A1\.1 was due on 30 September 2026/],
    ['a Green past its due date with actions open', [overdue, now('A1', 'green'), now('A1.1', 'amber'), now('A1.2', 'green')], 'amber', /due on 30 September 2026, and 1 of its actions is open/],
    ['a Green past its due date with its actions done', [overdue, now('A1', 'green'), now('A1.1', 'green'), now('A1.2', 'green')], null],
    ['a Blue without its evidence', [now('A1', 'blue')], 'green', /No Green is on record/],
    ['a Blue without its evidence that the board overruled', [now('A1', 'blue', { overruled: { reason: 'Signed off.' } })], null],
    ['an Amber past its due date', [overdue, now('A1', 'amber')], 'red', /due on 30 September 2026, 1 day ago/],
    ['an Amber due today', [item('A1', { dueDate: today }), now('A1', 'amber')], null],
    ['a Red that is at target again', [now('A1', 'red', path), at(97)], 'amber', /Its measures are at target/],
    ['a Red with nothing Red left below it', [now('A1', 'red', path), now('A1.1', 'amber'), now('A1.2', 'green')], 'amber', /nothing below it is Red or overdue/i],
    ['a Red with a Red below it', [now('A1', 'red', path), now('A1.1', 'red', path), at(97)], null],
    ['a Red that has no evidence but its words', [now('A1.1', 'red', path)], null],
    ['a Red past its due date', [overdue, now('A1', 'red', path), at(97)], null],
    ['an Amber whose actions are all done', [now('A1', 'amber'), now('A1.1', 'green'), now('A1.2', 'blue')], 'green', /All of its 2 actions are Green or Blue/],
    ['an Amber with one action open', [now('A1', 'amber'), now('A1.1', 'green')], null],
    ['an Amber whose actions are done and whose measure is off', [now('A1', 'amber'), now('A1.1', 'green'), now('A1.2', 'green'), at(80)], null],
    ['a Green that reached its date', [assessed('A1', '2026-06', 'green', { assessedOn: '2026-06-30' }), now('A1', 'green')], 'blue', /since 30 June 2026/],
    ['a Green a day before its date', [assessed('A1', '2026-07', 'green', { assessedOn: '2026-07-01' }), now('A1', 'green')], null],
    ['what another board leads', [item('A1', { ledBy: 'the Area Partnership', dueDate: '2026-09-01' }), now('A1', 'amber')], null],
  ];
  it.each(cases.map(([name, events, proposed, why]) => ({ name, events, proposed, why })))('$name', ({ events, proposed, why }) => {
    const suggestion = of('A1', events);
    expect(suggestion?.proposed ?? null).toBe(proposed);
    if (why) expect(suggestion?.explanation).toMatch(why);
  });

  it('names each item once, never proposes what it is, and changes no rating', () => {
    const refs = ['A', 'A1', 'A1.1', 'A1.2'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...refs), fc.constantFrom('2026-06', '2026-09'), fc.constantFrom(...ratings)), { maxLength: 20 }), fc.integer({ min: 0, max: 100 }), (said, value) => {
        const programme = told([...plan, overdue, at(value), ...said.map(([ref, period, rating]) => assessed(ref, period, rating))]);
        const before = JSON.stringify(viewOf(programme));
        const suggestions = suggestionsOf(programme, asEntered, today);
        expect(new Set(suggestions.map(({ itemRef }) => itemRef)).size).toBe(suggestions.length);
        for (const { rating, proposed } of suggestions) expect(proposed).not.toBe(rating);
        expect(JSON.stringify(viewOf(programme))).toBe(before);
      }),
    );
  });
});
