export type { PlanHeader } from './headings.js';
export type { PlanItem } from './items.js';
export * from './plan.js';
export type { PlanSheet, SheetLooks } from './plan-sheet.js';
export { colourTolerance } from './ratings.js';
export * from './rejects.js';
export type { PlanCellProblem } from './rows.js';
export * from './steps.js';
