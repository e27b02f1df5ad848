import type { Rating } from '@sightline/contracts';
import { asEntered, compareViews, contradictionsOf, decideProgramme, emptyProgramme, recordsOf, suggestionsOf, viewOf } from '@sightline/domain';
import type { Programme, ProgrammeEvent } from '@sightline/domain';
import * as fc from 'fast-check';
import { toCsv } from './csv.js';

const telling = { on: '2026-10-01', at: '2026-10-01T09:00:00Z', by: 'office' };
const tell = (programme: Programme, id: string, event: Pick<ProgrammeEvent, 'type' | 'data'>): Programme => decideProgramme(programme, { ...event, id, ...telling } as ProgrammeEvent, asEntered);

const periods = ['2026-06', '2026-09'] as const;
/** Anything but Green, or nothing. */
const rating = fc.constantFrom<Rating | null>('blue', 'blue', 'blue', 'red', 'amber', 'grey', null);
const ratings = fc.tuple(rating, rating);
/** Workstreams of projects of actions, each rated or not in two periods; some led elsewhere. */
const action = fc.record({ ratings, elsewhere: fc.boolean() });
const project = fc.record({ ratings, actions: fc.array(action, { minLength: 1, maxLength: 6 }) });
const workstream = fc.record({ ratings, projects: fc.array(project, { minLength: 1, maxLength: 3 }) });
type Workstream = typeof workstream extends fc.Arbitrary<infer T> ? T : never;

function programmeOf(workstreams: readonly Workstream[]): Programme {
  let programme = emptyProgramme;
  let serial = 0;
  const put = (itemRef: string, kind: 'workstream' | 'project' | 'action', said: readonly (Rating | null)[], parentRef?: string, ledBy?: string): void => {
    programme = tell(programme, `i${++serial}`, { type: 'programme.item-upserted', data: { itemRef, kind, title: itemRef, leadRole: 'Head of service', dueDate: '2026-08-31', ...(parentRef && { parentRef }), ...(ledBy && { ledBy }) } });
    said.forEach((one, index) => {
      const period = periods[index];
      if (one !== null && period) programme = tell(programme, `a${++serial}`, { type: 'programme.assessed', data: { itemRef, period, rating: one, assessedByRole: 'Lead', assessedOn: `${period}-28` } });
    });
  };
  workstreams.forEach((one, w) => {
    const ref = String.fromCharCode(65 + w);
    put(ref, 'workstream', one.ratings);
    one.projects.forEach((two, p) => {
      put(`${ref}${p + 1}`, 'project', two.ratings, ref);
      two.actions.forEach((three, a) => put(`${ref}${p + 1}.${a + 1}`, 'action', three.ratings, `${ref}${p + 1}`, three.elsewhere ? 'another board' : undefined));
    });
  });
  return programme;
}

/** Where a Green shows: a field that says so, or a count of Greens that is not nought. */
function greens(value: unknown, path = ''): string[] {
  if (value === 'green') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => (key === 'green' && inner !== 0 ? [`${path}.green = ${JSON.stringify(inner)}`] : greens(inner, `${path}.${key}`)));
}

describe('[PROG-30] what nobody rated Green never shows as Green', () => {
  it('in no view of any period, taken or not, no count, no comparison, no table and no CSV', () => {
    fc.assert(
      fc.property(fc.array(workstream, { minLength: 1, maxLength: 3 }), fc.boolean(), (workstreams, isTaken) => {
        let programme = programmeOf(workstreams);
        if (isTaken) programme = tell(programme, 'taken', { type: 'programme.period-frozen', data: { period: periods[0] } });
        const views = [undefined, ...periods].flatMap((period) => viewOf(programme, asEntered, period) ?? []);
        const [, from, to] = views;
        const shown = [...views, recordsOf(programme, telling.on, periods[0]), ...(from && to && from !== to ? [compareViews(from, to, { from: isTaken, to: false })] : [])];
        expect(greens(shown)).toEqual([]);
        for (const { items } of views) {
          expect(toCsv(items.map(({ itemRef, rating: is, previousRating, worstChild }) => ({ itemRef, is, previousRating, worstChild })))).not.toMatch(/green/i);
          expect(toCsv(items.flatMap(({ children }) => children ?? []).map(({ green }) => ({ green })))).not.toMatch(/[1-9]/);
        }
        expect(greens(contradictionsOf(programme, asEntered, telling.on))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('three Blues and a Red: the parent has no rating, its worst is Red, and no review proposes better than Amber while the Red stands', () => {
    fc.assert(
      fc.property(fc.constantFrom<Rating | null>(null, 'blue', 'amber', 'red', 'grey'), fc.integer({ min: 1, max: 6 }), (own, blues) => {
        const programme = programmeOf([{ ratings: [own, own], projects: [{ ratings: [own, own], actions: [...Array.from({ length: blues }, () => ({ ratings: ['blue', 'blue'] as [Rating, Rating], elsewhere: false })), { ratings: ['red', 'red'], elsewhere: false }] }] }]);
        const parent = viewOf(programme)?.items.find(({ itemRef }) => itemRef === 'A1');
        expect([parent?.rating, parent?.worstChild, parent?.children?.green]).toEqual([own, 'red', 0]);
        const proposed = suggestionsOf(programme, asEntered, telling.on).filter(({ itemRef }) => itemRef === 'A1' || itemRef === 'A').map((one) => one.proposed);
        expect(proposed.filter((one) => one === 'green' || one === 'blue')).toEqual([]);
      }),
    );
  });
});
