import { calendars, calendarsOf } from '../calendar/calendars.js';
import type { Calendars } from '../calendar/calendars.js';
import type { Divisions } from '../calendar/divisions.js';
import { policies } from './policies.js';
import type { Policy } from './policy.js';

/** What clocks are reckoned with. Both parts are data, and both can be replaced: by configuration, by import, by a test. */
export interface Rules {
  readonly policies: readonly Policy[];
  readonly calendars: Calendars;
}

export const standardRules: Rules = { policies, calendars };

/** The same policies over other bank holidays. */
export const rulesWith = (divisions: Divisions, rules: Rules = standardRules): Rules => ({ ...rules, calendars: calendarsOf(divisions) });
