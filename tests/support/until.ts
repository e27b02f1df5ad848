import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is there, and fails with the last reason when it never comes. */
export async function until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined, withinMilliseconds = 15_000): Promise<T> {
  const end = performance.now() + withinMilliseconds;
  let reason: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      reason = undefined;
    } catch (error) {
      reason = error;
    }
    if (performance.now() > end) throw new Error(`${what} did not happen within ${withinMilliseconds} ms`, { cause: reason });
    await sleep(20);
  }
}
