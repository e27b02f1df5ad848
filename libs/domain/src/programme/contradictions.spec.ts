import type { ContradictionKind } from '@sightline/contracts';
import { contradictionsOf } from './contradictions.js';
import { assessed, item, measure, path, taken, told } from './told.fixture.js';
import type { Told } from './told.fixture.js';
import { asEntered } from './measures/index.js';

const today = '2026-10-01';
const plan = [item('A'), item('B'), item('A1'), item('A1.1'), item('A1.2')];
const found = (events: readonly Told[]) => contradictionsOf(told([...plan, ...events]), asEntered, today);
const off = measure(['A1'], { value: 87.1, asOf: '2026-10-01T08:00:00Z' });
const done = item('A1', { dueDate: '2026-08-01' });
const headline = (data: object): Told => ({ type: 'programme.headline-declared', data: { period: '2026-09', counts: {}, ...data } });
const green = (ref: string) => assessed(ref, '2026-09', 'green');
const amber = (ref: string, more: object = {}) => assessed(ref, '2026-09', 'amber', { commentary: 'Under way.', ...more });

/** Each kind where it fires, where it does not, and on the edge, to the day. `said` is what its explanation must name. */
type Case = [kind: ContradictionKind, name: string, events: Told[], said: RegExp | null];
const cases: Case[] = [
  ['watermelon', 'a Green with a Red below it', [done, green('A1'), assessed('A1.1', '2026-09', 'red', path)], /A1 is rated Green, but A1\.1 is Red\./],
  ['watermelon', 'a Green workstream with a Red two steps below it', [item('A', { dueDate: undefined }), green('A'), amber('A1'), assessed('A1.1', '2026-09', 'red', path)], /A is rated Green, but A1\.1 is Red\./],
  ['watermelon', 'a Blue with a Red below it', [done, assessed('A1', '2026-06', 'green'), assessed('A1', '2026-09', 'blue', { assessedOn: '2026-09-29' }), assessed('A1.1', '2026-09', 'red', path)], /A1 is rated Blue, but A1\.1 is Red\./],
  ['watermelon', 'an Amber with a Red below it', [amber('A1'), assessed('A1.1', '2026-09', 'red', path)], null],
  ['watermelon', 'a Green with an Amber below it that was due yesterday', [done, green('A1'), item('A1.1', { dueDate: '2026-09-30' }), amber('A1.1')], /A1\.1 was due on 30 September 2026/],
  ['watermelon', 'a Green with an Amber below it that is due today', [done, green('A1'), item('A1.1', { dueDate: today }), amber('A1.1')], null],
  ['watermelon', 'a Green with a Green below it that was due yesterday', [done, green('A1'), item('A1.1', { dueDate: '2026-09-30' }), green('A1.1')], null],
  ['watermelon', 'a Green with something overdue that another board leads', [done, green('A1'), item('A1.1', { dueDate: '2026-09-30', ledBy: 'the Area Partnership' })], null],
  ['watermelon', 'a Green whose measure is off target', [done, green('A1'), off], /its measure "On time" is off target: 87\.1% against at least 95%/],
  ['watermelon', 'a Green whose measure is at target to the digit', [done, green('A1'), measure(['A1'], { value: 95, asOf: '2026-10-01T08:00:00Z' })], null],
  ['watermelon', 'a Green whose measure is not known', [done, green('A1'), measure(['A1'])], null],
  ['two-ratings', 'two ratings in one period', [amber('A1.1'), green('A1.1')], /Rated Amber and Green in September 2026; the last one said counts\./],
  ['two-ratings', 'the same rating twice', [amber('A1.1'), amber('A1.1')], null],
  ['two-ratings', 'one that corrects the other', [assessed('A1.1', '2026-09', 'amber', {}, 'first'), assessed('A1.1', '2026-09', 'green', { corrects: 'first' })], null],
  ['two-ratings', 'another rating for a period that was taken', [amber('A1.1'), taken('2026-09'), green('A1.1')], /the board took it as Amber/],
  ['headline-and-travel', 'counts that disagree', [amber('A1.1'), headline({ counts: { actions: { green: 3 } } })], /3 Green actions declared, 0 rated/],
  ['headline-and-travel', 'counts that agree', [amber('A1.1'), headline({ counts: { actions: { amber: 1, green: 0 } } })], null],
  ['headline-and-travel', 'directions of travel that disagree', [assessed('A1.1', '2026-06', 'amber'), green('A1.1'), headline({ travels: { actions: { down: 1, up: 0 } } })], /0 actions declared going up, 1 is by its rating; 1 actions declared going down, 0 are by their ratings/],
  ['headline-and-travel', 'directions of travel that agree', [assessed('A1.1', '2026-06', 'amber'), green('A1.1'), headline({ travels: { actions: { up: 1, level: 0, down: 0 } } })], null],
  ['headline-and-travel', 'one item that is Green in the headline and Amber inside', [amber('A1'), headline({ items: [{ itemRef: 'A1', rating: 'green' }] })], /Green in the headline, rated Amber/],
  ['headline-and-travel', 'one item that goes up in the headline and is level inside', [assessed('A1', '2026-06', 'amber'), amber('A1'), headline({ items: [{ itemRef: 'A1', travel: 'up' }] })], /going up in the headline, level by its ratings/],
  ['headline-and-travel', 'one item as the headline says', [amber('A1'), headline({ items: [{ itemRef: 'A1', rating: 'amber', travel: 'new' }] })], null],
  ['blue-too-soon', 'a Blue after three months of Green to the day', [assessed('A1.1', '2026-06', 'green', { assessedOn: '2026-06-15' }), assessed('A1.1', '2026-09', 'blue', { assessedOn: '2026-09-15' })], /Green is on record since 15 June 2026\. Blue could be reached from 16 September 2026\./],
  ['blue-too-soon', 'a Blue the day after', [assessed('A1.1', '2026-06', 'green', { assessedOn: '2026-06-15' }), assessed('A1.1', '2026-09', 'blue', { assessedOn: '2026-09-16' })], null],
  ['blue-too-soon', 'a Blue that the board overruled', [assessed('A1.1', '2026-09', 'blue', { overruled: { reason: 'Signed off by the inspector.' } })], null],
  ['blue-too-soon', 'a Blue whose measure was off target when it was said', [assessed('A1.1', '2026-05', 'green'), assessed('A1.1', '2026-09', 'blue'), measure(['A1.1'], { value: 80, asOf: '2026-09-27T08:00:00Z' })], /its measure "On time" was off target on 27 September 2026/],
  ['red-without-words', 'a bare Red', [assessed('A1.1', '2026-09', 'red')], /The Red has no narrative, no path to green with a date\./],
  ['red-without-words', 'a Red that nobody owns', [item('A1.1', { leadRole: undefined, dueDate: '2026-12-01' }), assessed('A1.1', '2026-09', 'red', path)], /The Red has no owner\./],
  ['red-without-words', 'a Red with everything', [assessed('A1.1', '2026-09', 'red', path)], null],
  ['red-without-words', 'a Red whose path ends today', [assessed('A1.1', '2026-09', 'red', { ...path, pathToGreen: { words: 'Locums', date: today } })], null],
  ['red-without-words', 'a Red whose path ended yesterday', [assessed('A1.1', '2026-09', 'red', { ...path, pathToGreen: { words: 'Locums', date: '2026-09-30' } })], /path to green ended on 30 September 2026/],
  ['done-with-open-actions', 'a Green due tomorrow with an open action', [item('A1', { dueDate: '2026-10-02' }), green('A1'), amber('A1.1'), green('A1.2')], /although it is due on 2 October 2026 and its action A1\.1 is open/],
  ['done-with-open-actions', 'a Green due today with an open action', [item('A1', { dueDate: today }), green('A1'), amber('A1.1')], null],
  ['done-with-open-actions', 'a Green due tomorrow with its actions done', [item('A1', { dueDate: '2026-10-02' }), green('A1'), green('A1.1'), green('A1.2')], null],
  ['unmoving-amber', 'an Amber twice without a comment', [assessed('A1.1', '2026-06', 'amber'), assessed('A1.1', '2026-09', 'amber')], /Amber in June 2026 and in September 2026 without a comment\./],
  ['unmoving-amber', 'an Amber twice with the same comment', [assessed('A1.1', '2026-06', 'amber', { commentary: 'Begun' }), assessed('A1.1', '2026-09', 'amber', { commentary: 'Begun ' })], /with the same comment/],
  ['unmoving-amber', 'an Amber twice with news', [assessed('A1.1', '2026-06', 'amber'), amber('A1.1')], null],
  ['unmoving-amber', 'an Amber for the first time', [amber('A1.2', { assessedOn: '2026-06-28' }), assessed('A1.1', '2026-06', 'grey'), assessed('A1.1', '2026-09', 'amber')], null],
  ['grey-past-start', 'a Grey that was to start yesterday', [item('A1.1', { startDate: '2026-09-30' }), assessed('A1.1', '2026-09', 'grey')], /it was to start on 30 September 2026/],
  ['grey-past-start', 'a Grey that starts today', [item('A1.1', { startDate: today }), assessed('A1.1', '2026-09', 'grey')], null],
  ['grey-past-start', 'an Amber that started', [item('A1.1', { startDate: '2026-04-01' }), amber('A1.1')], null],
  ['unowned', 'an item without a lead', [item('A1.1', { leadRole: undefined }), amber('A1.1')], /It has no lead\./],
  ['unowned', 'an item without a lead and a due date', [item('A1.1', { leadRole: ' ', dueDate: undefined }), amber('A1.1')], /It has no lead and no due date\./],
  ['unowned', 'an item that another board leads', [item('A1.1', { leadRole: undefined, ledBy: 'the Area Partnership' }), amber('A1.2')], null],
  ['misfiled', 'an action under a workstream whose reference it does not bear', [item('B7.1', { parentRef: 'A1' }), amber('A1.1')], /Filed under workstream A, but its reference is of workstream B\./],
  ['misfiled', 'an action whose reference no workstream has', [item('X7.1', { parentRef: 'A1' }), amber('A1.1')], /Filed under workstream A, whose reference it does not bear\./],
  ['misfiled', 'an action of another project of its workstream', [item('A2.1', { parentRef: 'A1' }), amber('A1.1')], null],
  ['misfiled', 'an action whose project is not known yet', [item('B7.1', { parentRef: 'B7' }), amber('A1.1')], null],
];

