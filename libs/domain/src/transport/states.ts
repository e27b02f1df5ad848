import type { RunState } from '@sightline/contracts';

/** What moves a run from state to state. */
export type RunMove = 'start' | 'complete' | 'cancel' | 'reinstate';

/** A run's life: every allowed move, and nothing else. A move to the state it is already in changes nothing. */
export const runMoves: Readonly<Record<RunMove, { readonly from: readonly RunState[]; readonly to: RunState }>> = {
  start: { from: ['scheduled'], to: 'running' },
  complete: { from: ['running'], to: 'completed' },
  cancel: { from: ['scheduled', 'running'], to: 'cancelled' },
  reinstate: { from: ['cancelled'], to: 'scheduled' },
};

/** Checks the table: every state can be reached from `scheduled`, and a completed run stays completed. */
export function checkRunMoves(moves: typeof runMoves = runMoves): void {
  const reached = new Set<RunState>(['scheduled']);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const { from, to } of Object.values(moves)) if (from.some((state) => reached.has(state))) reached.add(to);
  }
  for (const state of ['running', 'completed', 'cancelled'] as const) {
    if (!reached.has(state)) throw new Error(`no run can become ${state}`);
  }
  if (Object.values(moves).some(({ from }) => from.includes('completed'))) throw new Error('a completed run must stay completed');
}

/** The state after a move: `undefined` where the table does not allow it. */
export function moved(state: RunState, move: RunMove): RunState | undefined {
  const { from, to } = runMoves[move];
  return from.includes(state) ? to : undefined;
}

checkRunMoves();
