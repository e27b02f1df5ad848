import type { SitrepFigureName } from '@sightline/contracts';
import { childMinutesFormula } from '../disruption/index.js';
import type { RunOutcome } from './outcome.js';
import { noticeMinutes, tracking } from './settings.js';

/** How a value is made of its sums: numerator ÷ denominator as a percentage, the same as it is, or the numerator alone. */
export type MeasureKind = 'percent' | 'mean' | 'total';

/** A figure as data. Whole numbers only are added up, so that taking away leaves nothing behind. */
export interface SitrepMeasure {
  readonly figure: SitrepFigureName;
  /** What stands beside the figure; absent of the figure itself. */
  readonly part?: string;
  readonly label: string;
  readonly unit: string;
  readonly formula: string;
  readonly kind: MeasureKind;
  /** What a numerator of one stands for when it is shown, such as a sixtieth of a minute. */
  readonly scale?: number;
  /** Whether it tells of children: small numbers of these are not for everyone. */
  readonly ofChildren?: true;
  /** What a run adds to numerator and denominator; `undefined` where it does not count. */
  readonly weigh: (run: RunOutcome) => readonly [numerator: number, denominator: number] | undefined;
}

const flag = (is: boolean): 0 | 1 => (is ? 1 : 0);
const ended = (run: RunOutcome): boolean => run.fate === 'operated';
const ofEnded = (is: (run: RunOutcome) => boolean) => (run: RunOutcome) => (ended(run) ? ([flag(is(run)), 1] as const) : undefined);
const ofCancelled = (is: (notice: number) => boolean) => (run: RunOutcome) => (run.fate === 'cancelled' ? ([flag(is(run.noticeMinutes ?? 0)), 1] as const) : undefined);
const isTracked = ({ coverage = 0 }: RunOutcome): boolean => coverage >= tracking.tracked;
const wasLookedAt = (run: RunOutcome): boolean => ended(run) && run.coverage !== undefined;

const operatedWords = 'runs that were operated and have ended';