describe('[PROG-28] a contradiction of each kind fires where it clashes and nowhere else', () => {
  it.each(cases)('%s: %s', (kind, _, events, said) => {
    const those = found(events).filter((one) => one.kind === kind);
    if (said === null) expect(those).toEqual([]);
    else expect(those.map(({ explanation }) => explanation).join('\n')).toMatch(said);
  });

  it('names both ratings of a watermelon, the worst below first', () => {
    const [melon] = found([done, assessed('A1', '2026-09', 'green'), item('A1.2', { dueDate: '2026-09-01' }), amber('A1.2'), assessed('A1.1', '2026-09', 'red', path), off]).filter(({ kind }) => kind === 'watermelon');
    expect(melon?.sides).toEqual([
      { rating: 'green', words: 'rated by Head of service on 28 September 2026' },
      { rating: 'red', words: 'A1.1 is Red' },
      { rating: 'amber', words: 'A1.2 was due on 1 September 2026' },
      { words: 'its measure "On time" is off target: 87.1% against at least 95%' },
    ]);
  });

  it('gives the Green a Blue came too soon after, and from when it could be reached', () => {
    const [clash] = found([assessed('A1.1', '2026-08', 'green', { assessedOn: '2026-08-03' }), assessed('A1.1', '2026-09', 'blue')]);
    expect(clash?.sides?.[1]).toEqual({ rating: 'green', words: 'Green is on record since 3 August 2026. Blue could be reached from 4 November 2026' });
  });

  it('says nothing of a plan that is as it should be', () => {
    expect(found([amber('A1'), amber('A1.1'), green('A1.2')])).toEqual([]);
  });
});
