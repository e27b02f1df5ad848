export * from './use.js';
export * from './robust.js';
export * from './looks.js';
export * from './refusals.js';
export * from './unusual.js';
