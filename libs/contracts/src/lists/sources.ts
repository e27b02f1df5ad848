/** How a source speaks to Sightline: polled in one of these protocols, or by itself at a door. */
export const sourceKinds = ['gtfs-realtime', 'siri-vm', 'pushed'] as const;
export type SourceKind = (typeof sourceKinds)[number];
/** The kinds that are polled. */
export const polledKinds = ['gtfs-realtime', 'siri-vm'] as const satisfies readonly SourceKind[];

/**
 * How a source is doing. `live`: heard within its rhythm; `stale`: not heard, or what it says is old; `down`: cannot be
 * reached; `refused`: it turned us away, or what it sends cannot be taken; `off`: switched off by an administrator.
 */
export const sourceStates = ['live', 'stale', 'down', 'refused', 'never-heard', 'off'] as const;
export type SourceState = (typeof sourceStates)[number];

/** The GTFS-Realtime feeds that we publish. */
export const realtimeFeedNames = ['vehicle-positions', 'trip-updates', 'alerts'] as const;

/** Which timetable the refs of our feeds are read in: the imported one, or the one that we publish ourselves. */
export const timetableNames = ['imported', 'published'] as const;
export type Timetable = (typeof timetableNames)[number];
