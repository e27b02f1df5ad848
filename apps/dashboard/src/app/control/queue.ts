import type { Alert, AlertBand } from '@sightline/contracts';
import { alertBands } from '@sightline/contracts';

/** One row of the queue: an alert, or several with one condition at one operator. */
export interface QueueRow {
  key: string;
  band: AlertBand;
  alerts: readonly Alert[];
  childrenCount: number;
  /** It is no alert any more, and stays until nobody is on the queue. */
  over: boolean;
}
export interface QueueSection {
  band: AlertBand;
  rows: QueueRow[];
}

/** From this many alerts of one condition at one operator they make one row. */
const groupFrom = 4;

/** How bad an alert is within its band: children × minutes. */
export const weightOf = (alert: Alert, now: number): number => Math.max(1, alert.childrenCount) * Math.max(1, (now - Date.parse(alert.since)) / 60_000);

/** The rows, worst first. Safeguarding is never grouped. */
export function rowsOf(alerts: readonly Alert[], now: number): QueueRow[] {
  const groups = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const key = alert.band === 'act-now' && alert.operatorRef !== undefined ? `group:${alert.condition}:${alert.operatorRef}` : `alert:${alert.alertRef}`;
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  const rows: (QueueRow & { weight: number })[] = [];
  for (const [key, members] of groups) {
    const heaviestFirst = [...members].sort((a, b) => weightOf(b, now) - weightOf(a, now) || a.alertRef.localeCompare(b.alertRef));
    if (members.length >= groupFrom) rows.push(row(key, heaviestFirst, now));
    else for (const alert of heaviestFirst) rows.push(row(`alert:${alert.alertRef}`, [alert], now));
  }
  rows.sort((a, b) => alertBands.indexOf(a.band) - alertBands.indexOf(b.band) || b.weight - a.weight || a.key.localeCompare(b.key));
  return rows.map(({ weight: _weight, ...rest }) => rest);
}

/**
 * Nothing moves while someone is on the queue: rows keep the places of `before`, what is over stays greyed, and what
 * is new comes last in its band.
 */
export function held(before: readonly QueueRow[], now: readonly QueueRow[]): QueueRow[] {
  const current = new Map(now.map((each) => [each.key, each]));
  const kept = before.map((each) => current.get(each.key) ?? { ...each, over: true });
  const known = new Set(before.map((each) => each.key));
  const fresh = now.filter((each) => !known.has(each.key));
  return alertBands.flatMap((band) => [...kept.filter((each) => each.band === band), ...fresh.filter((each) => each.band === band)]);
}

export function sectionsOf(rows: readonly QueueRow[]): QueueSection[] {
  return alertBands.map((band) => ({ band, rows: rows.filter((each) => each.band === band) }));
}

/** The page's first sentence. */
export function headline(alerts: readonly Alert[]): { alerts: number; children: number } {
  const runs = new Map<string, number>();
  for (const alert of alerts) runs.set(alert.runRef, Math.max(runs.get(alert.runRef) ?? 0, alert.childrenCount));
  return { alerts: alerts.length, children: [...runs.values()].reduce((sum, count) => sum + count, 0) };
}

function row(key: string, alerts: readonly Alert[], now: number): QueueRow & { weight: number } {
  return {
    key,
    band: alerts[0]?.band ?? 'watch',
    alerts,
    childrenCount: alerts.reduce((sum, alert) => sum + alert.childrenCount, 0),
    over: false,
    weight: alerts.reduce((sum, alert) => sum + weightOf(alert, now), 0),
  };
}
