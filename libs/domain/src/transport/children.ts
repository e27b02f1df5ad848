import type { ChildStatus, Run } from './run.js';

/** What can be said of a child on a run; `to-board` takes back a tick that was a mistake. */
export type ChildTick = ChildStatus | 'to-board';

/** At one and the same moment the later stage stands. */
const stage: Readonly<Record<ChildTick, number>> = { 'to-board': 0, absent: 1, aboard: 2, alighted: 3 };

/**
 * The run after a child was ticked; the run itself where that changes nothing. What happened last stands, however late
 * and in whatever order it is told [CHILD-1]: a phone that was offline tells of the past, and must not undo what
 * somebody saw since. `at` in epoch milliseconds.
 */
export function ticked(run: Run, passengerRef: string, status: ChildTick, at: number, isCorrection = false): Run {
  const before = run.children.get(passengerRef) ?? 'to-board';
  const since = run.tickedAt.get(passengerRef);
  const isOlder = since !== undefined && (at < since || (at === since && stage[status] <= stage[before]));
  const boardedAt = boarding(run, passengerRef, { status, at, isOlder, isCorrection });
  if (isOlder) return boardedAt === run.boardedAt ? run : { ...run, boardedAt };
  const children = new Map(run.children);
  if (status === 'to-board') children.delete(passengerRef);
  else children.set(passengerRef, status);
  return { ...run, children, boardedAt, tickedAt: new Map(run.tickedAt).set(passengerRef, at) };
}

interface Tick {
  readonly status: ChildTick;
  readonly at: number;
  readonly isOlder: boolean;
  readonly isCorrection: boolean;
}

/** When a child got aboard: as it was ticked last; a correction to aboard keeps the moment at which it truly did [CHILD-3]. */
function boarding({ boardedAt }: Run, passengerRef: string, { status, at, isOlder, isCorrection }: Tick): Run['boardedAt'] {
  const known = boardedAt.get(passengerRef);
  if (status === 'aboard') {
    const isKept = known !== undefined && (isCorrection || at <= known);
    return isKept ? boardedAt : new Map(boardedAt).set(passengerRef, at);
  }
  if (status === 'alighted' || isOlder || known === undefined) return boardedAt;
  const others = new Map(boardedAt);
  others.delete(passengerRef);
  return others;
}
