import type { RunCondition } from '@sightline/contracts';
import type { TrueIncident, TrueRun } from './truth-file.ts';

/** What the truth asks of the rules for one condition of a run. Between `must` and `may` both answers are right. */
export interface Expectation {
  readonly condition: RunCondition;
  /** How often it must be raised at least, and may be at most. */
  readonly must: number;
  readonly may: number;
  /** Within which moments it must have been raised, and ended, where it must be. */
  readonly raised?: readonly [from: number, until: number];
  readonly ended?: readonly [from: number, until: number];
}

const second = 1000;
const minute = 60 * second;
const at = (instant: string | undefined): number => (instant === undefined ? Number.POSITIVE_INFINITY : Date.parse(instant));
/** A tick, an interval of a tracker, and the scatter of its fixes. */
const notice = 30 * second;
const once = (condition: RunCondition, raised?: Expectation['raised'], ended?: Expectation['ended']): Expectation => ({
  condition, must: 1, may: 1, ...(raised && { raised }), ...(ended && Number.isFinite(ended[1]) && { ended }),
});
const perhaps = (condition: RunCondition, may = 1): Expectation => ({ condition, must: 0, may });

/** The moments of a run that the expectations turn on. */
export class TrueDay {
  readonly run: TrueRun;
  readonly incidents: readonly TrueIncident[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly arrivesAt: number;
  readonly leavesAt: number;
  /** From when on something may be seen of it, and from when on something must. */
  readonly seenFrom: number;
  readonly seenAt: number;
  /** Until when the last fixes of the run before may be taken for its being there. */
  readonly backUntil: number;
  /** When it was first heard of. */
  readonly knownAt: number;
  readonly lost: TrueIncident | undefined;

  /** `observedFrom`: what happened before was told in one go. */
  constructor(run: TrueRun, incidents: readonly TrueIncident[], observedFrom: number) {
    this.run = run;
    this.incidents = incidents;
    const [first, last] = [run.stops[0], run.stops.at(-1)];
    this.startsAt = at(first?.scheduledAt);
    this.endsAt = at(last?.scheduledAt);
    this.leavesAt = at(first?.departedAt);
    this.arrivesAt = at(last?.arrivedAt);
    this.seenAt = Math.min(at(run.signedInAt), at(run.readyAt), this.leavesAt);
    // Its vehicle has stood there since the run before: its last fixes may count for this run.
    const back = at(run.backAt);
    this.seenFrom = at(run.readyAt) - back <= 5 * minute ? Math.min(this.seenAt, back) : this.seenAt;
    this.backUntil = Number.isFinite(back) ? back + 100 * second + 2 * minute : 0;
    this.knownAt = Math.max(observedFrom, this.startsAt - 60 * minute);
    this.lost = this.of('signal-lost')[0];
  }

  of(...names: string[]): readonly TrueIncident[] {
    return this.incidents.filter(({ incident }) => names.includes(incident));
  }

  /** Whether its signal was lost at any time from so long before something until so long after it. */
  isLostAround({ from, until }: TrueIncident): boolean {
    return this.lost !== undefined && at(this.lost.from) < at(until) + notice && at(this.lost.until) > at(from) - notice;
  }

  /** When its end can be known: it is seen to arrive, or told, or is heard of again afterwards. */
  get endKnown(): readonly [number, number] {
    const back = this.lost !== undefined && at(this.lost.until) > this.arrivesAt && at(this.lost.from) < this.arrivesAt ? at(this.lost.until) : this.arrivesAt;
    const heard = back < this.arrivesAt + 90 * second ? back : Number.POSITIVE_INFINITY;
    const known = Math.min(heard, at(this.run.endToldAt));
    return [Math.min(this.arrivesAt - notice, known), known + notice];
  }

  /** The worst lateness that is true at a stop or was told by anybody, in milliseconds; and that which must be seen. */
  get lateness(): { readonly worst: number; readonly sure: number; readonly times: number } {
    const { stops, direction, delayToldMinutes = 0 } = this.run;
    const ats = stops.map((stop) => at(stop.arrivedAt) - at(stop.scheduledAt)).filter(Number.isFinite);
    const away = stops.map((stop) => at(stop.departedAt) - at(stop.scheduledAt)).filter(Number.isFinite);
    const worst = Math.max(...ats, ...away, delayToldMinutes * minute);
    // Who makes up for it and is late again is late twice.
    let [times, isLate] = [0, false];
    for (const lateness of [delayToldMinutes * minute, ...ats]) {
      if (!isLate && lateness >= 9 * minute) times++;
      isLate = lateness >= (isLate ? 8 : 9) * minute;
    }
    return { worst, times: Math.max(1, times), sure: direction === 'to-school' ? (ats.at(-1) ?? 0) : Math.max(...ats) };
  }
}

type Rule = (day: TrueDay) => readonly Expectation[];

/** Ends when the run starts or is signed in for: a vehicle that stands at the first stop has not started yet. */
const notStarted: Rule = (day) => {
  const begins = day.startsAt + 5 * minute;
  if (day.run.cancelled) return [perhaps('not-started')];
  if (Math.min(at(day.run.signedInAt), day.leavesAt) < begins - second) return [];
  // Whether a vehicle that has come to the first stop, and does not leave it, has started: both answers are right.
  if (day.seenAt < begins - second) return [perhaps('not-started')];
  return day.seenFrom > begins + notice ? [once('not-started', [begins, Math.max(begins, day.backUntil) + notice], [day.seenFrom - second, Math.min(at(day.run.signedInAt), day.leavesAt) + notice])] : [perhaps('not-started')];
};

const notReady: Rule = (day) => (day.seenAt > day.startsAt - 10 * minute - notice ? [perhaps('not-ready')] : []);

const late: Rule = (day) => {
  if (day.run.cancelled) return [];
  const { worst, sure, times } = day.lateness;
  if (sure >= 11 * minute && day.lost === undefined) return [{ ...once('late', [day.startsAt - 60 * minute, day.arrivesAt + notice], [day.leavesAt, day.endKnown[1]]), may: times }];
  return worst >= 9 * minute ? [perhaps('late', times)] : [];
};

const uncovered: Rule = (day) => day.of('cancelled').map(({ from, until }) => once('uncovered', [at(from) - second, Math.max(at(from), day.knownAt) + notice], [at(until), Math.max(at(until), day.knownAt) + notice]));

const noGuide: Rule = (day) =>
  day.of('guide-unassigned', 'guide-unavailable').map(({ incident, from, until }) => {
    const begins = incident === 'guide-unassigned' ? day.startsAt - 60 * minute : at(from);
    const cancelledAt = at(day.of('cancelled')[0]?.from);
    if (Math.max(begins, day.knownAt) + 3 * minute > Math.min(cancelledAt, at(until))) return perhaps('no-guide');
    const ends = Math.min(cancelledAt, at(until) < day.arrivesAt ? at(until) : Number.POSITIVE_INFINITY);
    return once('no-guide', [begins, Math.max(begins, day.knownAt) + 3 * minute], Number.isFinite(ends) ? [ends, ends + notice] : day.endKnown);
  });

const signalLost: Rule = (day) => {
  const { lost } = day;
  if (lost === undefined) return [];
  const back = Math.min(at(lost.until) < day.arrivesAt + 90 * second ? at(lost.until) : Number.POSITIVE_INFINITY, at(day.run.endToldAt));
  const begins = at(lost.from) + 2 * minute;
  const isSure = back > begins + notice && at(lost.from) - day.leavesAt > 90 * second;
  return isSure ? [once('signal-lost', [begins - notice, begins + notice], [back - notice, back + notice])] : [perhaps('signal-lost')];
};

const offRoute: Rule = (day) => {
  const spans = day.of('off-route');
  const sure = spans.filter((span) => (span.clearSeconds ?? 0) >= 30 && !day.isLostAround(span));
  if (spans.length === 1 && sure[0]) return [once('off-route', [at(sure[0].from), at(sure[0].until) + notice], [at(sure[0].from), at(sure[0].until) + notice])];
  return spans.length === 0 ? [] : [{ condition: 'off-route', must: Math.min(1, sure.length), may: spans.length }];
};

const stalled: Rule = (day) =>
  day.of('breakdown').map((hold) => {
    const lasts = at(hold.until) - at(hold.from);
    const isAway = Math.min(hold.stopMetres ?? 0, hold.schoolMetres ?? 0) > 75;
    if (lasts < 7 * minute) return perhaps('stalled', 0);
    if (lasts < 9 * minute || !isAway || day.isLostAround(hold)) return perhaps('stalled');
    return once('stalled', [at(hold.from) + 7 * minute, at(hold.from) + 8 * minute + notice], [at(hold.until), at(hold.until) + 2 * notice]);
  });

const wrongSchool: Rule = (day) => [
  ...day.of('wrong-school').map((visit) => {
    if (day.isLostAround(visit) || (visit.stopMetres ?? 0) <= 75) return perhaps('wrong-school');
    return once('wrong-school', [at(visit.from) + minute, at(visit.from) + 2 * minute + notice], [at(visit.until) - second, at(visit.until) + 2 * notice]);
  }),
  // Whoever breaks down in front of a school stands there as well.
  ...day.of('breakdown').flatMap(({ schoolMetres = 0 }) => (schoolMetres <= 75 ? [perhaps('wrong-school')] : [])),
];

const overlong: Rule = (day) => {
  const beyond = (day.run.childrenBeyondSeconds ?? Number.NEGATIVE_INFINITY) * second;
  if (day.run.cancelled) return [];
  if (beyond > 3 * minute && day.lost === undefined) return [once('overlong', [day.leavesAt, day.arrivesAt + notice], [day.leavesAt, day.endKnown[1] + notice])];
  // Three quarters of an hour ahead an expected time may be ten minutes out.
  const told = (day.run.delayToldMinutes ?? 0) * minute;
  // Of a bus that fell silent and was never said to have arrived nobody knows that its children are off.
  const endIsUnknown = day.lost !== undefined && !Number.isFinite(day.endKnown[1]);
  return endIsUnknown || beyond > -10 * minute - told ? [perhaps('overlong')] : [];
};

const unaccounted: Rule = (day) =>
  day.of('unaccounted').map(({ until }) => {
    const begins = day.endKnown.map((known) => known + 5 * minute);
    if ((begins[1] ?? 0) > at(until) - notice) return perhaps('unaccounted');
    return once('unaccounted', [begins[0] ?? 0, begins[1] ?? 0], [at(until), at(until) + notice]);
  });

const rules: readonly Rule[] = [notStarted, notReady, late, uncovered, noGuide, signalLost, offRoute, stalled, wrongSchool, overlong, unaccounted];

/** What the truth of a run asks of the rules, a line a condition; what is not mentioned must not be raised. */
export const expectationsOf = (day: TrueDay): Expectation[] => rules.flatMap((rule) => rule(day));
