import type { Contradiction, Suggestion } from '@sightline/contracts';
import type { PeriodView } from '../state.js';

/** What a highlight report is made of: one period, as it stands or as the board took it. */
export interface ReportSource {
  /** The whole plan's name. */
  readonly programme: string;
  readonly view: PeriodView;
  readonly contradictions: readonly Contradiction[];
  /** Ratings that wait for a second look today; nothing is proposed of a period that was taken. */
  readonly suggestions?: readonly Suggestion[];
  readonly frozen: boolean;
  /** Instant at which the board took it, where that is on record. */
  readonly takenAt?: string | undefined;
  /** Instant at which its figures were true. */
  readonly trueAt: string;
  /** Civil date of that instant where the board sits: what is late is late by this day. */
  readonly today: string;
  readonly timeZone: string;
  readonly demonstration: boolean;
}
