import type { Alert, AlertRow } from '@sightline/contracts';
import { alertBand, alertDetail, alertState, alertTitles, alertWeight, childrenAffected, closedSince, groupAlerts, groupWords } from '@sightline/domain';
import type { AlertLife, Fleet, Run } from '@sightline/domain';
import { contextOf, iso } from '../run-views.js';
import type { ViewContext } from '../run-views.js';

const isoOr = (moment: number | undefined): string | undefined => (moment === undefined ? undefined : iso(moment));

/** An alert as viewers see it, outside any group. */
export function alertView(alert: AlertLife, run: Run, context: ViewContext): Alert {
  const { now } = context;
  const about = contextOf(run, context);
  const { plan } = run;
  const { since, condition, worst } = alert;
  const standing = run.conditions.find((each) => each.condition === condition);
  // Of what is over, those whom it concerned.
  const childrenCount = standing === undefined ? worst.childrenCount : childrenAffected(condition, run, context.fleet, now);
  return {
    alertRef: alert.alertRef,
    band: standing === undefined ? worst.band : alertBand(standing, run, about),
    state: alertState(alert),
    condition,
    runRef: plan.runRef,
    routeRef: plan.routeRef,
    operatorRef: plan.operatorRef,
    schoolRef: plan.schoolRef,
    since: iso(since),
    endedAt: isoOr(alert.endedAt),
    title: alertTitles[condition].one,
    detail: alertDetail(condition, run, about, context.fleet),
    childrenCount,
    minutes: Math.max(0, Math.floor((now - since) / 60_000)),
    weight: alertWeight({ childrenCount, since }, now),
    asks: alert.asks,
    acknowledgedAt: isoOr(alert.acknowledgedAt),
    acknowledgedBy: alert.acknowledgedBy,
    assignedTo: alert.assignedTo,
    escalatedAt: isoOr(alert.escalatedAt),
    changed: alert.changedAt === undefined ? undefined : { at: iso(alert.changedAt), words: alert.change ?? '' },
    notes: alert.notes,
  };
}

/** Every alert that needs someone or that someone has, by its ref; those that nobody has seen with their groups. */
export function alertViews(fleet: Fleet, context: ViewContext): Map<string, Alert> {
  const views = new Map<string, Alert>();
  for (const alert of fleet.alerts.values()) {
    const run = alertState(alert) === 'closed' ? undefined : fleet.runs.get(alert.runRef);
    if (run) views.set(alert.alertRef, alertView(alert, run, context));
  }
  const open = [...views.values()].filter(({ state }) => state === 'open').map((view) => ({ ...view, cause: causeOf(fleet.runs.get(view.runRef)) }));
  for (const group of groupAlerts(open)) {
    const words = groupWords(group, fleet.operators.get(group.operatorRef)?.name ?? group.operatorRef);
    for (const { alertRef } of group.members) {
      const view = views.get(alertRef);
      if (view) views.set(alertRef, { ...view, group: { groupRef: group.groupRef, runs: group.members.length, ...words } });
    }
  }
  return views;
}

/** What was reported as the reason why a run is late or does not run. */
const causeOf = (run: Run | undefined): string | undefined => run?.cancellation?.cause ?? run?.delay?.cause;

/** An alert as lists show it. Of one that is closed nobody can say any more what its run did then. */
export function alertRow(alert: AlertLife, run: Run, context: ViewContext): AlertRow {
  const { detail, minutes: _, weight: __, group: ___, ...view } = alertView(alert, run, context);
  const isClosed = view.state === 'closed';
  return {
    ...view,
    ...(isClosed ? { closedAt: iso(closedSince(alert)), closedBy: alert.closedBy } : { detail }),
    raisedAt: iso(alert.raisedAt),
    serviceDate: run.plan.serviceDate,
  };
}
