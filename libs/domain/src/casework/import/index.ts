export * from './import.js';
export type { Header, HeaderProblem } from './sheet.js';
