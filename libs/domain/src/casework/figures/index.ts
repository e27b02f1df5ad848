export { Figures } from './figures.js';
export { backlogFormulas } from './formulas.js';
export * from './live-case.js';
export { percentEach, slaPerformance, tableOf, usualType } from './tables.js';
export type { Team } from './tables.js';
