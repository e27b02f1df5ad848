import { Injectable } from '@nestjs/common';
import type { MetricView } from '@sightline/contracts';
import type { Call, Contact } from '@sightline/domain';
import { firstContactFormula, firstContactResolution, isWaiting, tallyCalls, wallboardMetrics } from '@sightline/domain';
import type { MetricDefinition } from '../metrics/metric.js';

const month = 30 * 86_400_000;

/** Live memory of the telephone lines: today's calls, whoever waits, and a month of contacts. */
@Injectable()
export class Wallboard {
  readonly calls = new Map<string, Call>();
  contacts: Contact[] = [];
  /** Local midnight, epoch milliseconds. */
  since = 0;

  /** A new day: yesterday's calls leave, unless their caller still waits. */
  beginDay(since: number): void {
    if (since === this.since) return;
    this.since = since;
    for (const [callRef, call] of this.calls) if (!isWaiting(call) && (call.queuedAt ?? since) < since) this.calls.delete(callRef);
    this.contacts = this.contacts.filter((contact) => contact.at >= since - month - 7 * 86_400_000);
  }

  get anyoneWaits(): boolean {
    return [...this.calls.values()].some(isWaiting);
  }

  /** The figures of the lines as metrics that a measure of the programme can name. */
  definitions(): MetricDefinition[] {
    const lines = wallboardMetrics.map(({ name, label, unit, formula, of }): MetricDefinition => ({
      name,
      label,
      unit,
      formula,
      leavesOut: 'Calls of before midnight, and calls whose queueing was never reported.',
      better: unit === '%' && !name.startsWith('abandonment') ? 'higher' : 'lower',
      of: 'things',
      isCount: unit === 'calls',
      read: (now) => of(tallyCalls(this.calls.values(), now)),
    }));
    return [
      ...lines,
      { name: 'first-contact-resolution', label: 'Settled at the first contact', unit: '%', formula: firstContactFormula, leavesOut: 'Contacts of the last 7 days, and contacts about no child.', better: 'higher', of: 'people', read: (now) => firstContactResolution(this.contacts, now) },
    ];
  }

  /** Every figure as it stands at `now`, epoch milliseconds. */
  metrics(now: number): MetricView[] {
    const counts = tallyCalls(this.calls.values(), now);
    const asOf = new Date(now).toISOString();
    const resolution = firstContactResolution(this.contacts, now);
    return [
      ...wallboardMetrics.map(({ name, label, unit, formula, of }) => ({ name, label, unit, formula, asOf, ...of(counts) })),
      { name: 'first-contact-resolution', label: 'Settled at the first contact', unit: '%', formula: firstContactFormula, asOf, ...resolution },
    ];
  }
}
