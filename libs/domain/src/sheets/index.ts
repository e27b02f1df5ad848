export { textOf } from './cells.js';
export type { Cell, SheetRow } from './cells.js';
