import type { AlertBand, AlertState, AlertStep, RunCondition } from '@sightline/contracts';
import { alertRules, bandRank, continuesFor } from './alerts-rules.js';

/** How bad a matter is. */
export interface Matter {
  readonly band: AlertBand;
  /** How late, seconds, where lateness is the matter. */
  readonly lateSeconds?: number | undefined;
  /** Children it concerns. */
  readonly childrenCount: number;
}

/** An alert: what has become of one condition of one run. A value: a change makes a new one. Instants in epoch milliseconds. */
export interface AlertLife {
  readonly alertRef: string;
  readonly runRef: string;
  readonly condition: RunCondition;
  /** When it was raised, the last time. */
  readonly raisedAt: number;
  /** When the condition began. */
  readonly since: number;
  /** When the condition ended; absent while it holds. */
  readonly endedAt?: number | undefined;
  readonly acknowledgedAt?: number | undefined;
  readonly acknowledgedBy?: string | undefined;
  readonly assignedTo?: string | undefined;
  readonly closedAt?: number | undefined;
  readonly closedBy?: string | undefined;
  readonly escalatedAt?: number | undefined;
  /** When it got materially worse, and how, in words. */
  readonly changedAt?: number | undefined;
  readonly change?: string | undefined;
  /** The worst of which anybody was told. */
  readonly worst: Matter;
  /** How many times it has asked for someone: a screen announces it when this grows, and never otherwise. */
  readonly asks: number;
  readonly notes: number;
}

/** One step of an alert's life, as its history keeps it. `actor` is a username; absent where nobody did it. */
export interface AlertEntry {
  readonly alertRef: string;
  readonly at: number;
  readonly step: AlertStep;
  readonly actor?: string | undefined;
  readonly words?: string | undefined;
}

/** What follows from a look at an alert: itself when nothing changed. */
export interface Lived {
  readonly alert: AlertLife;
  readonly steps: readonly Omit<AlertEntry, 'alertRef'>[];
}

/** An alert is one run's one condition, seen from the control room. */
export const alertRefOf = (runRef: string, condition: RunCondition): string => `${condition}:${runRef}`;

/** A safeguarding alert stays until it was acknowledged, whatever became of its condition; any other goes with it. */
export function alertState({ worst, endedAt, acknowledgedAt, closedAt }: AlertLife): AlertState {
  if (closedAt !== undefined) return 'closed';
  if (endedAt !== undefined && (worst.band !== 'safeguarding' || acknowledgedAt !== undefined)) return 'closed';
  return acknowledgedAt === undefined ? 'open' : 'acknowledged';
}

/** When an alert that is closed needed nobody any more. */
export const closedSince = ({ closedAt, endedAt, acknowledgedAt }: AlertLife): number => closedAt ?? Math.max(endedAt ?? 0, acknowledgedAt ?? 0);

const same = (alert: AlertLife): Lived => ({ alert, steps: [] });
const minutes = (seconds: number): string => `${Math.round(seconds / 60)} min`;

/**
 * The condition of a run holds: raises its alert, continues one whose condition was away for a moment, or tells that the
 * matter got worse.
 */
export function held(before: AlertLife | undefined, { runRef, condition, since }: Pick<AlertLife, 'runRef' | 'condition' | 'since'>, matter: Matter, now: number): Lived {
  const isNew = before === undefined || (before.endedAt !== undefined && now - before.endedAt > continuesFor(condition));
  if (isNew) {
    const asks = (before?.asks ?? 0) + (matter.band === 'watch' ? 0 : 1);
    const alert = { alertRef: alertRefOf(runRef, condition), runRef, condition, raisedAt: now, since, worst: matter, asks, notes: before?.notes ?? 0 };
    return { alert, steps: [{ at: now, step: 'raised' }] };
  }
  if (before.endedAt === undefined) return worsened(before, matter, now);
  const { alert, steps } = worsened({ ...before, endedAt: undefined }, matter, now);
  return { alert, steps: [{ at: now, step: 'continued' }, ...steps] };
}

/** Only a matter that got materially worse asks again: it is acknowledged no more. Who has it keeps it. */
function worsened(alert: AlertLife, matter: Matter, now: number): Lived {
  const { worst } = alert;
  const worseBand = bandRank[matter.band] < bandRank[worst.band];
  const later = matter.lateSeconds !== undefined && worst.lateSeconds !== undefined && matter.lateSeconds >= worst.lateSeconds + alertRules.laterBy;
  if (!worseBand && !later) {
    // What was not known when it was raised is what the next look is compared with.
    const lateSeconds = worst.lateSeconds ?? matter.lateSeconds;
    const childrenCount = Math.max(worst.childrenCount, matter.childrenCount);
    return lateSeconds === worst.lateSeconds && childrenCount === worst.childrenCount ? same(alert) : same({ ...alert, worst: { ...worst, lateSeconds, childrenCount } });
  }
  const change = later ? `was ${minutes(worst.lateSeconds ?? 0)} late, now ${minutes(matter.lateSeconds ?? 0)}` : 'to be watched before, now to be acted on';
  const band = worseBand ? matter.band : worst.band;
  const next: AlertLife = {
    ...alert,
    worst: { band, lateSeconds: later ? matter.lateSeconds : worst.lateSeconds, childrenCount: Math.max(worst.childrenCount, matter.childrenCount) },
    asks: alert.asks + 1,
    changedAt: now,
    change,
    acknowledgedAt: undefined,
    acknowledgedBy: undefined,
    closedAt: undefined,
    closedBy: undefined,
  };
  return { alert: next, steps: [{ at: now, step: 'worsened', words: change }] };
}

/** The condition does not hold any more. */
export const ended = (alert: AlertLife, now: number): Lived => (alert.endedAt === undefined ? { alert: { ...alert, endedAt: now }, steps: [{ at: now, step: 'ended' }] } : same(alert));

/** A safeguarding alert that nobody acknowledges escalates, once each time that it is raised. */
export function escalated(alert: AlertLife, now: number, after: number = alertRules.escalatesAfter): Lived {
  const isDue = alert.worst.band === 'safeguarding' && alert.escalatedAt === undefined && alertState(alert) === 'open' && now - alert.raisedAt >= after;
  if (!isDue) return same(alert);
  return { alert: { ...alert, escalatedAt: now, asks: alert.asks + 1 }, steps: [{ at: now, step: 'escalated' }] };
}
