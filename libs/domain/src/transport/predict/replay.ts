import { decideTransport } from '../decide.js';
import { Fleet, FleetDraft } from '../fleet.js';
import type { Recording } from '../gtfs/recording.js';
import type { Run } from '../run.js';
import { predictCalls } from './predict.js';
import type { Prediction } from './predict.js';
import type { Horizon } from './public-windows.js';
import { addTallies, noTally } from './score.js';
import type { Tally } from './score.js';

/** What a replay saw. */
export interface Replayed {
  readonly fixes: number;
  /** Fixes that were found on the path of their run. */
  readonly matched: number;
  /** Stop calls that got an arrival. */
  readonly arrivals: number;
  /** How what was expected compared with what then happened, by the time that was truly left: as the live product scores itself. */
  readonly record: ReadonlyMap<Horizon, Tally>;
}

/** Fixes decided over one draft, as in a batch of the live product. */
const batch = 500;

/**
 * Plays a recording through the rules at event time, as if each fix were received when it was recorded, and tells after
 * every fix when its run is expected at the stops ahead. Nothing that comes later in the recording is known, but the
 * schedule.
 */
export function replay(recording: Recording, tell: (run: Run, at: number, expected: readonly Prediction[]) => void): Replayed {
  const fleet = new Fleet();
  let draft = new FleetDraft(fleet);
  const begins = recording.fixes[0]?.at ?? 0;
  for (const data of recording.runs) decideTransport(draft, { type: 'run.scheduled', data, receivedAt: begins }, { now: begins });
  let matched = 0;
  const told = new Map<string, number>();
  const record = new Map<Horizon, Tally>();
  const finish = (): void => {
    for (const score of draft.scores) record.set(score.horizon, addTallies(record.get(score.horizon) ?? noTally, score));
    draft.merge();
  };
  recording.fixes.forEach(({ at, data }, index) => {
    if (index % batch === 0) {
      finish();
      draft = new FleetDraft(fleet);
    }
    decideTransport(draft, { type: 'vehicle.positioned', data, receivedAt: at }, { now: at });
    const run = data.runRef === undefined ? undefined : draft.runs.get(data.runRef);
    // A fix that was refused, came twice, or came from another vehicle says nothing new of its run.
    if (run?.track?.fix.recordedAt !== at || run.track.fix.vehicleRef !== data.vehicleRef || told.get(run.plan.runRef) === at) return;
    told.set(run.plan.runRef, at);
    const expected = predictCalls(run, at, draft.predictions);
    if (run.track.bad === 0) matched++;
    tell(run, at, expected);
  });
  finish();
  let arrivals = 0;
  for (const { calls } of fleet.runs.values()) for (const { arrivedAt } of calls) if (arrivedAt !== undefined) arrivals++;
  return { fixes: recording.fixes.length, matched, arrivals, record };
}
