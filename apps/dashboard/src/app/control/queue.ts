import type { Alert, AlertBand } from '@sightline/contracts';
import { alertBands } from '@sightline/contracts';

/** One row of the queue: an alert, or several with one cause, as the server grouped them. */
export interface QueueRow {
  readonly key: string;
  readonly band: AlertBand;
  readonly alerts: readonly Alert[];
  readonly group: Alert['group'] | null;
  readonly childrenCount: number;
  /** Nobody needs to look at it any more; it stays until nobody is on the queue. */
  readonly over: boolean;
}
export interface QueueSection {
  readonly band: AlertBand;
  readonly rows: readonly QueueRow[];
}

const heavierFirst = (a: Alert, b: Alert): number => b.weight - a.weight || (a.since < b.since ? -1 : a.since > b.since ? 1 : 0) || (a.alertRef < b.alertRef ? -1 : 1);

/** The rows, worst first: by band, then by children affected × minutes, a group's members together. */
export function rowsOf(alerts: readonly Alert[]): QueueRow[] {
  const byKey = Map.groupBy([...alerts].sort(heavierFirst), (alert) => alert.group?.groupRef ?? `alert:${alert.alertRef}`);
  const rows = [...byKey].map(([key, members]) => ({ row: rowOf(key, members), weight: members.reduce((sum, { weight }) => sum + weight, 0) }));
  rows.sort((a, b) => alertBands.indexOf(a.row.band) - alertBands.indexOf(b.row.band) || b.weight - a.weight || (a.row.key < b.row.key ? -1 : 1));
  return rows.map(({ row }) => row);
}

/**
 * Nothing moves while someone is on the queue: rows keep their places and their members, what is over stays greyed, and
 * what is new comes last in its band. `known` are all alerts there are, by their refs.
 */
export function held(before: readonly QueueRow[], open: readonly Alert[], known: ReadonlyMap<string, Alert>): QueueRow[] {
  const wanted = new Set(open.map(({ alertRef }) => alertRef));
  const kept = before.map((row) => {
    const alerts = row.alerts.map((alert) => known.get(alert.alertRef) ?? alert);
    return { ...row, alerts, over: !alerts.some(({ alertRef }) => wanted.has(alertRef)) };
  });
  const shown = new Set(before.flatMap((row) => row.alerts.map(({ alertRef }) => alertRef)));
  const keys = new Set(before.map(({ key }) => key));
  // One that joins a group stands alone until nobody is on the queue: a row that grows moves those below it.
  const fresh = rowsOf(open.filter(({ alertRef }) => !shown.has(alertRef))).flatMap((row) => (keys.has(row.key) ? row.alerts.map((alert) => rowOf(`alert:${alert.alertRef}`, [alert])) : [row]));
  return alertBands.flatMap((band) => [...kept.filter((row) => row.band === band), ...fresh.filter((row) => row.band === band)]);
}

export const sectionsOf = (rows: readonly QueueRow[]): QueueSection[] => alertBands.map((band) => ({ band, rows: rows.filter((row) => row.band === band) }));

/** The page's first sentence: one cause is one alert, and the children of a run with two alerts count once. */
export function headline(rows: readonly QueueRow[]): { alerts: number; children: number } {
  const urgent = rows.filter(({ band, over }) => band !== 'watch' && !over);
  const runs = new Map<string, number>();
  for (const { runRef, childrenCount } of urgent.flatMap(({ alerts }) => alerts)) runs.set(runRef, Math.max(runs.get(runRef) ?? 0, childrenCount));
  return { alerts: urgent.length, children: [...runs.values()].reduce((sum, count) => sum + count, 0) };
}

/** What a section counts: its rows, and its runs where one row has several. */
export function countOf(rows: readonly QueueRow[]): { alerts: number; runs: number } {
  const standing = rows.filter(({ over }) => !over);
  return { alerts: standing.length, runs: new Set(standing.flatMap(({ alerts }) => alerts.map(({ runRef }) => runRef))).size };
}

export const rowOf = (key: string, alerts: readonly Alert[]): QueueRow => ({
  key,
  band: alerts[0]?.band ?? 'watch',
  alerts,
  group: key.startsWith('alert:') ? null : (alerts[0]?.group ?? null),
  childrenCount: alerts.reduce((sum, { childrenCount }) => sum + childrenCount, 0),
  over: false,
});

/** A group in words; of one that a filter shows a part of, how much of it. */
export function groupTitle({ group, alerts }: QueueRow): string {
  if (!group) return '';
  return alerts.length < group.runs ? `${alerts.length} of ${group.title}` : group.title;
}
