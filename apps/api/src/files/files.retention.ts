import type { FeatureRetention } from '../retention/rule.js';

/** What is kept of imports: that they were made. */
export const filesRetention: FeatureRetention = {
  feature: 'files',
  rules: [
    {
      table: 'import_log', category: 'imports', holds: 'Which account loaded which file when, and counts.', why: 'To find where a record came from.', basis: 'public task', keep: 'SIGHTLINE_KEEP_IMPORT_DAYS', from: 'when it was done', end: 'The row is removed.', sweep: { at: 't.finished_at' },
    },
  ],
  nobody: [{ table: 'import_profile', because: "Names of a spreadsheet's columns, and the account that saved them." }],
};
