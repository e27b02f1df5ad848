import { Injectable } from '@nestjs/common';
import type { MetricView } from '@sightline/contracts';
import { FirstContacts, avoidedMetrics, firstContactFormula, isWaiting, tallyCalls, telephoneKey, wallboardMetrics } from '@sightline/domain';
import type { Call, CallTally, CallsAvoided, Contact, CallFigure } from '@sightline/domain';
import { Config } from '../config/config.js';
import type { MetricDefinition } from '../metrics/metric.js';

/** What the database remembers of the lines. */
interface Loaded {
  /** Local midnight, epoch milliseconds. */
  readonly since: number;
  readonly calls: readonly Call[];
  /** As the telephone system wrote them, by call. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly contacts: readonly Contact[];
  readonly connected: boolean;
}

const nothingKnown: CallsAvoided = { told: { value: null }, untold: { value: null } };

/** Live memory of the telephone lines: today's calls, whoever waits, and a month of contacts. */
@Injectable()
export class Wallboard {
  readonly calls = new Map<string, Call>();
  /** The number of each of these calls that brought one, as its key: in memory, and only while the call is. */
  readonly numbers = new Map<string, string>();
  contacts = new FirstContacts();
  /** Local midnight, epoch milliseconds. */
  since = 0;
  /** Whether a telephone system has ever told of a call. */
  connected = false;
  /** Of today's late and cancelled runs, as last worked out. */
  avoided = nothingKnown;
  /** T of the service levels, seconds. */
  readonly target: number;
  private readonly metricsOfCalls: ReturnType<typeof wallboardMetrics>;

  constructor(config: Config) {
    this.target = config.answerSeconds;
    this.metricsOfCalls = wallboardMetrics(this.target);
  }

  /** Replaces everything: after a start, or when memory was no longer to be trusted. */
  replace({ since, calls, numbers, contacts, connected }: Loaded): void {
    this.calls.clear();
    this.numbers.clear();
    this.contacts = new FirstContacts();
    this.since = since;
    this.connected = connected;
    for (const call of calls) this.keep(call, numbers.get(call.callRef));
    for (const contact of contacts) this.contacts.add(contact);
  }

  keep(call: Call, callerNumber: string | undefined): void {
    this.connected = true;
    this.calls.set(call.callRef, call);
    const key = callerNumber === undefined ? undefined : telephoneKey(callerNumber);
    if (key !== undefined) this.numbers.set(call.callRef, key);
  }

  /** A new day: yesterday's calls leave with their numbers, unless their caller still waits. */
  beginDay(since: number): void {
    if (since === this.since) return;
    this.since = since;
    this.avoided = nothingKnown;
    for (const [callRef, call] of this.calls) {
      if (isWaiting(call) || (call.queuedAt ?? since) >= since) continue;
      this.calls.delete(callRef);
      this.numbers.delete(callRef);
    }
  }

  /** The figures of the lines as metrics that a measure of the programme can name. */
  definitions(): MetricDefinition[] {
    const lines = this.metricsOfCalls.map(({ name, label, unit, formula, of }): MetricDefinition => ({
      name,
      label,
      unit,
      formula,
      leavesOut: 'Calls of before midnight, and calls whose queueing was never reported.',
      better: unit === '%' && !name.startsWith('abandonment') ? 'higher' : 'lower',
      of: 'things',
      isCount: unit === 'calls',
      read: (now) => of(this.tally(now)),
    }));
    const avoided = avoidedMetrics.map(({ name, label, unit, formula }, index): MetricDefinition => ({
      name,
      label,
      unit,
      formula,
      leavesOut: 'Families whose hour to ring is not over, that rang before they were told, or of whom no telephone is held.',
      better: 'higher',
      of: 'people',
      read: () => this.avoidedFigure(index),
    }));
    return [
      ...lines,
      ...avoided,
      { name: 'first-contact-resolution', label: 'Settled at the first contact', unit: '%', formula: firstContactFormula, leavesOut: 'Contacts of the last 7 days, and contacts about no child.', better: 'higher', of: 'people', read: (now) => this.contacts.at(now) },
    ];
  }

  /** Every figure as it stands at `now`, epoch milliseconds. */
  metrics(now: number): MetricView[] {
    const counts = this.tally(now);
    const asOf = new Date(now).toISOString();
    return [
      ...this.metricsOfCalls.map(({ of, ...about }) => viewOf(about, of(counts), asOf)),
      ...avoidedMetrics.map((about, index) => viewOf(about, this.avoidedFigure(index), asOf)),
      viewOf({ name: 'first-contact-resolution', label: 'Settled at the first contact', unit: '%', formula: firstContactFormula }, this.contacts.at(now), asOf),
    ];
  }

  private tally(now: number): CallTally {
    return tallyCalls(this.calls.values(), { since: this.since, now, target: this.target });
  }

  private avoidedFigure(index: number): CallFigure {
    return index === 0 ? this.avoided.told : this.avoided.untold;
  }
}

type About = Pick<MetricView, 'name' | 'label' | 'unit' | 'formula'>;

function viewOf({ name, label, unit, formula }: About, { since, ...figure }: CallFigure, asOf: string): MetricView {
  return { name, label, unit, formula, asOf, ...figure, ...(since !== undefined && { since: new Date(since).toISOString() }) };
}
