import type { EventType, FieldProblem } from '@sightline/contracts';
import type { Transaction } from '../database/transaction.js';
import type { Context, Decider, Draft, History, Incoming, Outcome, Refused } from './decider.js';
import type { Quarantine } from './journal.js';
import type { Outbox } from './outgoing.js';
import { writeDrafts } from './write-drafts.js';

const accepted: Outcome = Object.freeze({ status: 'accepted' });
const duplicate: Outcome = Object.freeze({ status: 'duplicate' });
/** The sender can do nothing about a bug of ours, and must not be told to try for ever. */
const failed: readonly FieldProblem[] = [
  { path: '', message: 'Sightline failed to process this event; the failure was logged. The rest of the batch was not affected' },
];
/** Deciding anew costs the whole batch: after so many failures the rest of the failing type goes with them. */
const failuresBeforeTypeIsOut = 8;

/** Who takes part in a batch. */
export interface Participants {
  readonly journal: Omit<History, 'types'>;
  readonly quarantine: Pick<Quarantine, 'keep'>;
  readonly deciders: readonly Decider[];
  readonly outbox: Outbox | undefined;
  deciderOf(type: EventType): Decider | undefined;
  historyOf(type: EventType): History | undefined;
  reportBug(feature: string, type: string, error: unknown): void;
}

/** Which identities came in a batch already. A batch is mostly of one source, so its ids are kept apart by source. */
class Seen {
  private readonly bySource = new Map<string, Set<string>>();

  /** Whether it is the first of its identity. */
  add({ source, id }: Incoming): boolean {
    let ids = this.bySource.get(source);
    if (ids === undefined) this.bySource.set(source, (ids = new Set()));
    const { size } = ids;
    return ids.add(id).size > size;
  }
}

/** One transaction's worth of events: admitted, decided in arrival order against drafts, and written. */
export class Batch {
  private drafts = new Map<Decider, Draft>();
  private admitted: readonly boolean[] = [];
  /** Whether anything of it went to the outbox. */
  private told = false;

  constructor(
    private readonly participants: Participants,
    private readonly events: readonly Incoming[],
    private readonly refused: readonly Refused[],
  ) {}

  /** Stores the events in their histories. Looks at no live state, so it may run while the batch before is still committing. */
  async admit(tx: Transaction): Promise<void> {
    this.admitted = await this.admitAll(tx);
  }

  /** What follows from the events that are new, up to the commit. Live memory is untouched until {@link swap}. */
  async write(tx: Transaction, context: Context): Promise<Outcome[]> {
    const { admitted } = this;
    const rejected = this.decide(context);
    if (rejected.size > 0) await this.withdraw(tx, rejected);
    this.told = await writeDrafts(tx, [...this.drafts.values()], context, this.participants.outbox);
    const quarantined = this.quarantined(rejected);
    if (quarantined.length > 0) await this.participants.quarantine.keep(tx, quarantined);
    return this.events.map((_, index) => {
      const problems = rejected.get(index);
      if (problems) return { status: 'rejected', problems };
      return admitted[index] ? accepted : duplicate;
    });
  }

  swap(): void {
    for (const draft of this.drafts.values()) if (draft.changed) draft.swap();
  }

  /** After the commit and the swap, so that nobody is shown what the disk does not hold. */
  publish(): void {
    for (const draft of this.drafts.values()) if (draft.changed) draft.publish();
    if (this.told) this.participants.outbox?.committed();
  }

  /** Which events are new: not known to their history, and the first of their identity in this batch. */
  private async admitAll(tx: Transaction): Promise<boolean[]> {
    const admitted = new Array<boolean>(this.events.length).fill(false);
    const seen = new Seen();
    const groups = new Map<Omit<History, 'types'>, number[]>();
    this.events.forEach((event, index) => {
      if (!seen.add(event)) return;
      const history = this.historyOf(event);
      const group = groups.get(history);
      if (group) group.push(index);
      else groups.set(history, [index]);
    });
    for (const [history, indexes] of groups) {
      const all = indexes.length === this.events.length;
      const fresh = await history.admit(tx, all ? this.events : this.pick(indexes));
      indexes.forEach((index, position) => (admitted[index] = fresh[position] === true));
    }
    return admitted;
  }

  private decide(context: Context): Map<number, readonly FieldProblem[]> {
    const bugs = new Map<number, readonly FieldProblem[]>();
    const typesOut = new Set<EventType>();
    for (;;) {
      const rejected = new Map(bugs);
      this.drafts = new Map();
      const failedAt = this.decideAll(context, rejected, typesOut);
      if (failedAt === undefined) return rejected;
      bugs.set(failedAt, failed);
      const type = this.events[failedAt]?.type;
      if (bugs.size >= failuresBeforeTypeIsOut && type !== undefined) typesOut.add(type);
    }
  }

  /** Decides every new event; the index of one whose decider threw, or `undefined` when all went well. */
  private decideAll(
    context: Context,
    rejected: Map<number, readonly FieldProblem[]>,
    typesOut: ReadonlySet<EventType>,
  ): number | undefined {
    for (const [index, event] of this.events.entries()) {
      if (!this.admitted[index] || rejected.has(index)) continue;
      const decider = this.participants.deciderOf(event.type);
      if (decider === undefined) continue;
      if (typesOut.has(event.type)) {
        rejected.set(index, failed);
        continue;
      }
      try {
        const problems = this.draftOf(decider, context).decide(event);
        if (problems !== undefined && problems.length > 0) rejected.set(index, problems);
      } catch (error) {
        this.participants.reportBug(decider.feature, event.type, error);
        return index;
      }
    }
    return undefined;
  }

  private draftOf(decider: Decider, context: Context): Draft {
    let draft = this.drafts.get(decider);
    if (draft === undefined) this.drafts.set(decider, (draft = decider.begin(context)));
    return draft;
  }

  /** What was admitted and then rejected is no fact: it leaves the history in the same transaction. */
  private async withdraw(tx: Transaction, rejected: ReadonlyMap<number, unknown>): Promise<void> {
    const groups = new Map<Omit<History, 'types'>, Incoming[]>();
    for (const index of rejected.keys()) {
      const event = this.events[index];
      if (event === undefined || !this.admitted[index]) continue;
      const history = this.historyOf(event);
      const group = groups.get(history);
      if (group) group.push(event);
      else groups.set(history, [event]);
    }
    for (const [history, events] of groups) await history.withdraw(tx, events);
  }

  private quarantined(rejected: ReadonlyMap<number, readonly FieldProblem[]>): readonly Refused[] {
    if (rejected.size === 0) return this.refused;
    const kept = [...this.refused];
    for (const [index, problems] of rejected) {
      const event = this.events[index];
      if (event) kept.push({ source: event.source, id: event.id, type: event.type, problems, receivedAt: event.receivedAt });
    }
    return kept;
  }

  private historyOf(event: Incoming): Omit<History, 'types'> {
    return this.participants.historyOf(event.type) ?? this.participants.journal;
  }

  private pick(indexes: readonly number[]): Incoming[] {
    const picked: Incoming[] = [];
    for (const index of indexes) {
      const event = this.events[index];
      if (event) picked.push(event);
    }
    return picked;
  }
}
