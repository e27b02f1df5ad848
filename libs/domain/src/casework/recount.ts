import { dayOf } from '../calendar/day.js';
import type { Day } from '../calendar/day.js';
import type { Divisions, HolidayList } from '../calendar/divisions.js';
import { isLive, liveCase } from './figures/live-case.js';
import type { LiveCase } from './figures/live-case.js';
import type { Rules } from './rules.js';
import { dueChanges } from './timing.js';
import type { DueChange } from './timing.js';

/** A case whose clocks other holidays moved, with the due dates that became other days. */
export interface Recounted {
  readonly anew: LiveCase;
  readonly moved: readonly DueChange[];
}

/**
 * Open cases whose clocks other bank holidays may move, counted anew by `rules`, those alone that did move. A case all
 * of whose clocks fall due before the first day that differs is not looked at: nothing up to its due dates changed.
 */
export function* recount(cases: Iterable<LiveCase>, holidays: { readonly before: Divisions; readonly after: Divisions }, rules: Rules, today: Day): Generator<Recounted> {
  const first = firstDifference(holidays.before, holidays.after);
  if (first === undefined) return;
  for (const live of cases) {
    if (!isLive(live) || isOutOfReach(live, first)) continue;
    const anew = liveCase(live.record, live.changedAt, rules, today);
    const moved = dueChanges(live.record.caseRef, live.timing.dues, anew.timing.dues);
    if (moved.length > 0 || anew.timing.soonFrom !== live.timing.soonFrom) yield { anew, moved };
  }
}

/** A clock that was ever paused may stand still, and then says no due date: it is looked at. */
const isOutOfReach = ({ record, timing }: LiveCase, first: Day): boolean =>
  timing.dues.length > 0 && timing.dues.every(({ day }) => day < first) && !record.facts.some(({ fact }) => fact === 'paused');

/** The first day that is a bank holiday in one of the two and not in the other. */
function firstDifference(before: Divisions, after: Divisions): Day | undefined {
  const days = (Object.keys(after) as (keyof Divisions)[]).flatMap((division) => differing(before[division], after[division]));
  return days.length === 0 ? undefined : Math.min(...days);
}

function differing(before: HolidayList, after: HolidayList): Day[] {
  if (before === after) return [];
  const [old, now] = [before, after].map(({ holidays }) => new Set(holidays.map(({ date }) => date))) as [Set<string>, Set<string>];
  return [...old, ...now].filter((date) => !old.has(date) || !now.has(date)).map(dayOf);
}
