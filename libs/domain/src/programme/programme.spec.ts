import type { Rating } from '@sightline/contracts';
import { contradictionsOf } from './contradictions.js';
import { decideProgramme } from './decide.js';
import type { ProgrammeEvent } from './decide.js';
import { emptyProgramme } from './state.js';
import type { Programme } from './state.js';
import { asEntered } from './measures/measure-reading.js';
import { viewOf } from './view.js';

type Said = Pick<ProgrammeEvent, 'type' | 'data'>;
let serial = 0;
const telling = { on: '2026-10-01', at: '2026-10-01T09:00:00Z', by: 'office' };
const play = (events: readonly Said[], from: Programme = emptyProgramme): Programme =>
  events.reduce((programme, event) => decideProgramme(programme, { id: `e${++serial}`, ...telling, ...event } as ProgrammeEvent, asEntered), from);

const item = (itemRef: string, kind: 'workstream' | 'project' | 'action', parentRef?: string, more: object = {}) =>
  ({ type: 'programme.item-upserted', data: { itemRef, kind, title: itemRef, leadRole: 'Head of service', dueDate: '2027-03-31', ...(parentRef === undefined ? {} : { parentRef }), ...more } }) as Said;
const assessed = (itemRef: string, period: string, rating: Rating, more: object = {}) =>
  ({ type: 'programme.assessed', data: { itemRef, period, rating, assessedByRole: 'Head of service', assessedOn: `${period}-28`, ...more } }) as Said;

/** The plan of the acceptance figures: 5 workstreams, 34 projects, 299 actions; Blue was 45 in the period before. */
function plan(): Programme {
  const events: Said[] = [];
  const projects: string[] = [];
  [13, 7, 5, 7, 2].forEach((size, index) => {
    const workstream = 'ABCDE'[index] ?? '';
    events.push(item(workstream, 'workstream'));
    for (let number = 1; number <= size; number++) projects.push(`${workstream}${number}`);
  });
  projects.forEach((ref, index) => {
    const ledBy = index < 22 ? {} : { ledBy: index < 27 ? 'the schools board' : 'the health board' };
    events.push(item(ref, 'project', ref[0], ledBy));
    if (index < 22) events.push(assessed(ref, '2026-09', index < 3 ? 'green' : 'amber'));
  });
  const ratings: (Rating | null)[] = [...(['blue', 'green', 'amber', 'red', 'grey'] as const).flatMap((rating, index) => Array<Rating>([49, 48, 114, 2, 17][index] ?? 0).fill(rating)), ...Array<null>(69).fill(null)];
  ratings.forEach((rating, index) => {
    const project = projects[index % projects.length] ?? '';
    const ref = `${project}.${Math.floor(index / projects.length) + 1}`;
    events.push(item(ref, 'action', project, rating === null ? { ledBy: index < 230 + 36 ? 'the schools board' : 'the health board' } : {}));
    if (rating !== null) events.push(assessed(ref, '2026-06', rating === 'blue' && index >= 45 ? 'green' : rating), assessed(ref, '2026-09', rating));
  });
  return play(events);
}

describe('the counts of a plan', () => {
  const view = viewOf(plan());
  it('[PROG-4] counts projects, those led elsewhere apart', () => {
    expect(view?.counts.projects).toEqual({ blue: 0, green: 3, amber: 19, red: 0, grey: 0, unrated: 0, ledElsewhere: 12, total: 34 });
  });
  it('counts actions with their percentages and the change since the period before', () => {
    expect(view?.counts.actions).toEqual({ blue: 49, green: 48, amber: 114, red: 2, grey: 17, unrated: 0, ledElsewhere: 69, total: 299 });
    expect(view?.percentages).toEqual({ blue: 21.3, green: 20.9, amber: 49.6, red: 0.9, grey: 7.4 });
    expect(view?.change?.actions.blue).toBe(4);
    expect([view?.period, view?.previousPeriod]).toEqual(['2026-09', '2026-06']);
  });
});

