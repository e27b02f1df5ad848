/** The numbers that predictions turn on. Times in milliseconds, lengths in metres. `docs/prediction.md` says what each is worth. */
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

export const learning = {
  /** Of each stretch between two stops so many passages are kept, the newest. */
  most: 40,
  /** A passage of today counts half as much after this long. */
  today: 2.8 * hour,
  /** From this age on a passage belongs to another day, and counts by its time of day. */
  otherDay: 12 * hour,
  day,
  /** What a passage at this time of day on the same weekday counts, at most; on another day this share of it. */
  sameWeekday: 0.6,
  anotherWeekday: 0.6,
  /** It counts half as much so far off in time of day, and after so many days. */
  timeOfDay: hour,
  days: 21,
  /** The schedule, at today's pace, counts as much as this share of a fresh passage. */
  schedule: 0.6,
  /** A passage counts with no more than this many times the median of its stretch, plus so many seconds: a bus that stood. */
  mostTimes: 2,
  mostMore: 30,
  /** No stretch is scheduled to take less, seconds. */
  leastSeconds: 5,
  /** Buses that leave a terminus twice, or wait there, say nothing of the road: what was passed so long before the start is not learnt from. */
  beforeStart: 2 * minute,
} as const;

export const pacing = {
  /** Actual over scheduled before anything is known: schedules hold some slack. */
  usual: 0.97,
  /** The usual pace weighs as much as so many seconds on the road. */
  weightSeconds: 10_000,
  halfLife: hour,
} as const;

export const terminus = {
  /** A run is at its beginning until it has passed the first stop this far along. */
  zone: 1000,
  /** So far from the first stop, and after its time, a run has left for good. */
  left: 150,
  /** How late runs are when they have left, before anything is learnt. */
  usualLateness: 2 * minute,
  usualWeight: 0.5,
  leaveNowWeight: 1,
  /** One that should have left and still stands there needs so long to get going. */
  getGoing: 20 * second,
  halfLife: 2 * hour,
} as const;

export const dwelling = {
  radius: 25,
  /** Of the time from stop to stop this share is standing, but no more than so many seconds, before anything is learnt. */
  share: 0.15,
  mostSeconds: 15,
  /** A vehicle at a stop has this share of its standing still before it. */
  ahead: 0.6,
  /** Slower than this a vehicle stands, and needs this long more than one that moves. */
  standingMetresPerSecond: 1,
  standing: 10 * second,
} as const;

export const spreading = {
  /** The spread grows with this power of the horizon, and is one at this horizon. */
  power: 0.62,
  unit: 30 * second,
  /** What nobody has driven today spreads wider by this share. */
  unseen: 0.5,
  /** A run that has not left may leave any time: its horizon counts as so much longer. */
  waiting: 5 * minute,
  /** The window grows by this share of the age of the last fix, to both sides. */
  perAge: 0.5,
  /** The likely time: of all times so many are earlier. */
  shares: [0.1, 0.45, 0.9],
  /** A comparison moves a percentile by this share of its usual distance from the middle; at first by more. */
  step: 0.005,
  firstStep: 0.03,
  /** The middle moves slowly: it is told to people, and errors of one day hang together. */
  middleStep: 0.0001,
} as const;

export const sampling = {
  /** A run's predictions are kept for comparison so often. */
  every: 50 * second,
  /** And those for stops this far ahead, a little more than the farthest public window. */
  ahead: 16 * minute,
} as const;
