export * from './lists/access.js';
export * from './lists/casework.js';
export * from './lists/imports.js';
export * from './lists/plan-import.js';
export * from './lists/programme.js';
export * from './lists/sources.js';
export * from './lists/sitrep.js';
export * from './lists/transport.js';
export * from './primitives.js';
export * from './events/index.js';
export * from './http/accounts.js';
export * from './http/alerts.js';
export * from './http/case-import.js';
export * from './http/casework.js';
export * from './http/contact.js';
export * from './http/disruption.js';
export * from './http/imports.js';
export * from './http/ingest.js';
<<<<<<< HEAD
export * from './http/measures.js';
=======
export * from './http/plan-import.js';
>>>>>>> 24e4c7a (Read an action plan as people keep it: merged headings, references, ratings by word and colour, periods)
export * from './http/problem.js';
export * from './http/programme.js';
export * from './http/programme-editing.js';
export * from './http/programme-periods.js';
export * from './http/programme-records.js';
export * from './http/programme-report.js';
export * from './http/routes.js';
export * from './http/session.js';
export * from './http/morning-pack.js';
export * from './http/sources.js';
export * from './http/sitrep.js';
export * from './http/transport.js';
export * from './topics/index.js';
export * from './live/protocol.js';
export * from './live/timing.js';
