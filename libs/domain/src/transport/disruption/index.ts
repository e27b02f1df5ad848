export * from './causes.js';
export * from './child-minutes.js';
export * from './closures.js';
export * from './messages.js';
export * from './service-alerts.js';
export * from './shift.js';
