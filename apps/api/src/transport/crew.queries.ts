import { Injectable } from '@nestjs/common';
import type { CrewChild, CrewNext, CrewPart, CrewRun } from '@sightline/contracts';
import { assistantRequired, crewNames, crewPage, crewPhone, isShown, latenessNow, runInHand, shownUntil, stopsOf } from '@sightline/domain';
import type { CrewedRun, Fleet, Passenger, Run } from '@sightline/domain';
import { Config } from '../config/config.js';
import { FleetMemory } from './fleet.memory.js';
import { iso, isoOr } from './run-views.js';

/** Whose crew page it is: exactly one of the three. */
export interface CrewSubject {
  readonly runRef?: string | undefined;
  readonly assistantRef?: string | undefined;
  readonly vehicleRef?: string | undefined;
}

/** A crew page: who it is for, and the link that it was opened with. */
export interface CrewLink {
  readonly linkRef: string;
  readonly subject: CrewSubject;
}

type Held = CrewedRun & { readonly run: Run };

/** The ref with which a page signs in: the guide's where the link is a guide's, else the page's own. */
const signInRef = ({ linkRef, subject }: CrewLink): string => subject.assistantRef ?? crewPhone(linkRef);
const signInBy = (run: Run, link: CrewLink): Run['signIns'][number] | undefined => run.signIns.find(({ ref }) => ref === signInRef(link));

/** What a crew is shown of the run that it works. Asked by the crew page alone: it names children [LINK-62]. */
@Injectable()
export class CrewQueries {
  constructor(
    private readonly memory: FleetMemory,
    private readonly config: Config,
  ) {}

  /** The runs that a link is about, of the days that are held. */
  runsOf(subject: CrewSubject): Run[] {
    const { runs, vehicleRuns } = this.memory.fleet;
    const named = (refs: readonly string[]): Run[] => refs.flatMap((ref) => runs.get(ref) ?? []);
    if (subject.runRef !== undefined) return named([subject.runRef]);
    if (subject.vehicleRef !== undefined) return named(vehicleRuns.get(subject.vehicleRef) ?? []);
    return [...runs.values()].filter(({ assistantRef }) => assistantRef !== undefined && assistantRef === subject.assistantRef);
  }

  /** By whom a run is worked, each as a link may name it: by the run itself, its vehicle or its guide. */
  subjectsOf(runRef: string): readonly (string | undefined)[] {
    const run = this.memory.fleet.runs.get(runRef);
    return [runRef, run?.vehicleRef, run?.assistantRef];
  }

  /** The parts of a crew page at a moment, epoch milliseconds: nothing of a run outside its time [LINK-60]. */
  parts(link: CrewLink, now: number): Record<string, CrewPart> {
    const { run, next } = runInHand(this.runsOf(link.subject).map(held), now);
    const fix = run?.run.track?.fix;
    return {
      ...(run && { run: { part: 'run', run: this.crewRun(run.run, link, now) } }),
      ...(next && { next: { part: 'next', next: this.crewNext(next.run) } }),
      ...(fix && { seen: { part: 'seen', recordedAt: iso(fix.recordedAt), byThisPhone: fix.vehicleRef === crewPhone(link.linkRef) } }),
    };
  }

  /**
   * Why a link may not tell of a run as it was at a moment, epoch milliseconds; `undefined` where it may. Who signed in
   * for a run may finish telling of it, whoever works it now.
   */
  refusal(link: CrewLink, runRef: string, at: number): string | undefined {
    const run = this.memory.fleet.runs.get(runRef);
    const isOwn = run !== undefined && (signInBy(run, link) !== undefined || this.runsOf(link.subject).includes(run));
    if (!isOwn) return 'is no run of this link';
    return isShown(held(run), at) ? undefined : 'was not under way at that time';
  }

  /** Whether a child travels on a run. */
  isOn(runRef: string, passengerRef: string): boolean {
    const { runs, routes } = this.memory.fleet;
    const run = runs.get(runRef);
    return run !== undefined && routes.get(run.plan.routeRef)?.has(passengerRef) === true;
  }

