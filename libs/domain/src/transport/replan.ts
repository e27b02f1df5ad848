import { newRun } from './run.js';
import type { Run, RunPlan } from './run.js';

/** A run with a plan that was sent again: what has happened stays. The same run comes back when the plan is the same. */
export function replanned(run: Run | undefined, plan: RunPlan, receivedAt: number): Run {
  if (run === undefined) return newRun(plan, receivedAt);
  if (samePlan(run.plan, plan)) return run;
  const times = new Map(run.plan.calls.map(({ sequence }, index) => [sequence, run.calls[index]]));
  const calls = plan.calls.map(({ sequence }) => times.get(sequence) ?? {});
  const passed = (count: number): number => plan.calls.filter(({ sequence }) => run.plan.calls.slice(0, count).some((call) => call.sequence === sequence)).length;
  // Another path has other metres: the next fix finds the run on it anew.
  const track = run.track && { ...run.track, metres: undefined, matchedAt: undefined };
  return { ...run, plan, calls, arrived: passed(run.arrived), departed: passed(run.departed), track, gaps: [] };
}

function samePlan(a: RunPlan, b: RunPlan): boolean {
  const fields = ['routeRef', 'tripRef', 'serviceDate', 'direction', 'operatorRef', 'schoolRef', 'line'] as const;
  if (fields.some((field) => a[field] !== b[field]) || a.calls.length !== b.calls.length) return false;
  return a.calls.every((call, index) => {
    const other = b.calls[index];
    return (
      call.sequence === other?.sequence &&
      call.stopRef === other.stopRef &&
      call.name === other.name &&
      call.latitude === other.latitude &&
      call.longitude === other.longitude &&
      call.scheduledAt === other.scheduledAt
    );
  });
}
