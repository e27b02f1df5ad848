export { textOf } from './cells.js';
export { dateAs } from './dates.js';
export type { Cell, SheetRow } from './cells.js';
