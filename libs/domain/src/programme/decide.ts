import type { EventData, EventType } from '@sightline/contracts';
import type { Programme } from './state.js';
import { viewOf } from './view.js';
import type { ReadMeasure } from './measures/measure-reading.js';

/** The events that change what the board reads. The rest of the plan (risks, recommendations …) is recorded as it comes. */
export type ProgrammeEventType = Extract<EventType, 'programme.item-upserted' | 'programme.assessed' | 'programme.measure-upserted' | 'programme.headline-declared' | 'programme.period-frozen'>;
export type ProgrammeEvent = { [T in ProgrammeEventType]: { readonly id: string; readonly type: T; readonly data: EventData<T> } }[ProgrammeEventType];
export const programmeEventTypes: readonly ProgrammeEventType[] = ['programme.item-upserted', 'programme.assessed', 'programme.measure-upserted', 'programme.headline-declared', 'programme.period-frozen'];

/** What follows from an event. It records what someone has said elsewhere, so nothing is refused; what clashes is listed. */
export function decideProgramme(programme: Programme, event: ProgrammeEvent, read: ReadMeasure): Programme {
  switch (event.type) {
    case 'programme.item-upserted':
      return { ...programme, items: new Map(programme.items).set(event.data.itemRef, event.data) };
    case 'programme.assessed': {
      const { itemRef } = event.data;
      const said = programme.assessments.get(itemRef) ?? [];
      return { ...programme, assessments: new Map(programme.assessments).set(itemRef, [...said, { ...event.data, id: event.id }]) };
    }
    case 'programme.measure-upserted':
      return { ...programme, measures: new Map(programme.measures).set(event.data.measureRef, event.data) };
    case 'programme.headline-declared':
      return { ...programme, headlines: new Map(programme.headlines).set(event.data.period, event.data) };
    case 'programme.period-frozen': {
      const { period } = event.data;
      const view = viewOf(programme, read, period);
      // A second freeze changes nothing, and there is nothing to freeze in a period of which nothing was said.
      return view === undefined || programme.frozen.has(period) ? programme : { ...programme, frozen: new Map(programme.frozen).set(period, view) };
    }
  }
}
