import type { Fix, Run } from './run.js';
import { starting } from './settings.js';

const open = (run: Run): boolean => run.state === 'running' || run.state === 'scheduled';

/**
 * Which of a vehicle's runs a fix belongs to: the one that is running, else the next one that is due. A vehicle's runs
 * follow one another: once the one in hand is completed, or long overdue while the next is due, fixes go to the next.
 * A fix of the time before that, which comes in late, is of the run that was over then: it tells nothing of the next.
 * `runs` are the vehicle's, by their start; `now` in epoch milliseconds.
 */
export function chooseRun(runs: readonly Run[], fix: Fix, now: number): Run | undefined {
  const at = fix.recordedAt;
  let running: Run | undefined;
  let due: Run | undefined;
  let busyUntil = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    // A phone whose clock runs ahead cannot keep the vehicle busy.
    if (run.completedAt !== undefined && run.completedAt <= now) busyUntil = Math.max(busyUntil, run.completedAt);
    if (!open(run)) continue;
    const { startsAt, endsAt } = run.plan;
    if (run.state === 'running') {
      if (at <= endsAt + starting.afterEnd) running = run;
    } else if (due === undefined && at >= busyUntil && at >= startsAt - starting.approach && at <= endsAt + starting.overdue) {
      due = run;
    }
  }
  if (running === undefined || due === undefined) return running ?? due;
  // One that is known to be late should end as much later.
  const endsAt = running.plan.endsAt + 1000 * Math.max(0, running.latenessSeconds ?? 0);
  const overdue = at > endsAt + starting.overdue && at >= due.plan.startsAt;
  return overdue ? due : running;
}

/** The run, of a vehicle's, that was under way at a moment and has a gap there: whose late fix this may be. */
export const chooseLateRun = (runs: readonly Run[], fix: Fix): Run | undefined =>
  runs.find(({ gaps }) => gaps.some(({ fromAt, untilAt }) => fix.recordedAt > fromAt && fix.recordedAt < untilAt));
