export * from './calendar.js';
export * from './calendars.js';
export * from './day.js';
export * from './divisions.js';
