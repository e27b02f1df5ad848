export * from './quiet-hours.js';
export * from './retry.js';
export * from './rules.js';
export * from './sms.js';
export * from './substance.js';
