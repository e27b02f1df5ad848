import type { FeatureRetention } from '../retention/rule.js';

const plan = 'The improvement plan: what roles, never people, promise and say.';

/** The improvement plan is a public record of roles. */
export const programmeRetention: FeatureRetention = {
  feature: 'programme',
  rules: [],
  nobody: [
    { table: 'programme_history', because: plan },
    { table: 'programme_assessment', because: plan },
    { table: 'programme_measure', because: 'What is measured.' },
    { table: 'programme_measure_day', because: 'Values of measures; of fewer than five people they are hidden.' },
    { table: 'programme_headline', because: 'Totals of reports.' },
    { table: 'programme_period', because: 'Periods as the board took them.' },
  ],
};
