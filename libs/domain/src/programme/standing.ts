import type { EventData, EventType, ProgrammeRecordKind } from '@sightline/contracts';
import { assessmentIn } from './state.js';
import type { Programme } from './state.js';

/** What a record says now: the id of the event that was last, `null` where there is none, and the data of that event. */
export interface Standing {
  readonly version: string | null;
  readonly data: unknown;
}

/** How a record of the programme stands. */
export function recordStanding({ histories, measures }: Programme, kind: ProgrammeRecordKind, ref: string): Standing {
  if (kind === 'measure') {
    const { version = null, ...data } = measures.get(ref) ?? {};
    return { version, data: measures.has(ref) ? data : null };
  }
  const last = histories[kind].get(ref)?.at(-1);
  return { version: last?.id ?? null, data: last?.data ?? null };
}

type Keeps<T extends EventType> = (programme: Programme, data: EventData<T>) => Standing;

const keeps: { readonly [T in EventType]?: Keeps<T> } = {
  'programme.item-upserted': (programme, { itemRef }) => recordStanding(programme, 'item', itemRef),
  'programme.item-removed': (programme, { itemRef }) => recordStanding(programme, 'item', itemRef),
  'programme.measure-upserted': (programme, { measureRef }) => recordStanding(programme, 'measure', measureRef),
  'programme.risk-upserted': (programme, { riskRef }) => recordStanding(programme, 'risk', riskRef),
  'programme.recommendation-upserted': (programme, { recommendationRef }) => recordStanding(programme, 'recommendation', recommendationRef),
  'programme.milestone-upserted': (programme, { milestoneRef }) => recordStanding(programme, 'milestone', milestoneRef),
  'programme.decision-upserted': (programme, { decisionRef }) => recordStanding(programme, 'decision', decisionRef),
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
