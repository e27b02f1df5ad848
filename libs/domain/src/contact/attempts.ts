/**
 * How often a caller may be wrong before the only way on is a call-back. Counted on the disk, not by look-up: opening another one
 * gives no more guesses.
 */
export const attemptRules = {
  /** Of one adviser about one child in a day. */
  perChildAndAdviser: 3,
  /** Of all advisers about one child in a day: the same caller may ring again and reach another. */
  perChild: 6,
  /** Of one adviser about all children in an hour. */
  perAdviserAndHour: 15,
} as const;

/** Wrong answers so far. */
export interface WrongAnswers {
  readonly childAndAdviser: number;
  readonly child: number;
  readonly adviserInHour: number;
}

/** How many more times this caller may answer; 0 is locked. */
export const attemptsLeft = ({ childAndAdviser, child, adviserInHour }: WrongAnswers): number =>
  Math.max(0, Math.min(attemptRules.perChildAndAdviser - childAndAdviser, attemptRules.perChild - child, attemptRules.perAdviserAndHour - adviserInHour));
