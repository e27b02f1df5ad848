/** A run's life. Everything that comes and goes on top of it is a {@link runConditions condition}. */
export const runStates = ['scheduled', 'running', 'completed', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

/** What can be wrong with a run, each with the moment it began. Their rules are data in `libs/domain/transport`. */
export const runConditions = [
  'wrong-school',
  'uncovered',
  'no-guide',
  'not-started',
  'late',
  'stalled',
  'signal-lost',
  'off-route',
  'overlong',
] as const;
export type RunCondition = (typeof runConditions)[number];

/** The conditions that are looked for. A screen says "none" of these only: what nobody looks for is not none. */
export const watchedConditions: readonly RunCondition[] = ['uncovered', 'no-guide', 'not-started', 'late', 'signal-lost'];

export const directions = ['to-school', 'from-school'] as const;
export type Direction = (typeof directions)[number];

export const crewRoles = ['driver', 'assistant'] as const;
export type CrewRole = (typeof crewRoles)[number];

/** Alerts in the order in which the control room reads them. */
export const alertBands = ['safeguarding', 'act-now', 'watch'] as const;
export type AlertBand = (typeof alertBands)[number];

export const passengerNeeds = ['harness', 'booster', 'wheelchair', 'medication'] as const;
export const passengerBanners = ['court-order', 'shielded'] as const;
export const messageChannels = ['sms', 'email', 'none'] as const;
