export * from './cells.js';
export * from './rows.js';