describe('a rating', () => {
  const base = play([item('A', 'workstream'), item('A1', 'project', 'A'), ...['A1.1', 'A1.2', 'A1.3', 'A1.4'].map((ref) => item(ref, 'action', 'A1'))]);
  const of = (programme: Programme, ref: string) => viewOf(programme)?.items.find(({ itemRef }) => itemRef === ref);

  it('[PROG-3] is never made of those of its children: three Blues and a Red stay what they are', () => {
    const programme = play([...['A1.1', 'A1.2', 'A1.3'].map((ref) => assessed(ref, '2026-09', 'blue')), assessed('A1.4', '2026-09', 'red')], base);
    expect(of(programme, 'A1')).toMatchObject({ rating: null, worstChild: 'red', children: { blue: 3, red: 1, green: 0, total: 4 } });
  });

  it.each<[Rating | null, Rating, string]>([[null, 'amber', 'new'], ['amber', 'green', 'up'], ['green', 'green', 'level'], ['green', 'red', 'down'], ['grey', 'amber', 'up'], ['grey', 'red', 'down']])(
    '[PROG-2] from %s to %s travels %s',
    (before, now, travel) => {
      const programme = play([assessed('A1.2', '2026-06', 'amber'), ...(before === null ? [] : [assessed('A1.1', '2026-06', before)]), assessed('A1.1', '2026-09', now)], base);
      expect(of(programme, 'A1.1')).toMatchObject({ rating: now, previousRating: before, travel });
    },
  );

  it('[PROG-1] is corrected by a later assessment that names it', () => {
    const first = { id: 'first', ...telling, ...assessed('A1.1', '2026-09', 'green') } as ProgrammeEvent;
    const programme = play([assessed('A1.1', '2026-09', 'amber', { corrects: 'first' })], decideProgramme(base, first, asEntered));
    expect(of(programme, 'A1.1')?.rating).toBe('amber');
    expect(contradictionsOf(programme, asEntered, '2026-10-01').filter(({ kind }) => kind === 'two-ratings')).toEqual([]);
  });

  it('[PROG-8] said of an item that is not known yet is attached when that arrives', () => {
    const programme = play([assessed('A1.9', '2026-09', 'green')], base);
    expect(viewOf(programme)?.period).toBeNull();
    expect(of(play([item('A1.9', 'action', 'A1')], programme), 'A1.9')?.rating).toBe('green');
  });

  it('[PROG-5] of a period that the board took never changes again', () => {
    const taken = play([assessed('A1.1', '2026-06', 'amber'), { type: 'programme.period-frozen', data: { period: '2026-06' } }], base);
    const before = JSON.stringify(viewOf(taken, asEntered, '2026-06'));
    const later = play([assessed('A1.1', '2026-06', 'red'), item('A1.5', 'action', 'A1'), assessed('A1.1', '2026-09', 'green')], taken);
    expect(JSON.stringify(viewOf(later, asEntered, '2026-06'))).toBe(before);
    expect(of(later, 'A1.1')).toMatchObject({ previousRating: 'amber', travel: 'up' });
  });
});

describe('[PROG-6] [PROG-7] contradictions', () => {
  const base = [item('A', 'workstream'), item('B', 'workstream'), item('A1', 'project', 'A'), item('A1.1', 'action', 'A1')];
  const path = { commentary: 'Late', pathToGreen: { words: 'More staff', date: '2026-12-01' } };
  it.each<[string, Said[], string | null]>([
    ['green outside, red inside', [item('A1', 'project', 'A', { dueDate: '2026-08-01' }), assessed('A1', '2026-09', 'green'), assessed('A1.1', '2026-09', 'red', path)], 'watermelon'],
    ['green outside, amber and not due inside', [item('A1', 'project', 'A', { dueDate: '2026-08-01' }), assessed('A1', '2026-09', 'green'), assessed('A1.1', '2026-09', 'amber')], null],
    ['two ratings in a period', [assessed('A1', '2026-09', 'amber'), assessed('A1', '2026-09', 'red', path)], 'two-ratings'],
    ['a Red without words', [assessed('A1', '2026-09', 'red')], 'red-without-words'],
    ['a Red with words, an owner and a path', [assessed('A1', '2026-09', 'red', path)], null],
    ['Blue without Green before', [assessed('A1.1', '2026-06', 'amber'), assessed('A1.1', '2026-09', 'blue')], 'blue-too-soon'],
    ['Blue after three months of Green to the day', [assessed('A1.1', '2026-06', 'green', { assessedOn: '2026-06-15' }), assessed('A1.1', '2026-09', 'blue', { assessedOn: '2026-09-15' })], 'blue-too-soon'],
    ['Blue after over three months of Green', [assessed('A1.1', '2026-06', 'green', { assessedOn: '2026-06-15' }), assessed('A1.1', '2026-09', 'blue', { assessedOn: '2026-09-16' })], null],
    ['Blue still, after Blue that was earned', [assessed('A1.1', '2026-03', 'green'), assessed('A1.1', '2026-07', 'blue'), assessed('A1.1', '2026-08', 'blue')], null],
    ['Green although due later with open actions', [assessed('A1', '2026-09', 'green'), assessed('A1.1', '2026-09', 'amber')], 'done-with-open-actions'],
    ['Amber twice without a comment', [assessed('A1.1', '2026-06', 'amber'), assessed('A1.1', '2026-09', 'amber')], 'unmoving-amber'],
    ['Amber twice with news', [assessed('A1.1', '2026-06', 'amber', { commentary: 'begun' }), assessed('A1.1', '2026-09', 'amber', { commentary: 'half done' })], null],
    ['Grey past its start', [item('A1.1', 'action', 'A1', { startDate: '2026-04-01' }), assessed('A1.1', '2026-09', 'grey')], 'grey-past-start'],
    ['no lead', [item('A1.1', 'action', 'A1', { leadRole: undefined }), assessed('A1.1', '2026-09', 'amber')], 'unowned'],
    ['filed under another workstream', [item('B7', 'action', 'A1'), assessed('A1.1', '2026-09', 'amber')], 'misfiled'],
    ['a headline that disagrees', [assessed('A1.1', '2026-09', 'amber'), { type: 'programme.headline-declared', data: { period: '2026-09', counts: { actions: { green: 3 } } } }], 'headline-and-travel'],
  ])('%s', (_, events, kind) => {
    expect(contradictionsOf(play([...base, ...events]), asEntered, '2026-10-01').map((found) => found.kind)).toEqual(kind === null ? [] : [kind]);
  });
});
