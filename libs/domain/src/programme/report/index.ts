export * from './headline.js';
export * from './matrix.js';
export * from './report.js';
export * from './source.js';
