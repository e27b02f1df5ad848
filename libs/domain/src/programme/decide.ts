import type { EventData, EventType } from '@sightline/contracts';
import { contradictionsOf } from './contradictions.js';
import { told } from './history.js';
import type { DescribedKind, Described } from './history.js';
import { recordsOf } from './records.js';
import type { Assessment, Programme } from './state.js';
import { childrenOf, viewOf } from './view.js';
import type { ReadMeasure } from './measures/measure-reading.js';

export const programmeEventTypes = [
  'programme.item-upserted',
  'programme.item-removed',
  'programme.assessed',
  'programme.measure-upserted',
  'programme.risk-upserted',
  'programme.recommendation-upserted',
  'programme.scheme-upserted',
  'programme.milestone-upserted',
  'programme.decision-upserted',
  'programme.headline-declared',
  'programme.period-frozen',
] as const satisfies readonly EventType[];
export type ProgrammeEventType = (typeof programmeEventTypes)[number];

/** By which event something was told, when and by whom. */
export interface Telling {
  readonly id: string;
  /** Civil date in the council's time zone, and the same moment as an instant (RFC 3339). */
  readonly on: string;
  readonly at: string;
  /** The person's role, or the source's name. */
  readonly by: string;
}
export type ProgrammeEvent = { [T in ProgrammeEventType]: { readonly type: T; readonly data: EventData<T> } }[ProgrammeEventType] & Telling;

/** What follows from an event. It records what someone has said elsewhere, so nothing is refused; what clashes is listed. */
export function decideProgramme(programme: Programme, event: ProgrammeEvent, read: ReadMeasure): Programme {
  switch (event.type) {
    case 'programme.item-upserted': {
      const described = describe(programme, event, 'item', event.data.itemRef, event.data);
      const version = described.histories.item.get(event.data.itemRef)?.at(-1)?.id ?? event.id;
      return described === programme ? programme : { ...described, items: new Map(programme.items).set(event.data.itemRef, { ...event.data, version }) };
    }
    case 'programme.item-removed':
      return remove(programme, event, event.data.itemRef);
    case 'programme.assessed': {
      const { overruled, ...said } = event.data;
      const assessment: Assessment = { ...said, id: event.id, ...(overruled && { overruled: { reason: overruled.reason, byRole: event.by, at: event.at } }) };
      return { ...programme, assessments: new Map(programme.assessments).set(said.itemRef, [...(programme.assessments.get(said.itemRef) ?? []), assessment]) };
    }
    case 'programme.measure-upserted':
      return { ...programme, measures: new Map(programme.measures).set(event.data.measureRef, { ...event.data, version: event.id }) };
    case 'programme.risk-upserted':
      return describe(programme, event, 'risk', event.data.riskRef, event.data);
    case 'programme.recommendation-upserted':
      return describe(programme, event, 'recommendation', event.data.recommendationRef, event.data);
    case 'programme.scheme-upserted':
      return describe(programme, event, 'scheme', event.data.scheme, event.data);
    case 'programme.milestone-upserted':
      return describe(programme, event, 'milestone', event.data.milestoneRef, event.data);
    case 'programme.decision-upserted':
      return describe(programme, event, 'decision', event.data.decisionRef, event.data);
    case 'programme.headline-declared':
      return { ...programme, headlines: new Map(programme.headlines).set(event.data.period, event.data) };
    case 'programme.period-frozen':
      return freeze(programme, event, event.data.period, read);
  }
}

function describe<K extends DescribedKind>(programme: Programme, { id, on }: Telling, kind: K, ref: string, data: Described[K]): Programme {
  const histories = told(programme.histories, kind, ref, { id, on, data });
  return histories === programme.histories ? programme : { ...programme, histories };
}

/** An item leaves the plan with everything below it. What was said of them stays on record, should they come back. */
function remove(programme: Programme, { id, on }: Telling, itemRef: string): Programme {
  const children = childrenOf(programme);
  const items = new Map(programme.items);
  let { histories } = programme;
  const leaving = [itemRef];
  for (let ref = leaving.pop(); ref !== undefined; ref = leaving.pop()) {
    // A loop of parents ends here: what has left is not visited again.
    if (!items.delete(ref)) continue;
    histories = told(histories, 'item', ref, { id, on, data: null });
    leaving.push(...(children.get(ref) ?? []).map((child) => child.itemRef));
  }
  return histories === programme.histories ? programme : { ...programme, items, histories };
}

/** Keeps a period as it stands: ratings, what stands beside them and what clashes. A second freeze changes nothing, and of a period of which nothing was said there is nothing to keep. */
function freeze(programme: Programme, { on, at, by }: Telling, period: string, read: ReadMeasure): Programme {
  const view = programme.frozen.has(period) ? undefined : viewOf(programme, read, period);
  if (view === undefined) return programme;
  const contradictions = contradictionsOf(programme, read, on).filter((clash) => clash.period === undefined || clash.period === period);
  return { ...programme, frozen: new Map(programme.frozen).set(period, { ...view, ...recordsOf(programme, on, view.previousPeriod), contradictions, taken: { at, by } }) };
}
