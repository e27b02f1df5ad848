/** The numbers that the rules of transport turn on. Times in milliseconds, lengths in metres, lateness in seconds. */
const second = 1000;
const minute = 60 * second;

export const acceptance = {
  /** A fix further in the future than this cannot be. */
  impossibleAhead: 24 * 60 * minute,
  /** A fix this far ahead of its receipt comes from a wrong clock. */
  clockAhead: 2 * minute,
  metresPerSecond: 40,
  accuracyMetres: 200,
} as const;

export const matching = {
  /** From this speed on a bearing means something. */
  headingMetresPerSecond: 1.5,
  turnDegrees: 75,
  /** What a segment in the wrong direction costs. */
  wrongHeadingMetres: 120,
  /** A fix further beside the path than this, plus its accuracy, is no match. */
  besideMetres: 70,
  mostAccuracyAllowance: 50,
  /** Progress may be found this far behind where it was; it never goes back. */
  backMetres: 40,
  aheadMetresPerSecond: 35,
  aheadMetres: 150,
  /** Bad matches in a row after which a run is looked for on the whole of its path. */
  badMatches: 2,
  /** A run not yet placed is sought near where its schedule has it: metres of cost per metre away from it. */
  scheduleWeight: 0.01,
} as const;

export const starting = {
  /** A first movement this long before the schedule still starts a run, unless it is far along. */
  early: 12 * minute,
  metres: 40,
  /** An assigned vehicle's fixes belong to a run from this long before it begins. */
  approach: 45 * minute,
  /** A run that should have ended this long ago gives way to the next that is due. */
  overdue: 30 * minute,
  /** So near its end a run is over when its vehicle turns to the next one. */
  unseenEndMetres: 500,
  /** And until this long after its end a run may still take fixes. */
  afterEnd: 3 * 60 * minute,
} as const;

export const calling = {
  leastRadius: 20,
  usualRadius: 25,
  mostRadius: 40,
  /** Between fixes further apart than this nobody knows when a stop was passed. */
  interpolated: 2 * minute,
  /** Scatter of fixes, which must not look like speed. */
  slackMetres: 60,
} as const;

export const conditionRules = {
  /** What is told of a run comes in pieces: for so long after the first of them nothing is missed. */
  settling: 2 * minute,
  lateBegins: 600,
  lateEnds: 420,
  signalLost: 2 * minute,
  signalIntervals: 3,
  notStarted: 5 * minute,
  /** Guides are looked at from this long before a run. */
  guideAhead: 2 * 60 * minute,
  /** After this long past its end nobody expects a run any more. */
  forgotten: 30 * minute,
} as const;

/** Ages of a position, as everywhere in the product (experience.md). */
export const ages = { fresh: 30 * second, ageing: 2 * minute, lost: 10 * minute } as const;

export const timesOfDay = { second, minute } as const;
