import type { AlertBand, RunCondition } from '@sightline/contracts';
import { timesOfDay } from './settings.js';

const { minute } = timesOfDay;

/** The numbers that alerts turn on. Times in milliseconds, lateness in seconds. */
export const alertRules = {
  /** A safeguarding alert that nobody has acknowledged for so long goes to whoever else there is (transport.md). */
  escalatesAfter: 3 * minute,
  /** So much later than when it last asked, a late run is another matter. */
  laterBy: 600,
  /** From so many runs on, one cause at one operator is one row. */
  groupFrom: 3,
} as const;

/**
 * How soon a condition must come back for its alert to be continued, milliseconds; after that it is raised anew and
 * asks again. What sensors and traffic say comes and goes by itself: ten minutes is also when a position counts as
 * lost, so nobody acts on what was before. A vehicle that turns round in a school's drive comes back within two. What a
 * person said (cancelled, no guide) is a new decision each time.
 */
const continuesWithin: Readonly<Partial<Record<RunCondition, number>>> = {
  late: 10 * minute,
  'not-started': 10 * minute,
  stalled: 10 * minute,
  'signal-lost': 10 * minute,
  'off-route': 10 * minute,
  overlong: 10 * minute,
  'wrong-school': 2 * minute,
  'not-ready': 10 * minute,
};
export const continuesFor = (condition: RunCondition): number => continuesWithin[condition] ?? 0;

/** The bands in their order: the smaller the worse. */
export const bandRank: Readonly<Record<AlertBand, number>> = { safeguarding: 0, 'act-now': 1, watch: 2 };
