import type { Rating } from '@sightline/contracts';
import { decideProgramme } from './decide.js';
import type { ProgrammeEvent } from './decide.js';
import { emptyProgramme } from './state.js';
import type { Programme } from './state.js';
import { asEntered } from './measures/index.js';
import type { ReadMeasure } from './measures/index.js';

export type Told = Pick<ProgrammeEvent, 'type' | 'data'> & { readonly id?: string };
let serial = 0;

/** What becomes of a programme when all this is told of it, in this order. */
export const told = (events: readonly Told[], from: Programme = emptyProgramme, read: ReadMeasure = asEntered): Programme =>
  events.reduce((programme, event) => decideProgramme(programme, { id: `told-${++serial}`, on: '2026-10-01', at: '2026-10-01T09:00:00Z', by: 'office', ...event } as ProgrammeEvent, read), from);

/** An item that has a lead and a due date, filed by its reference: `A` is a workstream, `A2` a project, `A2.4` an action. */
export function item(itemRef: string, more: object = {}): Told {
  const kind = itemRef.includes('.') ? 'action' : /\d/.test(itemRef) ? 'project' : 'workstream';
  const parentRef = kind === 'action' ? itemRef.split('.')[0] : kind === 'project' ? itemRef.charAt(0) : undefined;
  return { type: 'programme.item-upserted', data: { itemRef, kind, title: itemRef, leadRole: 'Head of service', dueDate: '2027-03-31', ...(parentRef === undefined ? {} : { parentRef }), ...more } };
}

/** Said on the 28th of the period's month unless told otherwise. */
export const assessed = (itemRef: string, period: string, rating: Rating, more: object = {}, id?: string): Told =>
  ({ ...(id === undefined ? {} : { id }), type: 'programme.assessed', data: { itemRef, period, rating, assessedByRole: 'Head of service', assessedOn: `${period}-28`, ...more } });

export const taken = (period: string): Told => ({ type: 'programme.period-frozen', data: { period } });
export const measure = (itemRefs: readonly string[], more: object = {}): Told =>
  ({ type: 'programme.measure-upserted', data: { measureRef: 'M1', title: 'On time', itemRefs, unit: '%', target: 95, aim: 'at-least', ...more } }) as Told;

/** A Red's words, its owner apart. */
export const path = { commentary: 'Posts are empty.', pathToGreen: { words: 'Locums from November.', date: '2027-02-28' } };
