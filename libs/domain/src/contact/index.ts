export * from './calls.js';
export * from './wallboard.js';