  private crewRun(run: Run, link: CrewLink, now: number): CrewRun {
    const { fleet } = this.memory;
    const { plan, delay, cancellation } = run;
    const operator = plan.operatorRef === undefined ? undefined : fleet.operators.get(plan.operatorRef);
    const signIn = signInBy(run, link);
    const lateness = run.state === 'running' ? latenessNow(run, now) : undefined;
    return {
      runRef: plan.runRef,
      ...nameOf(run, fleet),
      vehicle: run.vehicleRef === undefined ? undefined : (fleet.vehicles.get(run.vehicleRef)?.registration ?? run.vehicleRef),
      state: run.state,
      startsAt: iso(plan.startsAt),
      endsAt: iso(plan.endsAt),
      shownUntil: iso(shownUntil(held(run))),
      role: link.subject.assistantRef === undefined ? undefined : 'assistant',
      signInRef: signInRef(link),
      signedIn: signIn === undefined ? null : { role: signIn.role, at: iso(signIn.at) },
      guideRequired: assistantRequired(run, fleet),
      // By whole minutes: the page says no more, and a second's difference is nothing to send.
      latenessSeconds: lateness === undefined ? undefined : Math.trunc(lateness / 60) * 60,
      delay: delay && { minutes: delay.minutes, cause: delay.cause, at: iso(delay.at) },
      cancelled: run.state === 'cancelled' && cancellation ? { cause: cancellation.cause, message: cancellation.message } : undefined,
      closure: run.closure?.effect,
      walkedAt: isoOr(run.walkedAt, undefined),
      stops: plan.calls.map(({ sequence, name, stopRef, latitude, longitude, scheduledAt }, index) => ({
        sequence,
        name: name ?? stopRef,
        latitude,
        longitude,
        scheduledAt: iso(scheduledAt),
        arrivedAt: isoOr(run.calls[index]?.arrivedAt, undefined),
        departedAt: isoOr(run.calls[index]?.departedAt, undefined),
      })),
      children: this.childrenOf(run, signIn !== undefined),
      controlTelephone: this.config.controlTelephone,
      operatorName: operator?.name,
      operatorTelephone: operator?.telephone,
    };
  }

  private childrenOf(run: Run, isSignedIn: boolean): CrewChild[] {
    const { routes, passengers } = this.memory.fleet;
    const children = [...(routes.get(run.plan.routeRef) ?? [])].flatMap((ref) => passengers.get(ref) ?? []);
    const names = crewNames(children.map(({ name }) => name), isSignedIn);
    return children.map((child, index) => crewChild(run, child, names[index] ?? '')).toSorted((a, b) => a.boards - b.boards || a.name.localeCompare(b.name));
  }

  private crewNext(run: Run): CrewNext {
    const { startsAt } = run.plan;
    return { ...nameOf(run, this.memory.fleet), startsAt: iso(startsAt), opensAt: iso(startsAt - crewPage.opens) };
  }
}

const held = (run: Run): Held => ({ run, state: run.state, startsAt: run.plan.startsAt, endsAt: run.plan.endsAt, completedAt: run.completedAt, walkedAt: run.walkedAt });

const nameOf = ({ plan }: Run, fleet: Fleet): Pick<CrewNext, 'routeRef' | 'direction' | 'schoolName'> => ({
  routeRef: plan.routeRef,
  direction: plan.direction,
  schoolName: plan.schoolRef === undefined ? undefined : fleet.schools.get(plan.schoolRef)?.name,
});

function crewChild(run: Run, passenger: Passenger, called: string): CrewChild {
  const { passengerRef, needs, assistantRequired: required, banner } = passenger;
  const { boards, alights } = stopsOf(passenger, run);
  const { calls } = run.plan;
  const tickedAt = run.tickedAt.get(passengerRef);
  return {
    passengerRef,
    name: called,
    needs: [...needs],
    assistantRequired: required,
    boards: calls[boards]?.sequence ?? 0,
    alights: calls[alights]?.sequence ?? 0,
    status: run.children.get(passengerRef) ?? 'to-board',
    tickedAt: isoOr(tickedAt, undefined),
    ...(banner !== undefined && { handOver: 'ring-control' as const }),
  };
}
