import { feedEvent, type FeedEvent } from '../event.ts';
import { addDays, civilDateAt, iso, minute, weekday } from '../clock.ts';
import { isSchoolDay } from '../city/terms.ts';
import type { Council } from '../city/council.ts';
import { Random } from '../random.ts';
import { planRun, type RunPlan } from './run-plan.ts';
import { schedule } from './run-events.ts';
import { RunPlayer } from './run-player.ts';
import { slotsOf } from './slots.ts';

/** The school runs of so many routes are told of past days: enough for a weekly report, few enough to be told quickly. */
const routesTold = 40;
/** Of a past run only its beginning, its end and where it was are told: who sat in it is nobody's business any more. */
const kept: ReadonlySet<FeedEvent['type']> = new Set(['vehicle.positioned', 'run.started', 'run.completed', 'run.cancelled', 'run.covered', 'run.assigned']);

/** The Mondays of the weeks before the one of `now`, and its own, oldest first. */
function mondays(now: number, weeks: number): string[] {
  const today = civilDateAt(now);
  const monday = addDays(today, -((weekday(today) + 6) % 7));
  return Array.from({ length: weeks + 1 }, (_, i) => addDays(monday, (i - weeks) * 7));
}

/** A week from Monday to Sunday as ISO 8601 numbers it. */
function weekOf(monday: string): string {
  const thursday = Date.parse(`${addDays(monday, 3)}T00:00:00Z`);
  const year = new Date(thursday).getUTCFullYear();
  const number = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/**
 * What happened on past school days, a week at a time. A run's plan is told last, so that all that is known of it is
 * there when it comes. Weeks that are over are closed, as the office would have done.
 */
export function* pastWeeks(council: Council, now: number, weeks: number): Generator<{ readonly week: string; readonly runs: number; readonly events: FeedEvent[] }> {
  const today = civilDateAt(now);
  for (const monday of mondays(now, weeks)) {
    const events: FeedEvent[] = [];
    let runs = 0;
    for (let date = monday; date <= today && date < addDays(monday, 7); date = addDays(date, 1)) {
      if (!isSchoolDay(date)) continue;
      for (const route of council.routes.slice(0, routesTold)) {
        for (const slot of slotsOf(council.seed, route, date).filter(({ runRef }) => /-(AM|PM)$/.test(runRef))) {
          const plan = planRun(council, route, slot, -Infinity, 1);
          if (plan.arrivesAt + 100_000 >= now || slot.endsAt >= now) continue;
          runs++;
          for (const event of pastRun(plan, council)) events.push(event);
        }
      }
    }
    const week = weekOf(monday);
    if (addDays(monday, 6) < today && runs > 0) events.push(feedEvent('transport', 'sitrep.frozen', `sitrep:${week}`, now, { week }));
    if (runs > 0) yield { week, runs, events };
  }
}

function pastRun(plan: RunPlan, council: Council): FeedEvent[] {
  const { slot } = plan;
  const told: FeedEvent[] = [];
  const player = new RunPlayer(plan, council, { interval: 100_000, liveFrom: Infinity, truth: () => undefined });
  while (!player.done) told.push(...player.next().filter(({ type }) => kept.has(type)));
  if (plan.incidents.cancelled === undefined) told.push(...ends(plan));
  const [scheduled, assigned] = schedule(plan, slot.startsAt - 60 * minute).map(({ event }) => event);
  return [...(assigned === undefined ? [] : [assigned]), ...told, ...(scheduled === undefined ? [] : [scheduled])];
}

/** When it left and arrived, by its operator's word. Now and then a late one is reported as if it had been on time. */
function ends(plan: RunPlan): FeedEvent[] {
  const { slot, drive, course } = plan;
  const { runRef, startsAt, endsAt } = slot;
  const last = course.stops.length - 1;
  const embellished = plan.arrivesAt - endsAt > 8 * minute && new Random(runRef, 'word').chance(0.3);
  const arrivedAt = embellished ? endsAt + minute : plan.arrivesAt;
  const call = (index: number, at: number, times: { arrivedAt?: string; departedAt?: string }): FeedEvent =>
    feedEvent('operators', 'stop.called', `${runRef}:called:${index + 1}`, at, { runRef, sequence: index + 1, ...times });
  return [
    call(0, plan.leavesAt, { departedAt: iso(startsAt + (drive.departures[0] ?? 0) * 1000) }),
    call(last, arrivedAt, { arrivedAt: iso(arrivedAt) }),
  ];
}
