import type { EventData, PassengerNeed } from '@sightline/contracts';
import { distanceMetres } from '../../geometry/index.js';
import type { Place } from '../../geometry/index.js';
import type { Absence, Passenger } from '../fleet.js';
import type { Lookup } from '../layer.js';
import type { Run } from '../run.js';
import { trainingMatch } from './training.js';
import { between, endsAtOf, overlapping, travel, travelTime } from './whereabouts.js';

type Assistant = EventData<'assistant.upserted'>;

/** What stand-ins are chosen from. */
export interface Crews {
  readonly runs: { values(): Iterable<Run> };
  readonly assistants: { values(): Iterable<Assistant> };
  readonly absences: Lookup<readonly Absence[]>;
  readonly passengers: Lookup<Passenger>;
  readonly routes: Lookup<ReadonlySet<string>>;
}

export interface StandInContext {
  readonly now: number;
  /** A moment as people here write it, such as `08:24`. */
  readonly clock: (at: number) => string;
}

/** A guide who could take a run, with what speaks for and against it. */
export interface StandIn {
  readonly assistantRef: string;
  readonly name?: string | undefined;
  readonly telephone?: string | undefined;
  readonly operatorRef?: string | undefined;
  readonly metres?: number | undefined;
  readonly trained: readonly PassengerNeed[];
  readonly untrained: readonly PassengerNeed[];
  readonly knowsRoute: boolean;
  /** Minutes late at the first stop, or at their own next run. */
  readonly lateMinutes: number;
  /** Trained for every need, and there in time. */
  readonly fits: boolean;
  /** Why, in words, what matters most first. */
  readonly reasons: readonly string[];
  readonly cost: number;
}

/** What counts against a stand-in, in minutes of travel that would be as bad. */
const costs = { untrained: 60, lateMinute: 4, unknownPlace: 25, unknownRoute: 6, otherOperator: 4 } as const;

/** What children on a run need. */
export function needsOn({ plan, children }: Run, { passengers, routes }: Pick<Crews, 'passengers' | 'routes'>): readonly PassengerNeed[] {
  const needs = new Set<PassengerNeed>();
  for (const ref of routes.get(plan.routeRef) ?? []) if (children.get(ref) !== 'absent') for (const need of passengers.get(ref)?.needs ?? []) needs.add(need);
  return [...needs].sort();
}

/** The absence of a guide that touches a time, if there is one. Epoch milliseconds. */
export const absenceDuring = (absences: readonly Absence[] | undefined, from: number, to: number): Absence | undefined =>
  absences?.find((absence) => absence.from < to && (absence.until ?? Number.POSITIVE_INFINITY) > from);

/** Why someone cannot take a run: `undefined` where they can. */
export function assistantConflict(run: Run, assistantRef: string, crews: Pick<Crews, 'runs' | 'absences'>): { readonly kind: 'away' | 'busy'; readonly run?: Run } | undefined {
  if (absenceDuring(crews.absences.get(assistantRef), run.plan.startsAt, endsAtOf(run)) !== undefined) return { kind: 'away' };
  const other = overlapping(run, [...crews.runs.values()].filter((each) => each.assistantRef === assistantRef));
  return other === undefined ? undefined : { kind: 'busy', run: other };
}

/**
 * Guides who are free at the time of a run, best first: trained for its needs and there in time before all others, then
 * by travel and by what they know. Who is away or on another run is left out.
 */
export function standInsFor(run: Run, crews: Crews, context: StandInContext): readonly StandIn[] {
  const needs = needsOn(run, crews);
  const byAssistant = Map.groupBy([...crews.runs.values()].filter(({ assistantRef }) => assistantRef !== undefined), ({ assistantRef }) => assistantRef ?? '');
  const found: StandIn[] = [];
  for (const assistant of crews.assistants.values()) {
    const { assistantRef } = assistant;
    if (assistantRef === run.assistantRef || absenceDuring(crews.absences.get(assistantRef), run.plan.startsAt, endsAtOf(run)) !== undefined) continue;
    const theirs = byAssistant.get(assistantRef) ?? [];
    if (overlapping(run, theirs) === undefined) found.push(standIn(run, assistant, theirs, needs, context));
  }
  return found.sort((a, b) => Number(b.fits) - Number(a.fits) || a.cost - b.cost || (a.assistantRef < b.assistantRef ? -1 : 1));
}

