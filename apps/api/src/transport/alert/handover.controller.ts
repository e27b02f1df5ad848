import { Controller, Get } from '@nestjs/common';
import { alertBands } from '@sightline/contracts';
import type { HandoverLine, HandoverReport } from '@sightline/contracts';
import { alertState, alertTitles, childrenOn, closedSince, conditionRules } from '@sightline/domain';
import type { Run } from '@sightline/domain';
import { Allow } from '../../identity/allow.js';
import { ServiceAlertQueries } from '../disruption/service-alerts.queries.js';
import { FleetMemory } from '../fleet.memory.js';
import { iso } from '../run-views.js';
import { ViewClock } from '../view-clock.js';
import { AlertQueries } from './alert.queries.js';
import { alertViews } from './alert-views.js';

const hour = 3_600_000;
/** A shift is no longer than this. */
const longestShift = 12 * hour;
/** Runs that start within so long are named; of those after them the number is enough. */
const namedAhead = 2 * hour;

@Controller('transport/handover')
export class HandoverController {
  constructor(
    private readonly memory: FleetMemory,
    private readonly queries: AlertQueries,
    private readonly serviceAlerts: ServiceAlertQueries,
    private readonly clock: ViewClock,
  ) {}

  /** What the next shift has to know, as of now. */
  @Allow('handover')
  @Get()
  async report(): Promise<HandoverReport> {
    const now = Date.now();
    const last = await this.queries.lastHandover();
    const shiftFrom = Math.max(now - longestShift, last === undefined ? 0 : Date.parse(last.at));
    const toStart = this.toStart(now);
    const items = [
      ...(await this.open(now)),
      ...this.closed(shiftFrom),
      ...this.disruptions(now),
      ...toStart.filter(({ plan }) => plan.startsAt <= now + namedAhead).map((run) => this.startLine(run)),
    ];
    return { asOf: iso(now), shiftFrom: iso(shiftFrom), ...(last && { last }), toStart: toStart.length, items };
  }

  private async open(now: number): Promise<HandoverLine[]> {
    const views = [...alertViews(this.memory.fleet, this.clock.context(now)).values()];
    views.sort((a, b) => alertBands.indexOf(a.band) - alertBands.indexOf(b.band) || b.weight - a.weight || (a.alertRef < b.alertRef ? -1 : 1));
    const notes = Map.groupBy((await this.queries.entries(views.map(({ alertRef }) => alertRef))).filter(({ step }) => step === 'noted'), ({ alertRef }) => alertRef);
    return views.map((view) => {
      const written = notes.get(view.alertRef)?.map(({ at, actor, words }) => `${this.clock.time(at.getTime())} ${actor ?? 'somebody'}: ${words ?? ''}`).join('\n');
      return {
        section: 'open',
        ref: view.alertRef,
        band: view.band,
        title: view.title,
        detail: view.detail,
        ...this.namesOf(this.memory.fleet.runs.get(view.runRef)),
        childrenCount: view.childrenCount,
        since: view.since,
        until: view.endedAt,
        who: view.assignedTo,
        acknowledgedBy: view.acknowledgedBy,
        escalatedAt: view.escalatedAt,
        notes: written,
      };
    });
  }

  private closed(shiftFrom: number): HandoverLine[] {
    return [...this.memory.fleet.alerts.values()]
      .filter((alert) => alertState(alert) === 'closed' && closedSince(alert) >= shiftFrom)
      .sort((a, b) => closedSince(b) - closedSince(a))
      .map((alert) => ({
        section: 'closed',
        ref: alert.alertRef,
        band: alert.worst.band,
        title: alertTitles[alert.condition].one,
        ...this.namesOf(this.memory.fleet.runs.get(alert.runRef)),
        childrenCount: alert.worst.childrenCount,
        since: iso(alert.since),
        until: iso(closedSince(alert)),
        who: alert.closedBy ?? alert.assignedTo,
        acknowledgedBy: alert.acknowledgedBy,
        escalatedAt: alert.escalatedAt === undefined ? undefined : iso(alert.escalatedAt),
      }));
  }

  private disruptions(now: number): HandoverLine[] {
    return this.serviceAlerts.active(now).map(({ alertRef, header, message, affected, activePeriods, publishedAt }) => {
      const until = activePeriods.find((period) => period.from <= now && now < (period.until ?? Number.POSITIVE_INFINITY))?.until;
      const [runRef] = affected.runRefs ?? [];
      return { section: 'disruption', ref: alertRef, title: header, detail: message, ...this.namesOf(runRef === undefined ? undefined : this.memory.fleet.runs.get(runRef)), since: iso(publishedAt), until: until === undefined ? undefined : iso(until) };
    });
  }

  /** Today's runs that nobody has seen start, the next first. */
  private toStart(now: number): Run[] {
    return [...this.memory.fleet.runs.values()]
      .filter(({ plan, state }) => plan.serviceDate === this.memory.today && state === 'scheduled' && plan.endsAt + conditionRules.forgotten > now)
      .sort((a, b) => a.plan.startsAt - b.plan.startsAt || (a.plan.runRef < b.plan.runRef ? -1 : 1));
  }

  private startLine(run: Run): HandoverLine {
    return { section: 'to-start', ref: run.plan.runRef, title: `Due to leave ${run.plan.calls[0]?.name ?? run.plan.calls[0]?.stopRef ?? ''} at ${this.clock.time(run.plan.startsAt)}`, ...this.namesOf(run), childrenCount: childrenOn(run, this.memory.fleet), since: iso(run.plan.startsAt) };
  }

  private namesOf(run: Run | undefined): Pick<HandoverLine, 'routeRef' | 'runRef' | 'operatorName' | 'schoolName'> {
    if (run === undefined) return {};
    const { operators, schools } = this.memory.fleet;
    const { runRef, routeRef, operatorRef, schoolRef } = run.plan;
    return { runRef, routeRef, operatorName: operatorRef === undefined ? undefined : operators.get(operatorRef)?.name, schoolName: schoolRef === undefined ? undefined : schools.get(schoolRef)?.name };
  }
}
