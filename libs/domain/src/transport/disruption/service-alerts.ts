import type { AlertCause, AlertEffect, EventData } from '@sightline/contracts';
import { momentOf, rejection } from '../events.js';
import type { Rejection, TransportEvent } from '../events.js';
import type { FleetDraft } from '../fleet.js';
import type { Run } from '../run.js';
import { conditionRules } from '../settings.js';
import { causeOf } from './causes.js';

/** Epoch milliseconds; without an end it lasts until it is withdrawn. */
export interface ActivePeriod {
  readonly from: number;
  readonly until?: number | undefined;
}

export type Affected = EventData<'service-alert.published'>['affected'];

/** What travellers should know about a service: made of what is told of runs and schools, or by hand. */
export interface ServiceAlert {
  readonly alertRef: string;
  readonly cause: AlertCause;
  readonly effect: AlertEffect;
  readonly activePeriods: readonly ActivePeriod[];
  readonly affected: Affected;
  /** One line, fit for a screen at a stop. Nothing about a child. */
  readonly header: string;
  readonly message?: string | undefined;
  /** What made it. An alert of a run or a school follows it and ends with it. */
  readonly origin: 'run' | 'school' | 'person';
  readonly publishedAt: number;
  readonly withdrawnAt?: number | undefined;
}

/** Those of `alerts` that are true at a moment, epoch milliseconds; the first published first. */
export function activeServiceAlerts(alerts: Iterable<ServiceAlert>, now: number): ServiceAlert[] {
  return inOrder(alerts, ({ from, until = Number.POSITIVE_INFINITY }) => from <= now && now < until);
}

/** Those that are true or will be: what a feed publishes with their periods. */
export function currentServiceAlerts(alerts: Iterable<ServiceAlert>, now: number): ServiceAlert[] {
  return inOrder(alerts, ({ until = Number.POSITIVE_INFINITY }) => now < until);
}

function inOrder(alerts: Iterable<ServiceAlert>, holds: (period: ActivePeriod) => boolean): ServiceAlert[] {
  return [...alerts].filter(({ withdrawnAt, activePeriods }) => withdrawnAt === undefined && activePeriods.some(holds)).sort((a, b) => a.publishedAt - b.publishedAt || (a.alertRef < b.alertRef ? -1 : 1));
}

const runAlertRef = (runRef: string): string => `run:${runRef}`;
const half = 30 * 60_000;

/** What a run's own cancellation or delay says to travellers; `undefined` while there is neither. */
export function alertOfRun({ plan, state, cancellation, delay, closure }: Run): Omit<ServiceAlert, 'publishedAt'> | undefined {
  const common = { alertRef: runAlertRef(plan.runRef), affected: { runRefs: [plan.runRef] }, origin: 'run' as const };
  const spanned = (from: number, until: number): ActivePeriod[] => [{ from: Math.min(from, plan.startsAt), until: Math.max(until, plan.endsAt) }];
  if (state === 'cancelled' && cancellation !== undefined) {
    // The school's alert says it already.
    if (closure?.effect === 'cancelled') return undefined;
    const { cause, message, effect = 'no-service', at, until = plan.endsAt } = cancellation;
    return { ...common, cause: causeOf(cause), effect, activePeriods: spanned(at, until), header: `Route ${plan.routeRef} does not run: ${cause}`, message };
  }
  if (delay === undefined || state === 'completed' || state === 'cancelled') return undefined;
  const { minutes, cause, message, at } = delay;
  const effect = delay.effect ?? (minutes * 60 >= conditionRules.lateBegins ? 'significant-delays' : 'other-effect');
  const until = delay.until ?? plan.endsAt + minutes * 60_000 + half;
  return { ...common, cause: causeOf(cause), effect, activePeriods: spanned(at, until), header: `Route ${plan.routeRef} is about ${Math.round(minutes)} min late: ${cause}`, message };
}

/** Brings a run's own alert to what the run says now. */
export function followRun(draft: FleetDraft, run: Run, at: number): void {
  const standing = draft.serviceAlerts.get(runAlertRef(run.plan.runRef));
  const alert = alertOfRun(run);
  if (alert !== undefined) publish(draft, alert, at);
  else if (standing !== undefined) withdraw(draft, standing, at);
}

/** Keeps when it was first published for as long as it stands. */
export function publish(draft: FleetDraft, alert: Omit<ServiceAlert, 'publishedAt'>, at: number): void {
  const standing = draft.serviceAlerts.get(alert.alertRef);
  draft.serviceAlerts.set(alert.alertRef, { ...alert, publishedAt: standing?.withdrawnAt === undefined ? (standing?.publishedAt ?? at) : at });
}

export function withdraw(draft: FleetDraft, alert: ServiceAlert, at: number): void {
  if (alert.withdrawnAt === undefined) draft.serviceAlerts.set(alert.alertRef, { ...alert, withdrawnAt: at });
}

/** An alert by hand, or its end. */
export function decideServiceAlert(draft: FleetDraft, event: TransportEvent<'service-alert.published' | 'service-alert.withdrawn'>): { readonly rejected: readonly Rejection[] } | undefined {
  const standing = draft.serviceAlerts.get(event.data.alertRef);
  if (event.type === 'service-alert.withdrawn') {
    if (standing === undefined) return rejection('data.alertRef', 'is no service alert');
    return void withdraw(draft, standing, momentOf(event));
  }
  const { activePeriods, ...said } = event.data;
  if (/^(run|school):/.test(said.alertRef)) return rejection('data.alertRef', 'is kept for the alerts of runs and schools: choose another');
  const periods = activePeriods.map(({ from, until }) => ({ from: Date.parse(from), until: until === undefined ? undefined : Date.parse(until) }));
  return void publish(draft, { ...said, activePeriods: periods, origin: 'person' }, momentOf(event));
}

/** Alerts of runs that are over end with them. What ended two days ago is let go from memory. */
export function passAlerts(draft: FleetDraft, now: number): void {
  for (const [ref, alert] of draft.serviceAlerts.entries()) {
    if (alert.origin === 'run' && alert.withdrawnAt === undefined) {
      const run = draft.runs.get(ref.slice('run:'.length));
      if (run !== undefined && alertOfRun(run) === undefined) withdraw(draft, alert, now);
    }
    const endedAt = alert.withdrawnAt ?? Math.max(...alert.activePeriods.map(({ until = Number.POSITIVE_INFINITY }) => until));
    if (endedAt < now - 2 * 24 * 60 * 60_000) draft.serviceAlerts.delete(ref);
  }
}
