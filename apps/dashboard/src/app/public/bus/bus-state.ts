import type { BusView, FamilyRun } from '@sightline/contracts';
import { busPageWords, runAsSeen } from '@sightline/domain';
import type { BusPageWords, Part } from '@sightline/domain';
import { duration } from '../../ui/words';

/** What the page shows above the way: made of words alone, so that every state is one of these. */
export interface BusPageState {
  readonly kind: string;
  readonly tone: BusPageWords['tone'];
  readonly badge: string;
  readonly headline: string;
  readonly detail: readonly Part[];
  readonly estimate: { readonly label: string; readonly earliest: string; readonly latest: string; readonly old: boolean; readonly note: string } | null;
  readonly whatToDo: readonly Part[];
  /** Nothing about the bus is current: the bus is quiet, or the phone is. */
  readonly old: boolean;
}

/** When the page speaks, and how times and days are written. */
export interface Speaking {
  /** The moment as of which the words are true, epoch milliseconds. */
  readonly asOf: number;
  /** How long ago that was because this phone has no connection, in seconds; null while it has one. */
  readonly cutOff: number | null;
  readonly time: (at: string) => string;
  readonly day: (civilDate: string) => string;
}

const plain = (text: string): readonly Part[] => [{ text, strong: false }];
/** After so long without a connection no time is given any more: as for a bus that is lost. Seconds. */
const cutOffLost = 600;

export const dotted = (initials: string): string => Array.from(initials, (letter) => `${letter}.`).join('');

/** The state of the page. What a cut-off phone shows is what was true when it was last connected, and says so. */
export function busPageState(view: BusView, speaking: Speaking): BusPageState {
  if (view.shows === 'withheld') return still('withheld', 'ring', 'Please ring us about this bus.', 'We cannot show it here.', 'Ring us and we will tell you what you need to know.');
  if (view.shows === 'none') return noRun(view, speaking);
  const { run, initials } = view;
  if (run.child.status === 'absent' && run.state !== 'cancelled') {
    return still('absent', 'over', `${dotted(initials)} is marked as not travelling.`, 'So we do not show where the bus is.', 'If that is wrong, ring us.');
  }
  return ofRun(run, speaking);
}

function ofRun(run: FamilyRun, { asOf, cutOff, time }: Speaking): BusPageState {
  const detail = runAsSeen(run, asOf);
  const words = busPageWords(detail, { stop: detail.stopCalls[run.yours?.index ?? -1] ?? null, now: asOf, time, yourStop: true, child: run.isTicked ? run.child.status : undefined });
  const { estimate } = words;
  const quiet = words.age === 'stale' || words.age === 'lost' || words.tone === 'quiet';
  if (cutOff === null) return { ...words, estimate: estimate && { ...estimate, old: estimate.mayBeWrong }, old: quiet };
  return {
    ...words,
    badge: `As we knew it at ${time(new Date(asOf).toISOString())}`,
    estimate: estimate && cutOff <= cutOffLost ? { ...estimate, old: true, label: 'Last estimate, may be wrong', note: `Made ${duration(cutOff)} ago. No new one until this phone is connected.` } : null,
    old: true,
  };
}

function noRun(view: Extract<BusView, { shows: 'none' }>, { time, day }: Speaking): BusPageState {
  const { closure, upcoming, schoolName = 'The school' } = view;
  const next = upcoming === undefined ? 'The next bus is not planned yet, as far as we know.' : `The next bus is due at ${time(upcoming.scheduledAt)}${upcoming.serviceDate === view.today ? '' : ` on ${day(upcoming.serviceDate)}`}.`;
  const headline = closure === undefined ? (upcoming?.serviceDate === view.today ? 'No bus is under way.' : 'There is no bus now.') : `${schoolName} is closed today.`;
  const words = closure?.message ?? '';
  return still(closure === undefined ? 'none' : 'closed', closure === undefined ? 'good' : 'trouble', headline, [words, next].filter((each) => each !== '').join(' '), 'This page shows your bus again when it is due.');
}

const still = (kind: string, tone: BusPageState['tone'], headline: string, detail: string, whatToDo: string): BusPageState => ({ kind, tone, badge: '', headline, detail: plain(detail), estimate: null, whatToDo: plain(whatToDo), old: false });
