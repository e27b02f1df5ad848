export { civilDateIn } from '../words.js';
export * from './headline.js';
export * from './matrix.js';
export * from './report.js';
export * from './source.js';
export * from './tables.js';
export * from './answers.js';
