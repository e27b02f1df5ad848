import { runConditions } from '@sightline/contracts';
import { alertMatter } from './alerts.js';
import { alertRefOf, alertState, closedSince, ended, escalated, held } from './alerts-life.js';
import type { AlertEntry, AlertLife, Lived } from './alerts-life.js';
import { rejection } from './events.js';
import type { Rejection, TransportEvent } from './events.js';
import type { FleetDraft } from './fleet.js';
import type { Run } from './run.js';

/** What was open when one shift gave over to the next. */
export interface Handover {
  readonly handoverRef: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Who said so. */
  readonly by: string;
  readonly from: string;
  readonly to: string;
  readonly words?: string | undefined;
  readonly alertRefs: readonly string[];
}

export interface AlertContext {
  readonly now: number;
  /** A moment as people here write it; RFC 3339 where nobody said how. */
  readonly clock?: ((at: number) => string) | undefined;
}

type Refusal = { readonly rejected: readonly Rejection[] } | undefined;
export type AlertEvent = TransportEvent<'alert.acknowledged' | 'alert.assigned' | 'alert.closed' | 'note.added' | 'shift.handed-over'>;

const keep = (draft: FleetDraft, before: AlertLife | undefined, { alert, steps }: Lived): void => {
  if (alert !== before) draft.alerts.set(alert.alertRef, alert);
  for (const step of steps) draft.alertEntries.push({ alertRef: alert.alertRef, ...step });
};

/** Brings a run's alerts in line with its conditions. */
export function followAlerts(draft: FleetDraft, run: Run, now: number): void {
  const { runRef } = run.plan;
  for (const condition of runConditions) {
    const before = draft.alerts.get(alertRefOf(runRef, condition));
    const standing = run.conditions.find((each) => each.condition === condition);
    if (standing) {
      const matter = alertMatter(standing, run, draft, now);
      keep(draft, before, held(before, { runRef, condition, since: standing.since }, matter, now));
    } else if (before) keep(draft, before, ended(before, now));
  }
}

/** Lets time pass over every alert: matters get worse, conditions end, and what nobody acknowledges escalates. */
export function passAlertTime(draft: FleetDraft, now: number, escalatesAfter?: number): void {
  for (const [, run] of draft.runs.entries()) if (run.conditions.length > 0) followAlerts(draft, run, now);
  for (const [, alert] of draft.alerts.entries()) {
    const run = draft.runs.get(alert.runRef);
    if (alert.endedAt === undefined && !run?.conditions.some(({ condition }) => condition === alert.condition)) keep(draft, alert, ended(alert, now));
    const current = draft.alerts.get(alert.alertRef) ?? alert;
    keep(draft, current, escalated(current, now, escalatesAfter));
  }
}

/** Decides what a person does with alerts. A refusal says who was quicker, and when. */
export function decideAlert(draft: FleetDraft, event: AlertEvent, { clock = (at) => new Date(at).toISOString() }: AlertContext): Refusal {
  const by = event.actor?.username ?? 'somebody';
  const at = event.receivedAt;
  if (event.type === 'shift.handed-over') return handOver(draft, event, by);
  const { alertRef } = event.data;
  // A note about a run or a case is none of an alert's business.
  if (alertRef === undefined) return undefined;
  const alert = draft.alerts.get(alertRef);
  if (alert === undefined) return rejection('data.alertRef', 'is no alert of these days');
  const change = (next: Partial<AlertLife>, entry: Pick<AlertEntry, 'step' | 'words'>): undefined => keep(draft, alert, { alert: { ...alert, ...next }, steps: [{ at, actor: by, ...entry }] }) as undefined;
  if (event.type === 'note.added') return change({ notes: alert.notes + 1 }, { step: 'noted', words: event.data.words });
  if (alertState(alert) === 'closed') return rejection('data.alertRef', goneWords(alert, clock));
  const { acknowledgedAt, acknowledgedBy } = alert;
  const acknowledged = { acknowledgedAt: acknowledgedAt ?? at, acknowledgedBy: acknowledgedBy ?? by };
  switch (event.type) {
    case 'alert.acknowledged':
      if (acknowledgedAt === undefined) return change(acknowledged, { step: 'acknowledged' });
      return acknowledgedBy === by ? undefined : rejection('data.alertRef', `was acknowledged by ${acknowledgedBy ?? 'somebody'} at ${clock(acknowledgedAt)}`);
    case 'alert.assigned':
      return change({ ...acknowledged, assignedTo: event.data.to }, { step: 'assigned', words: event.data.to });
    case 'alert.closed':
      return change({ ...acknowledged, closedAt: at, closedBy: by }, { step: 'closed', words: event.data.words });
  }
}

const goneWords = (alert: AlertLife, clock: (at: number) => string): string => {
  const when = clock(closedSince(alert));
  return alert.closedAt === undefined ? `was over at ${when}` : `was closed by ${alert.closedBy ?? 'somebody'} at ${when}`;
};

/** Writes down what is open, and gives all that the outgoing person had to the incoming one. */
function handOver(draft: FleetDraft, { data, receivedAt }: TransportEvent<'shift.handed-over'>, by: string): undefined {
  const { handoverRef, from = by, to, words } = data;
  const alertRefs: string[] = [];
  for (const [alertRef, alert] of [...draft.alerts.entries()]) {
    if (alertState(alert) === 'closed') continue;
    alertRefs.push(alertRef);
    if (alert.assignedTo === from) keep(draft, alert, { alert: { ...alert, assignedTo: to }, steps: [{ at: receivedAt, actor: by, step: 'handed-over', words: to }] });
  }
  draft.handovers.push({ handoverRef, at: receivedAt, by, from, to, words, alertRefs: alertRefs.sort() });
}
