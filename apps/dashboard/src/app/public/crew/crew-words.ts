import type { CrewChild, CrewNext, CrewRun } from '@sightline/contracts';
import type { PhoneState } from '../link.store';
import type { QueueState } from './queue/crew-queue';
import type { SharingState } from './sharing/position-sharing';
import { counted } from '../../ui/words';

export const needWords = { harness: 'Harness', booster: 'Booster seat', wheelchair: 'Wheelchair', medication: 'Medication with the child' } as const satisfies Record<CrewChild['needs'][number], string>;
export const statusWords = { 'to-board': 'Not ticked', aboard: 'Aboard', alighted: 'Off', absent: 'Absent' } as const satisfies Record<CrewChild['status'], string>;
export const roleWords = { driver: 'driver', assistant: 'passenger assistant' } as const;

const waiting = ({ ticks, positions }: Pick<QueueState, 'ticks' | 'positions'>): string =>
  [ticks > 0 && counted(ticks, 'tick', 'ticks'), positions > 0 && counted(positions, 'position', 'positions')].filter(Boolean).join(' and ');

/** How the phone is connected and what waits on it: always on the screen, in one sentence. */
export interface LineWords {
  readonly tone: 'ok' | 'busy' | 'away';
  readonly words: string;
}

export function connectionWords(phone: PhoneState, queue: QueueState): LineWords {
  const held = waiting(queue);
  const waits = queue.ticks + queue.positions === 1 ? 'waits' : 'wait';
  if (phone === 'offline') return { tone: 'away', words: held === '' ? 'Offline. What you tick is kept on this phone.' : `Offline: ${held} ${waits} on this phone` };
  if (phone === 'unreachable' || queue.failingSince !== null) return { tone: 'away', words: held === '' ? 'No answer from the control room. What you tick is kept.' : `No answer: ${held} ${waits} on this phone` };
  if (held !== '' && queue.ticks > 0) return { tone: 'busy', words: `Sending ${held}` };
  return phone === 'connecting' ? { tone: 'busy', words: 'Connecting' } : { tone: 'ok', words: 'Connected. The control room has everything.' };
}

export interface SharingWords extends LineWords {
  /** What to do about it. */
  readonly help?: string;
}

export function sharingWords(state: SharingState, accuracy: number | undefined): SharingWords {
  switch (state) {
    case 'sharing':
      return accuracy !== undefined && accuracy > 100 ? { tone: 'busy', words: `Sharing position, roughly (${accuracy} m)` } : { tone: 'ok', words: 'Sharing position' };
    case 'asking':
      return { tone: 'busy', words: 'Looking for your position' };
    case 'no-fix':
      return { tone: 'away', words: 'No position found', help: 'Put the phone near a window, and check that location is switched on in its settings. Until then tap "We are at this stop" at each stop.' };
    case 'denied':
      return { tone: 'away', words: 'Position not allowed', help: 'This phone does not let this page see where it is. Open the browser\'s settings for this site, allow Location, then tap "Try again". Until then tap "We are at this stop" at each stop.' };
    case 'unsupported':
      return { tone: 'away', words: 'This phone cannot share its position', help: 'The page needs https and a browser with location. Tap "We are at this stop" at each stop.' };
    case 'off':
      return { tone: 'away', words: 'Position not shared' };
  }
}

const ways = { 'to-school': 'to', 'from-school': 'home from' } as const;
/** `Route 412 to Beechwood School` */
export const runName = ({ routeRef, direction, schoolName }: Pick<CrewNext, 'routeRef' | 'direction' | 'schoolName'>): string =>
  schoolName === undefined ? `Route ${routeRef}` : `Route ${routeRef} ${direction === undefined ? 'for' : ways[direction]} ${schoolName}`;

/** How the run stands, in a few words. */
export function stateWords(run: CrewRun, time: (at: string) => string): string {
  if (run.state === 'cancelled') return 'Cancelled';
  if (run.walkedAt !== undefined) return `Finished ${time(run.walkedAt)}`;
  if (run.state === 'completed') return 'Arrived';
  if (run.delay !== undefined) return `You reported about ${run.delay.minutes} min late`;
  if (run.state === 'running') return lateWords(run.latenessSeconds);
  return `Due to start ${time(run.startsAt)}`;
}

/** Nothing that is not known counts as on time. */
function lateWords(seconds: number | undefined): string {
  if (seconds === undefined) return 'Under way';
  const minutes = Math.trunc(seconds / 60);
  return minutes >= 2 ? `${minutes} min late` : 'On time';
}

/** How wrong this phone's clock is, where that matters. `skew` in milliseconds. */
export function clockWords(skew: number): string | undefined {
  const minutes = Math.round(Math.abs(skew) / 60_000);
  if (minutes < 1) return undefined;
  return `This phone's clock is ${counted(minutes, 'minute', 'minutes')} ${skew > 0 ? 'slow' : 'fast'}. What you tick is sent with the right time.`;
}
