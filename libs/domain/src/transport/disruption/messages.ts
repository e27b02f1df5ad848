import type { Audience } from '@sightline/contracts';
import type { Run } from '../run.js';

export type DraftKind = 'late' | 'cancelled' | 'resumed' | 'arrived';

export interface Draft {
  readonly audience: Audience;
  readonly kind: DraftKind;
  readonly words: string;
}

export interface MessageContext {
  /** A moment as people here write it, such as `08:24`. */
  readonly clock: (at: number) => string;
  readonly schoolName: string;
  readonly operatorTelephone?: string | undefined;
  /** When it is expected at its last stop: a window, epoch milliseconds. */
  readonly expected?: { readonly earliest: number; readonly latest: number } | undefined;
  /** Minutes late now, where that is known. */
  readonly minutesLate?: number | undefined;
}

/** What to say first of a run as it stands. */
export function kindOf(run: Run): DraftKind {
  if (run.state === 'cancelled') return 'cancelled';
  if (run.state === 'completed') return 'arrived';
  const toldOfTrouble = run.messages.some(({ words }) => /does not run|late/.test(words));
  return run.delay === undefined && !run.conditions.some(({ condition }) => condition === 'late') && toldOfTrouble ? 'resumed' : 'late';
}

/** Plain words filled from the run, for each audience and kind: to send as they are, or to change first. */
export function messageDrafts(run: Run, context: MessageContext): readonly Draft[] {
  const kinds: readonly DraftKind[] = ['late', 'cancelled', 'resumed', 'arrived'];
  return kinds.flatMap((kind) => (['families', 'school', 'operator'] as const).map((audience) => ({ audience, kind, words: wordsOf(kind, audience, run, context) })));
}

function wordsOf(kind: DraftKind, audience: Audience, run: Run, context: MessageContext): string {
  const homeward = run.plan.direction === 'from-school';
  const school = context.schoolName === '' ? 'school' : context.schoolName;
  const bus = `Route ${run.plan.routeRef}, ${homeward ? `home from ${school}` : `to ${school}`}`;
  switch (kind) {
    case 'late':
      return late(bus, homeward, audience, run, context);
    case 'cancelled':
      return cancelledWords(bus, homeward, audience, run);
    case 'resumed':
      return `${bus}, runs after all. It leaves ${run.plan.calls[0]?.name ?? 'its first stop'} at ${context.clock(run.plan.startsAt)}.`;
    case 'arrived':
      return arrived(bus, homeward, run, context);
  }
}

function late(bus: string, homeward: boolean, audience: Audience, run: Run, { clock, expected, minutesLate }: MessageContext): string {
  const minutes = minutesLate ?? run.delay?.minutes;
  const how = minutes === undefined || minutes < 1 ? 'is late' : `is about ${Math.round(minutes)} minutes late`;
  const why = run.delay === undefined ? '' : ` because of ${run.delay.cause.toLowerCase()}`;
  const when = expected === undefined ? '' : ` It should be at ${homeward ? 'its last stop' : 'school'} between ${clock(expected.earliest)} and ${clock(expected.latest)}.`;
  const then = { families: ' There is no need to ring us: we will write again if this changes.', school: homeward ? ' Please keep the children with you until it comes.' : ' Please expect the children then.', operator: ' Please tell us at once if this changes.' }[audience];
  return `${bus}, ${how}${why}.${when}${then}`;
}

/** That a run does not operate, and what becomes of its children. */
export function cancelledWords(bus: string, homeward: boolean, audience: Audience, run: Run): string {
  const why = run.cancellation === undefined ? '' : `: ${run.cancellation.cause.toLowerCase()}`;
  const covered = run.coveredAt !== undefined;
  const aboard = run.startedAt !== undefined;
  const families = covered
    ? ' Other transport is arranged for your child; it comes to the same stop.'
    : aboard
      ? ' It had set out: children who are aboard are looked after there. We are arranging other transport and will write again.'
      : homeward
        ? ' We are arranging other transport and will write again. Your child stays at school until then.'
        : ' We are arranging other transport and will write again as soon as it is certain.';
  const then = { families, school: covered ? ' Other transport is arranged.' : homeward && !aboard ? ' Please keep the children with you: we are arranging other transport.' : ' We are arranging other transport for the children.', operator: ' Please confirm that you have this, and whether you can send another vehicle.' }[audience];
  return `${bus}, does not run today${why}.${then}`;
}

function arrived(bus: string, homeward: boolean, run: Run, { clock }: MessageContext): string {
  const at = run.calls.at(-1)?.arrivedAt ?? run.completedAt;
  return `${bus}, has arrived at ${homeward ? 'its last stop' : 'school'}${at === undefined ? '' : ` at ${clock(at)}`}.`;
}

/** What to write when a school closes for a day, or ends it early. */
export function closureMessages(schoolName: string, cause: string, endsAt: string | undefined): readonly { readonly audience: Audience; readonly kind: 'closed' | 'closing-early'; readonly words: string }[] {
  const why = cause === '' ? '' : `: ${cause.toLowerCase()}`;
  const kind = endsAt === undefined ? 'closed' : 'closing-early';
  const words: Record<Audience, string> =
    endsAt === undefined
      ? {
          families: `${schoolName} is closed today${why}. School transport does not run. A child who is on the way is brought home.`,
          school: `We have your closure${why} and have stopped today's transport. Children on the way are being taken home; please stay reachable until the last is.`,
          operator: `${schoolName} is closed today${why}. Please stand down every run that has not begun, and take children who are aboard home.`,
        }
      : {
          families: `${schoolName} closes at ${endsAt} today${why}. Transport home leaves earlier by as much.`,
          school: `We have your early closure at ${endsAt}${why} and have asked for transport at that time.`,
          operator: `${schoolName} closes at ${endsAt} today${why}. Please have every homeward vehicle there by then, and tell us at once if one cannot be.`,
        };
  return (['families', 'school', 'operator'] as const).map((audience) => ({ audience, kind, words: words[audience] }));
}