/** The weekly seven with what stands beside each. The order is the page's. */
export const sitrepMeasures: readonly SitrepMeasure[] = [
  {
    figure: 'operated', label: 'Runs operated', unit: '%', kind: 'percent',
    formula: 'runs that were started ÷ runs scheduled whose time has come: started, cancelled, or not begun 30 min after their planned end; runs of a closed school are not asked for',
    weigh: (run) => [flag(run.fate === 'operated' || run.fate === 'under-way'), 1],
  },
  {
    figure: 'operated', part: 'unexplained', label: 'Neither ran nor were cancelled', unit: 'runs', kind: 'total',
    formula: 'runs not begun 30 min after their planned end that nobody had cancelled',
    weigh: (run) => [flag(run.fate === 'not-operated'), 1],
  },
  {
    figure: 'on-time', label: 'On time at the school', unit: '%', kind: 'percent',
    formula: `runs at the gate no more than 5 min late and not before it opens, or leaving it from 1 min early to 5 min 59 s late, ÷ ${operatedWords}; unknown is never counted as on time`,
    weigh: ofEnded((run) => run.punctuality === 'on-time'),
  },
  { figure: 'on-time', part: 'late', label: 'Late', unit: '%', kind: 'percent', formula: `runs late at the school ÷ ${operatedWords}`, weigh: ofEnded((run) => run.punctuality === 'late') },
  { figure: 'on-time', part: 'early', label: 'Too early', unit: '%', kind: 'percent', formula: `runs at the gate before it opens, or leaving the school more than 1 min early, ÷ ${operatedWords}`, weigh: ofEnded((run) => run.punctuality === 'early') },
  { figure: 'on-time', part: 'unknown', label: 'Not known', unit: '%', kind: 'percent', formula: `runs whose time at the school nobody knows ÷ ${operatedWords}`, weigh: ofEnded((run) => run.punctuality === 'unknown') },
  {
    figure: 'on-time', part: 'by-word', label: 'Of those on time, by word alone', unit: '%', kind: 'percent',
    formula: 'runs on time that no trace shows ÷ runs on time',
    weigh: (run) => (ended(run) && run.punctuality === 'on-time' ? [flag(run.basis === 'word'), 1] : undefined),
  },
  {
    figure: 'on-time', part: 'stops', label: 'On time at the other stops', unit: '%', kind: 'percent',
    formula: 'calls from 1 min early to 5 min 59 s late ÷ calls with a known time, the school apart',
    weigh: (run) => (run.stopsTimed > 0 ? [run.stopsOnTime, run.stopsTimed] : undefined),
  },
  {
    figure: 'lateness', label: 'Mean lateness of late runs', unit: 'min', kind: 'mean', scale: 60,
    formula: 'minutes late at the school, added up over the late runs, ÷ late runs',
    weigh: (run) => (ended(run) && run.punctuality === 'late' ? [run.latenessSeconds ?? 0, 1] : undefined),
  },
  {
    figure: 'lateness', part: 'child-minutes', label: 'Child-minutes lost', unit: 'child-minutes', kind: 'total',
    formula: childMinutesFormula,
    weigh: (run) => (run.childMinutes > 0 ? [Math.round(run.childMinutes), 1] : undefined),
  },
  { figure: 'cancelled', label: 'Cancelled', unit: '%', kind: 'percent', formula: 'runs cancelled ÷ runs scheduled whose time has come', weigh: (run) => [flag(run.fate === 'cancelled'), 1] },
  { figure: 'cancelled', part: 'with-notice', label: 'With an hour’s notice', unit: 'runs', kind: 'total', formula: 'runs cancelled 60 min or more before their planned start', weigh: ofCancelled((notice) => notice >= noticeMinutes) },
  { figure: 'cancelled', part: 'without-notice', label: 'Without', unit: 'runs', kind: 'total', formula: 'runs cancelled less than 60 min before their planned start, or after it', weigh: ofCancelled((notice) => notice < noticeMinutes) },
  {
    figure: 'tracked', label: 'Runs tracked', unit: '%', kind: 'percent',
    formula: `runs with fixes at most 2 min apart for 80 % of their time ÷ ${operatedWords} and whose trace was looked at`,
    weigh: (run) => (wasLookedAt(run) ? [flag(isTracked(run)), 1] : undefined),
  },
  {
    figure: 'tracked', part: 'coverage', label: 'Mean coverage', unit: '%', kind: 'percent', scale: 1000,
    formula: 'share of a run’s time with fixes at most 2 min apart, mean over the same runs',
    weigh: (run) => (wasLookedAt(run) ? [Math.round((run.coverage ?? 0) * 1000), 1] : undefined),
  },
  { figure: 'tracked', part: 'untracked', label: 'Without any trace', unit: 'runs', kind: 'total', formula: 'the same runs without any fix', weigh: (run) => (wasLookedAt(run) ? [flag(run.coverage === 0), 1] : undefined) },
  {
    figure: 'guided', label: 'Guide where one was needed', unit: '%', kind: 'percent', ofChildren: true,
    formula: `runs with a guide who was not away ÷ ${operatedWords} with a child who needs one`,
    weigh: (run) => (ended(run) && run.neededGuide ? [flag(run.hadGuide), 1] : undefined),
  },
  {
    figure: 'overlong', label: 'Children over their journey-time limit', unit: 'children', kind: 'total', ofChildren: true,
    formula: 'children’s journeys longer than 45 min (primary age) or 75 min, by the times at their stops; out of all journeys on runs that have ended',
    weigh: (run) => (ended(run) && run.children > 0 ? [run.overlong, run.children] : undefined),
  },
];

export const measureOf = (figure: SitrepFigureName, part?: string): SitrepMeasure | undefined => sitrepMeasures.find((each) => each.figure === figure && each.part === part);
