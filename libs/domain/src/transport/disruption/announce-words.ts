import type { Audience } from '@sightline/contracts';
import type { Substance } from '../../notify/index.js';
import type { Expected } from '../expected.js';
import type { Run } from '../run.js';
import { cancelledWords } from './messages.js';

export interface AnnounceWords {
  readonly clock: (at: number) => string;
  /** The run as people say it. */
  readonly about: string;
  readonly schoolName: string;
  /** Index of the call that matters to whoever reads it. */
  readonly stop: number | undefined;
  readonly expected: ReadonlyMap<number, Expected>;
  /** They were told, or were to be told, that it does not run. */
  readonly wasStopped: boolean;
}

/** What somebody reads of a run at their own stop. Nobody is named in it, and nothing of a child. */
export function wordsFor(audience: Audience, substance: Substance, run: Run, { clock, about, stop, expected, wasStopped }: AnnounceWords): string {
  const homeward = run.plan.direction === 'from-school';
  const call = stop === undefined ? undefined : run.plan.calls[stop];
  const window = stop === undefined ? undefined : expected.get(stop);
  const place = call?.name ?? 'your stop';
  const when = window === undefined ? '' : ` It should be at ${place} between ${clock(window.earliest)} and ${clock(window.latest)}.`;
  const again = audience === 'families' ? ' We will write again if this changes.' : homeward ? ' Please keep the children with you until it comes.' : ' Please expect the children then.';
  switch (substance.is) {
    case 'late': {
      const minutes = `about ${substance.minutes} ${substance.minutes === 1 ? 'minute' : 'minutes'} late`;
      const why = run.delay === undefined ? '' : ` because of ${run.delay.cause.toLowerCase()}`;
      return `${about}, ${wasStopped ? 'runs after all, ' : 'is '}${minutes}${why}.${when}${again}`;
    }
    case 'planned':
      if (wasStopped) return `${about}, runs after all.${call === undefined ? '' : ` It is due at ${place} at ${clock(call.scheduledAt)}.`}`;
      return `${about}, is running to time again.${call === undefined ? '' : ` It is due at ${place} at ${clock(call.scheduledAt)}.`}`;
    case 'cancelled':
    case 'covered':
      return cancelledWords(about, homeward, audience, run);
    case 'arrived': {
      const at = run.calls.at(-1)?.arrivedAt ?? run.completedAt;
      return `${about}, has arrived at ${homeward ? 'its last stop' : 'school'}${at === undefined ? '' : ` at ${clock(at)}`}.`;
    }
  }
}
