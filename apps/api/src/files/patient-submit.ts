import { setTimeout as sleep } from 'node:timers/promises';
import type { Incoming, Outcome } from '../engine/decider.js';
import type { Engine } from '../engine/engine.js';
import { StorageUnavailable } from '../engine/errors.js';

/** A database that is restarted or moved is back within this: milliseconds. */
const patience = 600_000;
/** Between two attempts, unless the engine says before that it is live. */
const pause = 1000;

/**
 * Stores the events of an import, and outlasts a database that goes away: the same events are sent again when it is
 * back. Events whose ids say what they are have one effect, whether or not they were stored the time before.
 * `say` hears when a wait begins and when it is over. Throws {@link StorageUnavailable} when the wait was too long or we stop.
 */
export async function submitPatiently(engine: Pick<Engine, 'submit' | 'whenLive' | 'stopped'>, events: readonly Incoming[], say: (isAway: boolean) => void): Promise<Outcome[]> {
  const end = performance.now() + patience;
  for (let attempt = 1; ; attempt++) {
    try {
      const outcomes = await engine.submit(events);
      if (attempt > 1) say(false);
      return outcomes;
    } catch (error) {
      if (!(error instanceof StorageUnavailable) || engine.stopped || performance.now() > end) throw error;
      if (attempt === 1) say(true);
      // A queue that is full is live: it too is given time.
      await sleep(pause);
      await Promise.race([engine.whenLive(), sleep(pause)]);
    }
  }
}
