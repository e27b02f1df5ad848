import { Fleet, FleetDraft, decideTransport, isTransportEvent, passTime } from '@sightline/domain';
import type { RunCondition } from '@sightline/contracts';
import { linesOf } from './truth-file.ts';

/** A condition of a run as the rules saw it: when it was raised, and when it was over. Epoch milliseconds. */
export interface Episode {
  readonly runRef: string;
  readonly condition: RunCondition;
  readonly raisedAt: number;
  endedAt?: number;
}

export interface Played {
  readonly fleet: Fleet;
  readonly episodes: readonly Episode[];
  readonly rejected: readonly { readonly type: string; readonly runRef: string; readonly message: string }[];
  readonly now: number;
  readonly fixes: number;
  /** Spent in the rules on fixes alone. */
  readonly fixMilliseconds: number;
}

const tickEvery = 5000;

/** An event of the file, in what a player looks at. */
export interface PlayedEvent {
  readonly type: string;
  readonly time: string;
  readonly data: { readonly runRef?: string; readonly vehicleRef?: string; readonly recordedAt?: string; readonly minutes?: number; readonly assistantRef?: string; readonly from?: string; readonly until?: string };
}

export interface PlayOptions {
  /**
   * Events that never come to the rules. Unless told otherwise, what drivers say of their stops: GPS must see them. And who
   * answers for a child: telling families is the outbox's, which is not played here, and a run waits for it.
   */
  readonly withholds?: (event: PlayedEvent) => boolean;
  /** Sees every event once the rules have taken it. */
  readonly told?: (event: PlayedEvent, fleet: Fleet, now: number) => void;
}

/** Plays what was sent through the rules at event time. */
export async function play(file: string, { withholds = ({ type }) => type === 'stop.called' || type === 'guardian.upserted', told }: PlayOptions = {}): Promise<Played> {
  const fleet = new Fleet();
  const episodes: Episode[] = [];
  const open = new Map<string, Episode>();
  const rejected: { type: string; runRef: string; message: string }[] = [];
  let [now, tickedAt, fixes, fixMilliseconds] = [0, 0, 0, 0];
  const note = (draft: FleetDraft): void => {
    for (const fact of draft.facts) {
      if (fact.kind !== 'condition') continue;
      const { runRef, condition: { condition } } = fact;
      const key = `${condition}:${runRef}`;
      const standing = open.get(key);
      if (fact.until !== undefined) {
        if (standing) standing.endedAt = now;
        open.delete(key);
      } else if (!standing) {
        const episode: Episode = { runRef, condition, raisedAt: now };
        open.set(key, episode);
        episodes.push(episode);
      }
    }
    draft.merge();
  };
  for await (const event of linesOf<PlayedEvent>(file)) {
    if (!isTransportEvent(event) || withholds(event)) continue;
    now = Math.max(now, Date.parse(event.time));
    const draft = new FleetDraft(fleet);
    const isFix = event.type === 'vehicle.positioned';
    const startedAt = performance.now();
    const refusal = decideTransport(draft, { type: event.type as 'run.started', data: event.data as never, receivedAt: now, occurredAt: Date.parse(event.time) }, { now });
    if (isFix) {
      fixes++;
      fixMilliseconds += performance.now() - startedAt;
    }
    if (refusal) rejected.push({ type: event.type, runRef: event.data.runRef ?? '', message: refusal.rejected[0]?.message ?? '' });
    else note(draft);
    told?.(event, fleet, now);
    if (now - tickedAt < tickEvery) continue;
    tickedAt = now;
    const ticked = new FleetDraft(fleet);
    passTime(ticked, { now });
    note(ticked);
  }
  return { fleet, episodes, rejected, now, fixes, fixMilliseconds };
}
