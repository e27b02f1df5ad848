import type { RunPlan } from '../run.js';

/** A plan with all its times moved by so many milliseconds; its way stays as it is. */
export function shiftedPlan(plan: RunPlan, milliseconds: number): RunPlan {
  if (milliseconds === 0) return plan;
  const calls = plan.calls.map((call) => ({ ...call, scheduledAt: call.scheduledAt + milliseconds }));
  return { ...plan, calls, startsAt: plan.startsAt + milliseconds, endsAt: plan.endsAt + milliseconds };
}
