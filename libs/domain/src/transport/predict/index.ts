export * from './history.js';
export * from './observe.js';
export * from './percentiles.js';
export * from './predict.js';
export * from './public-windows.js';
export * from './record.js';
export * from './replay.js';
export * from './score.js';
