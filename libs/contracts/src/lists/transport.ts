/** A run's life. Everything that comes and goes on top of it is a {@link runConditions condition}. */
export const runStates = ['scheduled', 'running', 'completed', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

/**
 * What can be wrong with a run, each with the moment it began. Their rules are data in `libs/domain/transport`. Beside the
 * table of transport.md: `unaccounted`, a child of whom nobody can say at the end of a run where it is, and `not-ready`,
 * the watch that is kept over a run in the last ten minutes before it is due to start.
 */
export const runConditions = [
  'wrong-school',
  'unaccounted',
  'uncovered',
  'no-guide',
  'not-started',
  'late',
  'stalled',
  'signal-lost',
  'off-route',
  'overlong',
  'not-ready',
] as const;
export type RunCondition = (typeof runConditions)[number];

/** The conditions that are looked for. A screen says "none" of these only: what nobody looks for is not none. */
export const watchedConditions: readonly RunCondition[] = runConditions;

export const directions = ['to-school', 'from-school'] as const;
export type Direction = (typeof directions)[number];

/** Monday first, as ISO 8601 counts them. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

export const crewRoles = ['driver', 'assistant'] as const;
export type CrewRole = (typeof crewRoles)[number];

/** Alerts in the order in which the control room reads them. */
export const alertBands = ['safeguarding', 'act-now', 'watch'] as const;
export type AlertBand = (typeof alertBands)[number];

/** What age of child a school teaches: how long a journey to it may last depends on it. */
export const schoolPhases = ['primary', 'secondary', 'all-through', 'special'] as const;
export type SchoolPhase = (typeof schoolPhases)[number];

/** Where an alert is: nobody has seen it, someone has, or it needs nobody any more. */
export const alertStates = ['open', 'acknowledged', 'closed'] as const;
export type AlertState = (typeof alertStates)[number];

/** What happens to an alert in its life. */
export const alertSteps = ['raised', 'continued', 'worsened', 'ended', 'escalated', 'acknowledged', 'assigned', 'noted', 'closed', 'handed-over'] as const;
export type AlertStep = (typeof alertSteps)[number];

export const passengerNeeds = ['harness', 'booster', 'wheelchair', 'medication'] as const;
export type PassengerNeed = (typeof passengerNeeds)[number];
/** What can be true of a child on a run. */
export const childStatuses = ['to-board', 'aboard', 'alighted', 'absent'] as const;
export const passengerBanners = ['court-order', 'shielded'] as const;
export const messageChannels = ['sms', 'email', 'none'] as const;
export type MessageChannel = (typeof messageChannels)[number];

/**
 * Why a service is not as planned: the causes of GTFS-Realtime's `Alert`, in our spelling. `TECHNICAL_PROBLEM` there is
 * `technical-problem` here. Source: gtfs.org, GTFS Realtime reference, enum Cause.
 */
export const alertCauses = [
  'unknown-cause', 'other-cause', 'technical-problem', 'strike', 'demonstration', 'accident', 'holiday', 'weather', 'maintenance', 'construction', 'police-activity',
  'medical-emergency',
] as const;
export type AlertCause = (typeof alertCauses)[number];

/** What it does to the service: GTFS-Realtime's enum Effect, in our spelling. */
export const alertEffects = [
  'no-service', 'reduced-service', 'significant-delays', 'detour', 'additional-service', 'modified-service', 'other-effect', 'unknown-effect', 'stop-moved', 'no-effect',
  'accessibility-issue',
] as const;
export type AlertEffect = (typeof alertEffects)[number];

/** Whom a message about a run is for. */
export const audiences = ['families', 'school', 'operator'] as const;
export type Audience = (typeof audiences)[number];

/** What a closing school does to one of its runs. */
export const closureEffects = ['cancelled', 'return', 'collect', 'retimed', 'untouched'] as const;
export type ClosureEffect = (typeof closureEffects)[number];

/** Why a run is late or does not run, in the words that people pick from. */
export const usualCauses = ['Traffic', 'Roadworks', 'Weather', 'Vehicle fault', 'Driver unavailable', 'Guide unavailable', 'Child not ready', 'School closed', 'Other'] as const;
