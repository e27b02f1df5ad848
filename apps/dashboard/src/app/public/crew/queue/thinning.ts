/** From so many positions on they are thinned: at one in five seconds that is about three hours without a connection. */
export const mostPositions = 2_000;
const untouched = 200;

/**
 * [LINK-72] Which of so many waiting positions may go: every second of the older ones, never the first and none of the
 * newest, so that the way stays on the map. Ticks are never among them. `seqs` in order.
 */
export function thinnable(seqs: readonly number[]): number[] {
  if (seqs.length <= mostPositions) return [];
  return seqs.slice(0, -untouched).filter((_, index) => index % 2 === 1);
}
