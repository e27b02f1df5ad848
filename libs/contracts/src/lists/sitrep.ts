/** The weekly seven, in their order. */
export const sitrepFigures = ['operated', 'on-time', 'lateness', 'cancelled', 'tracked', 'guided', 'overlong'] as const;
export type SitrepFigureName = (typeof sitrepFigures)[number];

/** What the figures are told by. */
export const sitrepGroupings = ['operator', 'route', 'area'] as const;
export type SitrepGrouping = (typeof sitrepGroupings)[number];

/** What a contract can ask of an operator. */
export const contractMeasures = ['operated', 'punctuality', 'guide', 'tracked', 'journey-time'] as const;
export type ContractMeasureName = (typeof contractMeasures)[number];

/** What an operator can say of a run that a trace can agree with or dispute. */
export const claimKinds = ['started', 'arrived', 'completed'] as const;
export type ClaimKind = (typeof claimKinds)[number];
export const claimVerdicts = ['agrees', 'disputed', 'not-evidenced'] as const;
export type ClaimVerdict = (typeof claimVerdicts)[number];

/** What became of a run. */
export const runFates = ['operated', 'under-way', 'cancelled', 'not-operated'] as const;
export type RunFate = (typeof runFates)[number];
export const punctualities = ['on-time', 'early', 'late', 'unknown'] as const;
export type Punctuality = (typeof punctualities)[number];
