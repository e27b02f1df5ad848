import type { DeltaMessage, Place, TopicItems, TopicName, TopicValue } from '@sightline/contracts';

/** What became of a delta: applied, already known, or impossible to apply because something between is missing. */
export type Applied = 'applied' | 'known' | 'gap';

/** A topic's keyed collection and the place up to which it is true. No clock, no socket: see SPEC.md. */
export class TopicState<N extends TopicName> {
  readonly items = new Map<string, TopicValue<N>>();
  place: Place | null = null;

  /** [LIVE-C1] */
  reset(items: TopicItems<N>, place: Place): void {
    this.items.clear();
    for (const [key, value] of Object.entries(items)) this.items.set(key, value);
    this.place = { epoch: place.epoch, seq: place.seq };
  }

  /** [LIVE-C1] [LIVE-C2] [LIVE-C3] */
  apply(delta: Pick<DeltaMessage<N>, 'epoch' | 'seq' | 'changes'>): Applied {
    if (this.place === null || delta.epoch !== this.place.epoch) return 'gap';
    if (delta.seq <= this.place.seq) return 'known';
    if (delta.seq !== this.place.seq + 1) return 'gap';
    for (const change of delta.changes) {
      if (change.value === null) this.items.delete(change.key);
      else this.items.set(change.key, change.value);
    }
    this.place = { epoch: delta.epoch, seq: delta.seq };
    return 'applied';
  }

  /** [LIVE-C5] */
  isBehind(place: Place): boolean {
    return this.place === null || this.place.epoch !== place.epoch || this.place.seq < place.seq;
  }
}

/** One topic with its parameters: the address of a room. Names of parameters in order, so that equal ones are equal. */
export function addressOf(topic: string, params: Record<string, unknown> = {}): string {
  const names = Object.keys(params).sort();
  return names.length === 0 ? topic : `${topic}?${names.map((name) => `${name}=${JSON.stringify(params[name])}`).join('&')}`;
}

