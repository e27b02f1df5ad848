export * from './blue.js';
export * from './contradictions.js';
export * from './decide.js';
export * from './measures/index.js';
export * from './rating.js';
export * from './state.js';
export * from './view.js';
