/** BRAG and Grey, best first. The order is never averaged: see `libs/domain/programme`. */
export const ratings = ['blue', 'green', 'amber', 'red', 'grey'] as const;
export type Rating = (typeof ratings)[number];

export const itemKinds = ['workstream', 'project', 'action'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** What the programme office edits, one record at a time. */
export const programmeRecordKinds = ['item', 'measure', 'risk', 'recommendation', 'milestone', 'decision'] as const;
export type ProgrammeRecordKind = (typeof programmeRecordKinds)[number];
/** The time over which a measure's value counts: `period` is the reporting period. */
export const measurePeriods = ['day', 'week', 'month', 'period'] as const;
export type MeasurePeriod = (typeof measurePeriods)[number];

/** A measure against the reporting period before, by its aim. */
export const measureTrends = ['better', 'level', 'worse'] as const;
export type MeasureTrend = (typeof measureTrends)[number];

/** Direction of travel of a rating against the reporting period before: derived, never typed. */
export const travels = ['up', 'level', 'down', 'new'] as const;
export type Travel = (typeof travels)[number];

export const contradictionKinds = [
  'watermelon',
  'two-ratings',
  'headline-and-travel',
  'blue-too-soon',
  'red-without-words',
  'done-with-open-actions',
  'unmoving-amber',
  'grey-past-start',
  'unowned',
  'misfiled',
] as const;
export type ContradictionKind = (typeof contradictionKinds)[number];

/** What the programme keeps beside its items, each with its history. */
export const recordKinds = ['risk', 'recommendation', 'milestone', 'decision', 'scheme'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** What may be wrong with how a recommendation is assessed. */
export const recommendationFindings = ['label-disagrees', 'unknown-code', 'unknown-scheme', 'no-anticipated-date', 'no-obstacle', 'no-achieved-date'] as const;
export type RecommendationFinding = (typeof recommendationFindings)[number];

/** What can differ between two periods, and in what. */
export const comparedKinds = [...itemKinds, 'measure', 'risk', 'recommendation', 'milestone', 'decision'] as const;
export const changeKinds = ['new', 'removed', 'rating', 'due-date', 'value', 'score', 'category', 'achieved', 'decided', 'closed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** The tables of a period that are downloaded as CSV. */
export const programmeTables = ['counts', 'workstreams', 'items', 'projects', 'reds', 'slipped', 'contradictions', 'measures', 'risks', 'recommendations', 'milestones', 'decisions', 'changes', 'history'] as const;
export type ProgrammeTable = (typeof programmeTables)[number];

/** For so long a word that something is open holds; a page says it anew three times as often. */
export const editingLastsSeconds = 30;
