export * from './assessments.js';
export * from './compare.js';
export * from './contradictions.js';
export * from './decide.js';
export * from './gates.js';
export * from './measure-record.js';
<<<<<<< HEAD
export * from './measures/index.js';
export { daysBetween, describedKinds, dueDatesOf, emptyHistories, newRevisions, stillThere } from './history.js';
export type { Described, DescribedKind, Histories, Revision } from './history.js';
=======
export * from './import/index.js';
>>>>>>> 24e4c7a (Read an action plan as people keep it: merged headings, references, ratings by word and colour, periods)
export * from './rating.js';
export * from './records.js';
export * from './scheme.js';
export { sightsOf } from './sight.js';
export type { Sight } from './sight.js';
export * from './report/index.js';
export { standingFor } from './standing.js';
export * from './state.js';
export * from './suggest.js';
export * from './view.js';
