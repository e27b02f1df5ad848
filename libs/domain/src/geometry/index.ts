export * from './metric.js';
export * from './path.js';
export * from './polyline.js';
