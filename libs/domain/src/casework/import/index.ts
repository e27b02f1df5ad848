export * from './import.js';
export { textOf } from './sheet.js';
export type { Cell, Header, HeaderProblem, SheetRow } from './sheet.js';
