import type { FamilyCall, FamilyRun } from '@sightline/contracts';
import { counted } from '../../ui/words';

/** A rung of the way that is left: what is known by name, where the bus is, and how many stops lie between. */
export interface Rung {
  readonly kind: 'passed' | 'bus' | 'others' | 'stop' | 'mine';
  readonly words: string;
  readonly note: string;
}

/** The way of a run past the two stops that concern a family; other children's stops are only counted. `old`: from where it was last seen. */
export function ladderOf(run: FamilyRun, old: boolean, time: (at: string) => string): Rung[] {
  const { yours, school, position, next, state, isOver } = run;
  if (isOver || (state !== 'running' && state !== 'scheduled')) return [];
  const known = [yours, school].filter((call) => call !== undefined).sort((a, b) => a.index - b.index);
  const isBehind = (call: FamilyCall): boolean => state === 'running' && call.index < next;
  const named = (call: FamilyCall): string => (call === yours ? `${call.name ?? 'Your stop'}${call.name === undefined ? '' : ', your stop'}` : (call.name ?? 'School'));
  const rungs: Rung[] = known.filter(isBehind).map((call) => ({ kind: 'passed', words: named(call), note: passedNote(call, time) }));
  if (position !== undefined) rungs.push({ kind: 'bus', words: old ? 'The bus was last seen here' : 'The bus is here', note: old ? time(position.recordedAt) : '' });
  let from = state === 'running' ? next : (known[0]?.index ?? 0);
  for (const call of known.filter((each) => !isBehind(each))) {
    if (call.index > from) rungs.push({ kind: 'others', words: counted(call.index - from, 'other stop', 'other stops'), note: '' });
    rungs.push({ kind: call === yours ? 'mine' : 'stop', words: named(call), note: `due ${time(call.scheduledAt)}` });
    from = call.index + 1;
  }
  return rungs;
}

function passedNote({ arrivedAt, departedAt }: FamilyCall, time: (at: string) => string): string {
  if (departedAt !== undefined) return `left ${time(departedAt)}`;
  return arrivedAt === undefined ? 'passed' : `there ${time(arrivedAt)}`;
}
