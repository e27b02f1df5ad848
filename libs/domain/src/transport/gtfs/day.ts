import type { Direction, EventData, RunState } from '@sightline/contracts';
import { distanceMetres } from '../../geometry/index.js';
import { runsOn } from './expand.js';
import type { GtfsService, GtfsStop } from './feed.js';

/** As much of a trip as says whether a run of it is there and as it should be. */
export interface TripStub {
  readonly tripId: string;
  readonly routeId: string;
  readonly serviceId: string;
  /** Changes with anything that a run takes from the trip: its times, stops, their places and names, the path, the route. */
  readonly digest: string;
  readonly firstStop: string;
  readonly lastStop: string;
  /** Of the first departure: seconds after noon minus twelve hours. */
  readonly startSeconds: number;
}

/** A run that is there already. */
export interface KnownRun {
  readonly runRef: string;
  /** What it was made of; absent where no timetable made it. */
  readonly digest?: string | undefined;
  readonly ofFeed: boolean;
  readonly state: RunState;
  /** Epoch milliseconds. */
  readonly startsAt: number;
}

type School = EventData<'school.upserted'>;

/** The school that a trip belongs to: which way it goes follows from the end at which the school is. */
export interface SchoolTie {
  readonly schoolRef: string;
  readonly direction: Direction;
}

/** A stop this near a school is its gate: metres. */
const gateMetres = 150;

/** The school at one end of a trip: by the ref of the stop, else by its place. None where both ends, or neither, are at a school. */
export function schoolOf({ firstStop, lastStop }: Pick<TripStub, 'firstStop' | 'lastStop'>, stops: ReadonlyMap<string, GtfsStop>, schools: ReadonlyMap<string, School>): SchoolTie | undefined {
  const first = schoolAt(firstStop, stops, schools);
  const last = schoolAt(lastStop, stops, schools);
  if ((first === undefined) === (last === undefined)) return undefined;
  return last === undefined ? { schoolRef: first ?? '', direction: 'from-school' } : { schoolRef: last, direction: 'to-school' };
}

function schoolAt(stopId: string, stops: ReadonlyMap<string, GtfsStop>, schools: ReadonlyMap<string, School>): string | undefined {
  if (schools.has(stopId)) return stopId;
  const stop = stops.get(stopId);
  let nearest: { readonly ref: string; readonly metres: number } | undefined;
  for (const [ref, school] of stop === undefined ? [] : schools) {
    const metres = distanceMetres({ latitude: stop?.latitude ?? 0, longitude: stop?.longitude ?? 0 }, school);
    if (metres <= gateMetres && metres < (nearest?.metres ?? Number.POSITIVE_INFINITY)) nearest = { ref, metres };
  }
  return nearest?.ref;
}

/** Whether a school's terms say that it is closed on a civil date, `YYYY-MM-DD`. Nothing is known of a school without terms. */
export const isOutOfTerm = ({ terms }: Pick<School, 'terms'>, date: string): boolean =>
  terms !== undefined && terms.length > 0 && !terms.some(({ from, until }) => from <= date && date <= until);

/** A run that is to be made, or made anew. */
export interface RunToMake {
  readonly stub: TripStub;
  readonly tie: SchoolTie | undefined;
  readonly digest: string;
  readonly isNew: boolean;
}

/** What is to be done so that the runs of a service date are as the timetable has them. */
export interface DayPlan {
  readonly make: readonly RunToMake[];
  readonly unchanged: number;
  /** Runs that differ or vanished, and are left as they are: they have begun, or their time is over. */
  readonly kept: number;
  readonly withdraw: readonly string[];
  /** Runs to a school that is out of term, by school. */
  readonly outOfTerm: ReadonlyMap<string, number>;
}

export interface DayQuestion {
  /** `YYYYMMDD` */
  readonly date: string;
  readonly stubs: readonly TripStub[];
  readonly services: ReadonlyMap<string, GtfsService>;
  /** The runs that are there of this date, by ref. */
  readonly known: ReadonlyMap<string, KnownRun>;
  readonly tieOf: (stub: TripStub) => SchoolTie | undefined;
  readonly schools: ReadonlyMap<string, School>;
  /** Whether a school that is out of term gets no runs. Otherwise the calendar of the timetable rules. */
  readonly applyTerms: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Compares the runs of a service date with what the timetable says. What has begun is never touched, nor is a run whose
 * time is over: a timetable replaces the future.
 */
export function planDay({ date, stubs, services, known, tieOf, schools, applyTerms, now }: DayQuestion): DayPlan {
  const make: RunToMake[] = [];
  const wanted = new Set<string>();
  const outOfTerm = new Map<string, number>();
  let unchanged = 0;
  let kept = 0;
  const civil = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const isFixed = (run: KnownRun): boolean => run.state === 'running' || run.state === 'completed' || run.startsAt <= now;
  const running = new Map([...services].map(([id, service]) => [id, runsOn(service, date)]));
  for (const stub of stubs) {
    if (running.get(stub.serviceId) !== true) continue;
    const tie = tieOf(stub);
    const school = tie && schools.get(tie.schoolRef);
    if (tie && school && isOutOfTerm(school, civil)) {
      outOfTerm.set(tie.schoolRef, (outOfTerm.get(tie.schoolRef) ?? 0) + 1);
      if (applyTerms) continue;
    }
    const runRef = `${stub.tripId}:${date}`;
    wanted.add(runRef);
    const run = known.get(runRef);
    const digest = `${stub.digest}/${tie?.schoolRef ?? ''}/${tie?.direction ?? ''}`;
    if (run?.digest === digest) unchanged += 1;
    else if (run !== undefined && isFixed(run)) kept += 1;
    else make.push({ stub, tie, digest, isNew: run === undefined });
  }
  const withdraw: string[] = [];
  for (const run of known.values()) {
    if (!run.ofFeed || wanted.has(run.runRef)) continue;
    if (run.state === 'scheduled' && !isFixed(run)) withdraw.push(run.runRef);
    else kept += 1;
  }
  return { make, unchanged, kept, withdraw, outOfTerm };
}
