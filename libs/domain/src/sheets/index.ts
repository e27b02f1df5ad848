export { textOf } from './cells.js';
export { dateAs } from './dates.js';
export { inert } from './inert.js';
export type { Cell, SheetRow } from './cells.js';
