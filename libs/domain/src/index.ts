export * from './calendar/index.js';
export * from './casework/index.js';
export * from './programme/index.js';
export * from './contact/index.js';
export * from './sheets/index.js';
export * from './geometry/index.js';
export * from './transport/index.js';
export * from './words.js';
