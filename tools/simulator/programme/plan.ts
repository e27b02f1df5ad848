import { reviews } from './plan-b.ts';
import { partnership } from './plan-c.ts';
import { earlyHelp } from './plan-d.ts';
import { complaints } from './plan-e.ts';
import { transport } from './plan-a.ts';

export interface PlannedProject {
  readonly ref: string;
  readonly title: string;
  readonly lead: string;
  readonly actions: readonly string[];
}
export interface PlannedWorkstream {
  readonly ref: string;
  readonly title: string;
  readonly lead: string;
  /** The board that leads it, where it is not ours. */
  readonly ledBy?: string;
  readonly projects: readonly PlannedProject[];
}

/** The invented improvement plan: 5 workstreams, 34 projects, 299 actions. */
export const plan: readonly PlannedWorkstream[] = [transport, reviews, partnership, earlyHelp, complaints];
