export * from './stand-ins.js';
export * from './substitutes.js';
export * from './training.js';
export * from './whereabouts.js';
