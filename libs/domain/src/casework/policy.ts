import type { CaseType, ClockName, ClockUnit } from '@sightline/contracts';
import type { CalendarName } from '../calendar/calendars.js';

/**
 * What a clock counts from. `acknowledge-due`: the last day for acknowledging, for a case that was not acknowledged;
 * `after`: the day on which another clock of the case was stopped; the rest are dates of the case.
 */
export type ClockStart = (typeof clockStarts)[number] | { readonly after: ClockName };
/** Dates that a case may name beside those of its own life. */
export const caseDates = ['plan', 'meeting', 'performance', 'decision'] as const;
export const clockStarts = ['received', 'acknowledged', 'acknowledge-due', 'stage-entered', ...caseDates] as const;

/** A ground on which the law or the council lets a clock be paused. */
export interface Ground {
  /** Words that a stated reason contains. */
  readonly reason: string;
  readonly source: string;
  /** Under a council's own policy any stated reason will do; the law names its own. */
  readonly anyReason?: boolean;
}

/** One clock of a case type: data, never logic. A case keeps the versions that were in force when it was received. */
export interface Policy {
  readonly id: string;
  readonly caseType: CaseType;
  /** Stages on which it runs, as {@link stageKey} gives them; absent: on every stage. */
  readonly stages?: readonly string[];
  readonly clock: ClockName;
  /** The first of these that is known. None known: the clock does not run yet. */
  readonly from: readonly ClockStart[];
  /** In `unit`s; of a `calendar-period`, the months after whose last day a new period begins. */
  readonly length: number;
  readonly unit: ClockUnit;
  readonly calendar: CalendarName;
  /** What becomes of a due day that is not a working day. */
  readonly whenNotWorking: (typeof daysOff)[number];
  /** Whose limit it is. One of the family (the days it has to ask or to go further) is shown, and never overdue of the council. */
  readonly whose?: 'family';
  /** Points at which its owner is warned, in percent used; the usual ones where it says none. */
  readonly warnings?: readonly number[];
  /** A case's own `slaDays` replace the length: a service's target, never a statutory limit. */
  readonly ownTarget?: boolean;
  readonly pauses: readonly Ground[];
  /** At most so many units in all beyond the length; absent: it may not be extended. */
  readonly extension?: { readonly mostUnits?: number; readonly source: string };
  /** Civil dates of receipt between which it applies, both included. */
  readonly applies: { readonly from?: string; readonly until?: string };
  /** The law or policy that the clock comes from. */
  readonly source: string;
  /** How that was checked, for whoever must answer for it. */
  readonly checked: string;
}

export const daysOff = ['keep', 'next-working-day'] as const;

/** Points of a clock at which its owner is warned, in percent used, where its policy names none. */
export const usualWarnings: readonly number[] = [50, 75, 90];
export const dueSoonPercent = 75;

/** The ground that a stated reason names, if the policy has it: `identity` in "waiting for proof of identity". */
export const groundOf = ({ pauses }: Policy, reason: string): Ground | undefined =>
  pauses.find((ground) => reason.toLowerCase().includes(ground.reason)) ?? pauses.find(({ anyReason }) => anyReason === true);

/** A stage as policies name it: its number, or `panel`. A case that says none is at its first stage. */
export function stageKey(stage: string | undefined): string {
  if (stage === undefined) return '1';
  if (/panel/i.test(stage)) return 'panel';
  return /\d+/.exec(stage)?.[0] ?? stage.trim().toLowerCase();
}

/** The policies in force for a case of this type, received on this date, at this stage. */
export function policiesFor(policies: readonly Policy[], caseType: CaseType, receivedDate: string, stage: string | undefined): Policy[] {
  const key = stageKey(stage);
  return ofType(policies, caseType).filter(
    ({ stages, applies: { from, until } }) =>
      (stages === undefined || stages.includes(key)) && (from === undefined || receivedDate >= from) && (until === undefined || receivedDate <= until),
  );
}

/** Asked for every case whenever it changes, so each list of policies is parted by case type once. */
const parted = new WeakMap<readonly Policy[], ReadonlyMap<CaseType, readonly Policy[]>>();

function ofType(policies: readonly Policy[], caseType: CaseType): readonly Policy[] {
  let byType = parted.get(policies);
  if (byType === undefined) parted.set(policies, (byType = Map.groupBy(policies, (policy) => policy.caseType)));
  return byType.get(caseType) ?? [];
}
