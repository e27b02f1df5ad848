export { breakdown, changePercent, monthsElapsed } from './breakdown.js';
export { Figures, dailyFlow, oneDecimal } from './figures.js';
export { backlogFormulas } from './formulas.js';
export * from './live-case.js';
export { measures } from './measures.js';
export { percentEach, slaPerformance, tableOf, usualType } from './tables.js';
export type { Team } from './tables.js';
export { whatItTakes, whatItTakesFormula } from './what-it-takes.js';
export { outcomeKey } from './type-figures.js';
