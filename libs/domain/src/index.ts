export * from './calendar/index.js';
export * from './casework/index.js';
