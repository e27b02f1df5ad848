export * from './day.js';
export * from './expand.js';
export * from './feed.js';
export { gtfsFiles, readFeed } from './read.js';
export * from './recording.js';
