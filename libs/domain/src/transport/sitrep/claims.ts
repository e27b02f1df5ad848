import type { ClaimVerdict } from '@sightline/contracts';
import { distanceMetres } from '../../geometry/index.js';
import type { Claim, Run } from '../run.js';
import { evidence } from './settings.js';
import { arrivalIn, coverageOf, departureIn, whereAt } from './trace.js';
import type { TraceFix } from './trace.js';

/** A report with what the trace says of it. Instants in epoch milliseconds. */
export interface JudgedClaim extends Claim {
  readonly sequence: number;
  readonly tracedAt?: number;
  readonly metresAway?: number;
  readonly verdict: ClaimVerdict;
}

/** What a trace says of a run. */
export interface TraceEvidence {
  /** Share of the run's time, 0 to 1. */
  readonly coverage: number;
  /** Reports in all; those that are borne out need not be kept. */
  readonly claimed: number;
  readonly claims: readonly JudgedClaim[];
}

/** The span of time in which a run's trace is looked for. */
export function traceSpan({ plan, startedAt, completedAt }: Run): { readonly from: number; readonly until: number } {
  return { from: Math.min(plan.startsAt, startedAt ?? plan.startsAt) - evidence.around, until: Math.max(plan.endsAt, completedAt ?? plan.endsAt) + evidence.around };
}

/** Reads a run's trace: how much of its way was seen, and whether it bears out what was reported. */
export function readTrace(run: Run, fixes: readonly TraceFix[]): TraceEvidence {
  const from = run.startedAt ?? run.plan.startsAt;
  const claims = run.claims.flatMap((claim) => judge(run, claim, fixes) ?? []);
  return { coverage: coverageOf(fixes, from, Math.max(from, run.completedAt ?? run.plan.endsAt)), claimed: claims.length, claims };
}

/**
 * A report is disputed when the trace has it more than five minutes apart, or has the vehicle more than 300 m from the
 * stop at that moment. An end or a beginning that is reported late is slow paperwork and no dispute. Where the trace has
 * nothing to say, the report is not evidenced.
 */
function judge(run: Run, claim: Claim, fixes: readonly TraceFix[]): JudgedClaim | undefined {
  const stop = run.plan.calls[claim.index];
  if (stop === undefined) return undefined;
  const tracedAt = claim.kind === 'started' ? departureIn(fixes, stop, run.plan.endsAt + evidence.around) : arrivalIn(fixes, stop, Math.min(run.startedAt ?? run.plan.startsAt, run.plan.startsAt));
  const where = whereAt(fixes, claim.at);
  const metresAway = where && Math.round(distanceMetres(stop, where));
  const isLaterThanTraced = tracedAt !== undefined && claim.at >= tracedAt;
  const apart = tracedAt !== undefined && (claim.kind === 'arrived' ? Math.abs(claim.at - tracedAt) : tracedAt - claim.at) > evidence.apart;
  const away = metresAway !== undefined && metresAway > evidence.metres && !(isLaterThanTraced && (claim.kind !== 'arrived' || claim.at - tracedAt <= evidence.apart));
  const known = tracedAt !== undefined || metresAway !== undefined;
  return {
    ...claim,
    sequence: stop.sequence,
    ...(tracedAt === undefined ? {} : { tracedAt }),
    ...(metresAway === undefined ? {} : { metresAway }),
    verdict: !known ? 'not-evidenced' : apart || away ? 'disputed' : 'agrees',
  };
}

/** When the run was at its last stop by the trace, where an arrival or end that was reported is disputed. */
export const tracedEnd = (claims: readonly JudgedClaim[]): { readonly disputed: boolean; readonly at: number | undefined } => {
  const ends = claims.filter(({ kind, verdict }) => kind !== 'started' && verdict === 'disputed');
  return { disputed: ends.length > 0, at: ends.find(({ tracedAt }) => tracedAt !== undefined)?.tracedAt };
};
