export * from './feeds.js';
export * from './message.js';
export * from './timetable.js';
export * from './trips.js';
