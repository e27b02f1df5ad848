export * from './calls.js';
export * from './crew-page.js';
export * from './wallboard.js';
export * from './search.js';
export * from './telephone.js';