function standIn(run: Run, assistant: Assistant, theirs: readonly Run[], needs: readonly PassengerNeed[], { now, clock }: StandInContext): StandIn {
  const { before, after, lateBy, lateForNextBy } = between(run, theirs);
  const first = run.plan.calls[0];
  const from = whereabouts(assistant, before, run.plan.startsAt);
  const metres = from && first ? distanceMetres(from.place, first) : undefined;
  const fromHome = from && first && from.kind === 'home' ? Math.max(0, now + travelTime(from.place, first) - run.plan.startsAt) : 0;
  const lateMinutes = Math.ceil(Math.max(lateBy, lateForNextBy, fromHome) / 60_000);
  const { has, missing } = trainingMatch(needs, assistant.training ?? []);
  const knowsRoute = theirs.some(({ plan }) => plan.routeRef === run.plan.routeRef);
  const sameOperator = assistant.operatorRef !== undefined && assistant.operatorRef === run.plan.operatorRef;
  const minutes = metres === undefined ? costs.unknownPlace : metres / travel.metresPerSecond / 60;
  return {
    assistantRef: assistant.assistantRef,
    name: assistant.name,
    telephone: assistant.telephone,
    operatorRef: assistant.operatorRef,
    metres: metres === undefined ? undefined : Math.round(metres),
    trained: has,
    untrained: missing,
    knowsRoute,
    lateMinutes,
    fits: missing.length === 0 && lateMinutes === 0,
    cost: minutes + costs.untrained * missing.length + costs.lateMinute * lateMinutes + (knowsRoute ? 0 : costs.unknownRoute) + (sameOperator ? 0 : costs.otherOperator),
    reasons: [
      ...(metres === undefined ? ['place not known'] : [`${kilometres(metres)} away${from?.kind === 'run' ? ' at the end of another run' : ''}`]),
      ...(has.length > 0 ? [`${listed(has)} trained`] : []),
      ...(missing.length > 0 ? [`not trained for ${listed(missing)}`] : []),
      ...(lateMinutes > 0 ? [lateForNextBy > Math.max(lateBy, fromHome) ? `${lateMinutes} min late for their own next run` : `there ${lateMinutes} min late`] : []),
      after === undefined ? 'no run after it' : `free until ${clock(after.plan.startsAt)}`,
      ...(knowsRoute ? ['knows the route'] : []),
      sameOperator ? 'same operator' : 'another operator',
    ],
  };
}

/** Where someone comes from: the end of the run before where that is not long ago, else home. */
function whereabouts(assistant: Assistant, before: Run | undefined, startsAt: number): { readonly kind: 'run' | 'home'; readonly place: Place } | undefined {
  const last = before?.plan.calls.at(-1);
  if (before && last && startsAt - endsAtOf(before) <= travel.lingers) return { kind: 'run', place: last };
  const { latitude, longitude } = assistant;
  return latitude === undefined || longitude === undefined ? undefined : { kind: 'home', place: { latitude, longitude } };
}

export const kilometres = (metres: number): string => (metres < 950 ? `${Math.max(50, Math.round(metres / 50) * 50)} m` : `${(metres / 1000).toFixed(1)} km`);
const listed = (words: readonly string[]): string => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

/** An absence with the runs that it leaves without their guide: one thing to put right. */
export interface AbsenceEffect {
  readonly assistantRef: string;
  readonly from: number;
  readonly until?: number | undefined;
  readonly runs: readonly Run[];
}

/** Runs still to be worked that an absent guide is assigned to, by absence, the first to leave first. */
export function absenceEffects(absences: Iterable<readonly [string, readonly Absence[]]>, runs: Iterable<Run>, now: number): readonly AbsenceEffect[] {
  const ahead = Map.groupBy([...runs].filter((run) => run.assistantRef !== undefined && (run.state === 'scheduled' || run.state === 'running') && endsAtOf(run) > now), ({ assistantRef }) => assistantRef ?? '');
  const effects: AbsenceEffect[] = [];
  for (const [assistantRef, theirs] of absences) {
    for (const absence of theirs) {
      const hit = (ahead.get(assistantRef) ?? []).filter(({ plan }) => absenceDuring([absence], plan.startsAt, plan.endsAt) !== undefined);
      if (hit.length > 0) effects.push({ assistantRef, ...absence, runs: hit.sort((a, b) => a.plan.startsAt - b.plan.startsAt) });
    }
  }
  return effects.sort((a, b) => (a.runs[0]?.plan.startsAt ?? 0) - (b.runs[0]?.plan.startsAt ?? 0));
}
