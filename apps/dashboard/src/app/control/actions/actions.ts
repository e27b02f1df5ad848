import type { RunDetail } from '@sightline/contracts';

export type ActionName = 'delay' | 'cancel' | 'cover' | 'guide' | 'vehicle' | 'tell' | 'note' | 'school';

/** An action of the drawer: its button, its key, and when it makes sense. */
export interface ActionButton {
  readonly name: ActionName;
  readonly label: string;
  readonly key?: string;
  readonly danger?: boolean;
  readonly applies: (run: RunDetail) => boolean;
}

const goes = ({ state }: RunDetail): boolean => state === 'scheduled' || state === 'running';
const has = (run: RunDetail, condition: string): boolean => run.conditions.some((each) => each.condition === condition);

/** In the order in which they stand. */
export const actionButtons: readonly ActionButton[] = [
  { name: 'cover', label: 'Covered by…', applies: (run) => run.state === 'cancelled' && run.coveredAt === undefined },
  { name: 'guide', label: 'Assign guide…', key: 'G', applies: (run) => goes(run) && (run.assistantRequired === true || run.assistantRef !== undefined || has(run, 'no-guide')) },
  { name: 'tell', label: 'Tell…', key: 'T', applies: () => true },
  { name: 'delay', label: 'Log delay…', key: 'D', applies: goes },
  { name: 'vehicle', label: 'Assign vehicle…', applies: goes },
  { name: 'school', label: 'School closed…', applies: (run) => run.schoolRef !== undefined },
  { name: 'note', label: 'Note…', key: 'N', applies: () => true },
  { name: 'cancel', label: 'Cancel run…', danger: true, applies: goes },
];
