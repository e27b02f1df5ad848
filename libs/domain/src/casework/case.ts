import type { CaseState, CaseType, ClockName } from '@sightline/contracts';

/** What happened to the clocks of a case, in the order in which it was said. Appended, never edited. Dates are civil. */
export type ClockFact =
  | { readonly fact: 'stage-entered'; readonly stage: string; readonly date: string }
  | { readonly fact: 'paused'; readonly clock?: ClockName; readonly reason: string; readonly date: string }
  | { readonly fact: 'resumed'; readonly clock?: ClockName; readonly date: string }
  | { readonly fact: 'extended'; readonly clock?: ClockName; readonly reason: string; readonly until: string }
  | { readonly fact: 'disapplied'; readonly clock?: ClockName; readonly reason: string }
  | { readonly fact: 'stopped'; readonly clock: ClockName; readonly date: string }
  | { readonly fact: 'closed'; readonly date: string }
  | { readonly fact: 'withdrawn'; readonly date: string }
  | { readonly fact: 'reopened'; readonly date: string; readonly clock: 'same' | 'new' };

/** One case: what is known of it, and the facts from which its clocks follow. */
export interface CaseRecord {
  readonly caseRef: string;
  /** The system or person that opened it. */
  readonly source?: string;
  readonly caseType: CaseType;
  /** The stage at which it was received. */
  readonly firstStage?: string;
  readonly stage?: string;
  readonly channel: string;
  readonly serviceArea: string;
  readonly receivedDate: string;
  readonly acknowledgedDate?: string;
  readonly reason?: string;
  readonly ownerRef?: string;
  readonly subjectRef?: string;
  /** The logged call that it came of. */
  readonly contactRef?: string;
  readonly slaDays?: number;
  readonly dates?: { readonly meeting?: string; readonly plan?: string; readonly performance?: string; readonly decision?: string };
  readonly state: CaseState;
  readonly closedDate?: string;
  readonly outcome?: string;
  readonly facts: readonly ClockFact[];
}

export const isOpen = (state: CaseState): boolean => state === 'open' || state === 'paused';
