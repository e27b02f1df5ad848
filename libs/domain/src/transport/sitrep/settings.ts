/** The numbers that the SitRep turns on. Times in milliseconds, lengths in metres. */
const minute = 60_000;

/** On time, as the Department for Transport measures it. */
export const punctuality = {
  /** At the school gate: no more than this late, and not before the gate opens. */
  atSchool: 5 * minute,
  /** A run planned to come longer than this before the gate opens comes for something else: a breakfast club, another session. */
  otherSession: 60 * minute,
  /** At stops: from so much early to so much late. */
  stopEarly: minute,
  stopLate: 6 * minute - 1000,
} as const;

/** A cancellation with less notice than this is one without. */
export const noticeMinutes = 60;

export const tracking = {
  /** A moment is covered when it lies between two fixes at most so far apart. */
  gap: 2 * minute,
  /** A run is tracked when this share of its time is covered. */
  tracked: 0.8,
} as const;

export const evidence = {
  /** A report is disputed when the trace has it this much earlier or later. */
  apart: 5 * minute,
  /** Or when the vehicle was further from the stop than this at the moment that was reported. */
  metres: 300,
  /** So near a stop a vehicle is at it. */
  atStopMetres: 60,
  /** Fixes from so long before a run until so long after it are its trace. */
  around: 30 * minute,
} as const;

/** A run that nobody has ended is over so long after its planned end. */
export const neverEnded = 4 * 60 * minute;
/** Of a run that nobody has started nothing is expected any more so long after its planned end. */
export const neverStarted = 30 * minute;
/** Weeks are frozen at this hour of the night, in the council's time: the last run is in by then. */
export const freezingHour = 3;
