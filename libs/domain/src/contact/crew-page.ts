import type { Answering } from './search.js';
import { answeringRun } from './search.js';

const minute = 60_000;

/** When a crew page shows a run, and how. Milliseconds. */
export const crewPage = {
  /** Nothing is shown of a run earlier than this before its start. */
  opens: 120 * minute,
  /** And nothing later than this after its end. */
  closes: 30 * minute,
  /** A run that is under way long after it should have ended is not for ever under way. */
  longestOverdue: 3 * 60 * minute,
} as const;

/** A run as its crew page sees it; instants are epoch milliseconds. */
export interface CrewedRun extends Answering {
  readonly completedAt?: number | undefined;
  /** Somebody walked through the empty vehicle. */
  readonly walkedAt?: number | undefined;
}

/** Until when a run is shown: half an hour after its end, however that came. */
export function shownUntil({ state, endsAt, completedAt }: CrewedRun): number {
  if (state === 'running') return endsAt + crewPage.longestOverdue;
  return (state === 'completed' ? (completedAt ?? endsAt) : endsAt) + crewPage.closes;
}

/** [LINK-60] Whether a crew page shows anything of a run but its name and time. */
export const isShown = (run: CrewedRun, now: number): boolean => now >= run.startsAt - crewPage.opens && now <= shownUntil(run);

/**
 * [LINK-61] The run in hand of those that a crew may work, and the one after it. It is the run that answers now among
 * those that may be shown; one that has just ended stays in hand until its vehicle was walked through or another is due,
 * or its last children could not be ticked off.
 */
export function runInHand<R extends CrewedRun>(runs: readonly R[], now: number): { readonly run?: R; readonly next?: R } {
  const shown = runs.filter((run) => isShown(run, now));
  const answers = answeringRun(shown, now);
  const unfinished = shown.filter(({ state, walkedAt }) => state === 'completed' && walkedAt === undefined).toSorted((a, b) => b.startsAt - a.startsAt)[0];
  const isAhead = answers !== undefined && answers.state !== 'running' && answers.startsAt > now;
  const run = isAhead && unfinished !== undefined ? unfinished : answers;
  const next = runs
    .filter((other) => other !== run && other.state !== 'completed' && other.startsAt > (run?.startsAt ?? now))
    .toSorted((a, b) => a.startsAt - b.startsAt)[0];
  return { ...(run && { run }), ...(next && { next }) };
}

/**
 * [LINK-62] What a crew calls the children of a run: the first name and the initial of the last once it is signed in,
 * for nobody can ask a child for its initials at the door of a bus; until then the initials. Of two who would be called
 * the same as much of the last name is told as tells them apart.
 */
export function crewNames(names: readonly (string | undefined)[], isSignedIn: boolean): string[] {
  if (!isSignedIn) return names.map((name) => partsOf(name).map((part) => shortened(part, 1)).join(' ') || 'Child');
  const longest = Math.max(1, ...names.map((name) => partsOf(name).at(-1)?.length ?? 0));
  return names.map((name) => {
    for (let letters = 1; letters < longest; letters++) {
      const called = calledBy(name, letters);
      if (names.filter((other) => calledBy(other, letters) === called).length === 1) return called;
    }
    return calledBy(name, names.filter((other) => other === name).length === 1 ? longest : 1);
  });
}

const partsOf = (name: string | undefined): string[] => (name ?? '').split(/\s+/).filter((part) => part !== '');
const shortened = (part: string, letters: number): string => (part.length <= letters && letters > 1 ? part : `${part.charAt(0).toUpperCase()}${part.slice(1, letters)}.`);

function calledBy(name: string | undefined, letters: number): string {
  const [first, ...others] = partsOf(name);
  if (first === undefined) return 'Child';
  const last = others.at(-1);
  return last === undefined ? first : `${first} ${shortened(last, letters)}`;
}
