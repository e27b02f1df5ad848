import type { AlertBand, RunCondition } from '@sightline/contracts';
import { alertTitles } from './alerts.js';
import { alertRules, bandRank } from './alerts-rules.js';

/** What decides an alert's place among the others. */
export interface Placed {
  readonly alertRef: string;
  readonly band: AlertBand;
  readonly childrenCount: number;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** How heavy an alert is within its band: children affected × minutes since. One nobody counts, or that has just begun, still weighs. */
export const alertWeight = ({ childrenCount, since }: Pick<Placed, 'childrenCount' | 'since'>, now: number): number =>
  Math.max(1, childrenCount) * Math.max(1, Math.floor((now - since) / 60_000));

/** The worst first; of equals the older, then by their refs, so that the order is one. */
export const compareAlerts = (a: Placed, b: Placed, now: number): number =>
  bandRank[a.band] - bandRank[b.band] || alertWeight(b, now) - alertWeight(a, now) || a.since - b.since || (a.alertRef < b.alertRef ? -1 : a.alertRef > b.alertRef ? 1 : 0);

/** What decides which group an alert belongs to. */
export interface Groupable extends Omit<Placed, 'since'> {
  readonly runRef: string;
  readonly condition: RunCondition;
  readonly operatorRef?: string | undefined;
  /** As it was reported: of a delay or a cancellation. */
  readonly cause?: string | undefined;
}

/** Several runs of one operator with one cause. */
export interface AlertGroup<A extends Groupable = Groupable> {
  readonly groupRef: string;
  readonly operatorRef: string;
  readonly condition: RunCondition;
  readonly cause?: string | undefined;
  readonly members: readonly A[];
  readonly childrenCount: number;
}

const causeWords = (cause: string): string => cause.trim().toLowerCase();

/**
 * Groups alerts where one cause has many: the same reported cause at the same operator, else the same condition there,
 * of one band, from three runs on. Safeguarding is never grouped. Groups do not overlap.
 */
export function groupAlerts<A extends Groupable>(alerts: readonly A[]): AlertGroup<A>[] {
  const groupable = alerts.filter(({ band, operatorRef }) => band !== 'safeguarding' && operatorRef !== undefined);
  const byCause = gather(groupable, ({ cause, operatorRef, band, condition }) => (cause === undefined ? undefined : `cause:${band}:${condition}:${operatorRef}:${causeWords(cause)}`));
  const taken = new Set(byCause.flatMap(({ members }) => members));
  const rest = groupable.filter((alert) => !taken.has(alert));
  return [...byCause, ...gather(rest, ({ operatorRef, band, condition }) => `condition:${band}:${condition}:${operatorRef}`)];
}

function gather<A extends Groupable>(alerts: readonly A[], keyOf: (alert: A) => string | undefined): AlertGroup<A>[] {
  const found: AlertGroup<A>[] = [];
  for (const [groupRef, members] of Map.groupBy(alerts, keyOf)) {
    const [first] = members;
    if (groupRef === undefined || first?.operatorRef === undefined || new Set(members.map(({ runRef }) => runRef)).size < alertRules.groupFrom) continue;
    found.push({
      groupRef,
      operatorRef: first.operatorRef,
      condition: first.condition,
      cause: groupRef.startsWith('cause:') ? first.cause : undefined,
      members,
      childrenCount: members.reduce((sum, { childrenCount }) => sum + childrenCount, 0),
    });
  }
  return found;
}

/** A group in words: `6 runs late, one cause`, and whose. */
export const groupWords = ({ members, condition, cause }: Pick<AlertGroup, 'members' | 'condition' | 'cause'>, operatorName: string): { readonly title: string; readonly detail: string } => ({
  title: `${members.length} runs ${alertTitles[condition].many}${cause === undefined ? '' : ', one cause'}`,
  detail: cause === undefined ? operatorName : `${operatorName}: ${cause}`,
});
