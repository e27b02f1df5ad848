import type { EventData, EventType } from '@sightline/contracts';
import type { DescribedKind } from './history.js';
import { assessmentIn } from './state.js';
import type { Programme } from './state.js';

/** What a record says now: the id of the event that was last, `null` where there is none, and the data of that event. */
export interface Standing {
  readonly version: string | null;
  readonly data: unknown;
}

type Keeps<T extends EventType> = (programme: Programme, data: EventData<T>) => Standing;

function described(kind: DescribedKind, { histories }: Programme, ref: string): Standing {
  const last = histories[kind].get(ref)?.at(-1);
  return { version: last?.id ?? null, data: last?.data ?? null };
}

const keeps: { readonly [T in EventType]?: Keeps<T> } = {
  'programme.item-upserted': (programme, { itemRef }) => described('item', programme, itemRef),
  'programme.item-removed': (programme, { itemRef }) => described('item', programme, itemRef),
  'programme.risk-upserted': (programme, { riskRef }) => described('risk', programme, riskRef),
  'programme.recommendation-upserted': (programme, { recommendationRef }) => described('recommendation', programme, recommendationRef),
  'programme.milestone-upserted': (programme, { milestoneRef }) => described('milestone', programme, milestoneRef),
  'programme.decision-upserted': (programme, { decisionRef }) => described('decision', programme, decisionRef),
  'programme.scheme-upserted': (programme, { scheme }) => described('scheme', programme, scheme),
  'programme.assessed': (programme, { itemRef, period }) => {
    const said = assessmentIn(programme, itemRef, period);
    return { version: said?.id ?? null, data: said ?? null };
  },
};

/** What stands of the record that an event is about; `undefined` for events about something without versions. */
export function standingFor<T extends EventType>(programme: Programme, type: T, data: EventData<T>): Standing | undefined {
  const keep: Keeps<T> | undefined = keeps[type];
  return keep?.(programme, data);
}
