export * from './metric.js';
export * from './path.js';
export * from './polyline.js';
export * from './segment-index.js';
