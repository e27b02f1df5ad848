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
  /** Between fixes no further apart than this a vehicle goes about as far along its path as straight: metres of cost per metre of difference. */
  stepSeconds: 40,
  stepWeight: 0.1,
} as const;

/** When a vehicle of which nobody has said what it works is taken to be on a run. */
export const fitting = {
  /** So many fixes in a row, with no longer silence between them, over so many metres. */
  fixes: 5,
  silence: 2 * minute,
  moved: 250,
  /** Progress along the path for each metre of straight way, at the least. */
  along: 0.8,
  besideMetres: 40,
  /** A run this much before or behind its schedule fits a third as well. */
  lateSeconds: 600,
  metresPerSecond: 8,
  least: 0.3,
  /** What no run at all would be worth; and the confidence from which a run is adopted. */
  doubt: 0.05,
  sure: 0.75,
  /** For so long the list of due runs is not made anew. */
  dueFor: 20 * second,
} as const;

export const starting = {
  /** A first movement this long before the schedule still starts a run, unless it is far along. Before that a vehicle that comes by its first stop, crew or not, is on its way to somewhere else. */
  early: 10 * minute,
  metres: 40,
  /** A vehicle that its crew has signed in for and that is so far from the first stop has left it, whichever way. */
  awayMetres: 300,
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
  leastRadius: 15,
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
  /** A run that nobody has signed in for, and whose vehicle is not near, is watched from so long before its start. */
  notReady: 10 * minute,
  nearMetres: 1000,
  /** A vehicle that was last seen so long ago may be anywhere. */
  nearUntil: 15 * minute,
  /** So far beside the path, plus the accuracy of the fix, is off the route. */
  offRouteMetres: 60,
  /** As many fixes in a row off the path begin it, and as many back on it end it. */
  offRouteFixes: 2,
  stalled: 8 * minute,
  stalledMetres: 60,
  /** So near a stop or a school standing is what a run is there for. */
  atStopMetres: 60,
  /** A vehicle that has stood so long, and no further than this from a school, is there on purpose: lights and queues take less. */
  atSchool: 90 * second,
  atSchoolMetres: 60,
  /** Standing is moving no further than this: scatter of fixes, and a place in a queue. */
  standingMetres: 30,
  /** After a run's end the last children are still being ticked off. */
  unaccounted: 5 * minute,
  /** And for so long after it they are asked for. */
  accounting: 60 * minute,
  /** Evidence older than this is of the past: an upload raises no alert. */
  evidence: 2 * minute,
  /** Guides are looked at from this long before a run. */
  guideAhead: 2 * 60 * minute,
  /** After this long past its end nobody expects a run any more. */
  forgotten: 30 * minute,
} as const;

/** How long a child may be on its way, one way (Department for Education, "Travel to school", statutory guidance, 2024). */
export const journeyLimits = {
  primary: 45 * minute,
  secondary: 75 * minute,
  /** Younger than this on 1 September is of primary age, whatever the school. */
  secondaryFromAge: 11,
  /** Once expected to be over the limit, it stays so until the child alights, or is expected to be so well within it. */
  within: 10 * minute,
  /** A rough guess that stays so far below the limit needs no better one. */
  guessed: 15 * minute,
} as const;

/** Ages of a position, as everywhere in the product (experience.md). */
export const ages = { fresh: 30 * second, ageing: 2 * minute, lost: 10 * minute } as const;

export const timesOfDay = { second, minute } as const;
