/** What is wrong with a run that its families may ring about, the worst first. */
export const troubles = ['cancelled', 'not-started', 'late'] as const;
export type Trouble = (typeof troubles)[number];
