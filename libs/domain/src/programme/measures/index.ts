export * from './measure-days.js';
export * from './measure-reading.js';
export * from './metric-name.js';
