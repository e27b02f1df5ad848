import type { RunDetail } from '@sightline/contracts';
import type { Answer, Asked } from '@sightline/domain';
import type { TrueIncident, TrueRun } from './truth-file.ts';

/** An answer that was given at a moment, with what only the senders knew then. */
export interface Given {
  readonly run: RunDetail;
  readonly asked: Asked;
  readonly answer: Answer;
  /** When the fixes of its vehicle were taken, in the order in which they came in, and how many had come by then. Epoch milliseconds. */
  readonly fixes: readonly number[];
  readonly fixCount: number;
  /** Whether those who plan had said that the run has no guide, or one who is away. */
  readonly isGuideMissing: boolean;
  /** Every delay that had been told of the run, in minutes. */
  readonly delaysTold: readonly number[];
}
export interface TruthOfRun {
  readonly run: TrueRun;
  readonly incidents: readonly TrueIncident[];
}

const second = 1000;
const minute = 60 * second;
/** Arrivals and departures are crossings of a radius between two fixes: they are seen within so much (truth.test.ts). */
const notice = 45 * second;
const moment = (instant: string | undefined): number => (instant === undefined ? Number.POSITIVE_INFINITY : Date.parse(instant));

/** Everything that a claim is held against. */
class Held {
  readonly given: Given;
  readonly truth: TruthOfRun;
  readonly now: number;
  /** The moment that the sentence speaks of: that of the last fix. */
  readonly seenAt: number;
  /** The newest fix until the true end of the run, and of all. */
  fixAt: number | undefined;
  newestFixAt: number | undefined;
  constructor(given: Given, truth: TruthOfRun) {
    this.given = given;
    this.truth = truth;
    this.now = given.asked.now;
    this.seenAt = given.run.position === undefined ? this.now : Date.parse(given.run.position.recordedAt);
    // What its vehicle did after the run was over is none of the run's.
    const endsAt = Math.max(moment(truth.run.stops.at(-1)?.arrivedAt), truth.run.cancelled ? Number.POSITIVE_INFINITY : 0);
    for (let place = 0; place < given.fixCount; place++) {
      const at = given.fixes[place] ?? 0;
      this.newestFixAt = Math.max(this.newestFixAt ?? at, at);
      if (at <= endsAt) this.fixAt = Math.max(this.fixAt ?? at, at);
    }
  }

  get stops(): TrueRun['stops'] {
    return this.truth.run.stops;
  }
  of(...names: string[]): readonly TrueIncident[] {
    return this.truth.incidents.filter(({ incident }) => names.includes(incident));
  }
  /** Whether something of these names was so at any time of a span. */
  wasSo(from: number, until: number, ...names: string[]): boolean {
    return this.of(...names).some((incident) => moment(incident.from) <= until && moment(incident.until) >= from);
  }
  /** Whoever stands in front of a stop has come to it, for some. */
  get standsNearStop(): boolean {
    return this.truth.incidents.some(({ stopMetres = 100 }) => stopMetres <= 60);
  }

  /** The place of a stop that a sentence names. */
  at(name: string): number {
    const { asked, run } = this.given;
    // Two stops of a run may have one name: then the caller's is meant.
    const sequence = name === 'your stop' || name === asked.stop?.name ? asked.stop?.sequence : run.stopCalls.find((call) => call.name === name)?.sequence;
    return this.stops.findIndex((stop) => stop.sequence === sequence);
  }
  /** The places that a name may stand for: two stops of a run may have one name. */
  places(name: string): readonly number[] {
    const { run } = this.given;
    return [this.at(name), ...run.stopCalls.flatMap((call, index) => (call.name === name ? [index] : []))];
  }
  /** A time of the clock as the moment near to now that reads so. */
  clock(time: string): number {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const near = new Date(this.now);
    near.setUTCHours(hours, minutes, 0, 0);
    return near.getTime() - Math.round((near.getTime() - this.now) / (24 * 60 * minute)) * 24 * 60 * minute;
  }
  /** Whether a moment reads as that time, give or take what detection may be out by. */
  reads(time: string, at: number): boolean {
    const from = this.clock(time);
    return at >= from - notice && at < from + minute + notice;
  }
}

const visitedAt = (held: Held, name: string, what: string): number => {
  const stop = held.stops[held.at(name)];
  return moment(what === 'left' ? stop?.departedAt : stop?.arrivedAt);
};
const saysTime = (held: Held, name: string, what: string, time: string): string | undefined => {
  const at = visitedAt(held, name, what);
  if (held.places(name).some((place) => held.reads(time, moment(what === 'left' ? held.stops[place]?.departedAt : held.stops[place]?.arrivedAt)))) return undefined;
  if (held.reads(time, at) || (held.standsNearStop && what !== 'left' && held.clock(time) < at)) return undefined;
  return `${what} ${name} at ${Number.isFinite(at) ? new Date(at).toISOString().slice(11, 19) : 'never'}`;
};
/** Seconds that words of lateness stand for, from and until. */
function latenessSpan(words: string): readonly [number, number] {
  if (words === 'on time') return [-120, 120];
  const [, minutes = '0', way] = /(\d+) minutes? (late|early)/.exec(words) ?? [];
  const [least, most] = [Number(minutes) * 60 - 30, Number(minutes) * 60 + 30];
  return way === 'late' ? [least, most] : [-most, -least];
}
function saysLateness(held: Held, name: string, words: string): string | undefined {
  const stop = held.stops[held.at(name)];
  const scheduledAt = moment(stop?.scheduledAt);
  const [from, until] = latenessSpan(words);
  const isSo = [stop?.arrivedAt, stop?.departedAt].some((at) => {
    const late = (moment(at) - scheduledAt) / 1000;
    // To the minute on the clock, and to the minute of the lateness.
    return late >= from - 75 && late <= until + 75;
  });
  return isSo || held.standsNearStop ? undefined : `not ${words} at ${name}`;
}
const numberOf = (word: string): number => {
  const at = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'].indexOf(word);
  return at < 0 ? Number(word) : at;
};
/** How many stops lay between a run and a stop, that stop included, at moments around the last fix. */
function saysAway(held: Held, target: number, count: number): string | undefined {
  const left = (at: number): number => held.stops.filter((stop, index) => index <= target && (index === 0 ? moment(stop.departedAt) : moment(stop.arrivedAt)) > at).length;
  for (let at = held.seenAt - notice; at <= held.seenAt + notice; at += 5 * second) if (left(at) === count || (index0(held, at) && left(at) - 1 === count)) return undefined;
  return held.standsNearStop ? undefined : `${left(held.seenAt)} stops away and not ${count}`;
}
/** Before it has left its first stop, that stop is none on its way. */
const index0 = (held: Held, at: number): boolean => moment(held.stops[0]?.departedAt) > at;
const targetOf = (held: Held): number => {
  const own = held.stops.findIndex(({ sequence }) => sequence === held.given.asked.stop?.sequence);
  return own < 0 ? held.stops.length - 1 : own;
};
const isSilent = (held: Held, forLonger: number): boolean => held.newestFixAt === undefined || held.now - held.newestFixAt > forLonger;

function saysWindow(held: Held, name: string, earliest: string, latest: string, lateness = ''): string | undefined {
  const [from, until] = [held.clock(earliest), held.clock(latest)];
  if (until <= from) return 'a window of no length';
  if (from + minute <= held.now) return 'expected before now';
  if (isSilent(held, 10 * minute) && held.given.run.state === 'running') return 'expected though it is lost';
  if (lateness === '') return undefined;
  const [least, most] = latenessSpan(lateness);
  const isSo = held.places(name).some((place) => {
    const scheduledAt = moment(held.stops[place]?.scheduledAt);
    return scheduledAt + least * second <= until + minute && scheduledAt + most * second >= from - minute;
  });
  return isSo ? undefined : `${lateness} is not what the window says`;
}
const saysNotLeft = (held: Held): string | undefined => (moment(held.stops[0]?.departedAt) > held.now - notice || held.truth.run.cancelled ? undefined : 'it has left');
const saysSchedule = (held: Held, name: string, time: string, only?: number): string | undefined => {
  const isDue = (index: number): boolean => held.clock(time) === Math.floor(moment(held.stops[index]?.scheduledAt) / minute) * minute;
  return (only === undefined ? held.places(name) : [only, ...held.places(name)]).some(isDue) ? undefined : `not due at ${name} at ${time}`;
};
const first = (...problems: readonly (string | undefined)[]): string | undefined => problems.find((problem) => problem !== undefined);
const because = '(?: because of [a-z ]+)?';
const late = '(?:about )?(on time|\\d+ minutes? (?:late|early))';
const T = '(\\d\\d:\\d\\d)';

/** Each clause that a sentence may be made of, and what must be true for it to be said. */
const claims: readonly (readonly [RegExp, (held: Held, ...words: string[]) => string | undefined])[] = [
  [new RegExp(`^Route \\S+ (left|was at) (.+?) at ${T}`), (held, what, name, time) => saysTime(held, name, what, time)],
  [/^Route \S+ has gone past (.+?), but we did not see when/, (held, name) => (visitedAt(held, name, 'was at') <= held.seenAt + notice || held.at(name) === 0 || held.standsNearStop ? undefined : 'it has not come there')],
  [/^Route \S+ has set out/, (held) => (moment(held.stops[0]?.departedAt) <= held.now + notice ? undefined : 'it has not left')],
  [new RegExp(`^, ${late}(?=\\.)`), (held, words) => saysLateness(held, /(?:left|was at) (.+?) at \d\d:\d\d/.exec(held.given.answer.sentence)?.[1] ?? '', words)],
  [/^, (\w+) stops? (?:away|from [^.]+)(?=\.)/, (held, count) => saysAway(held, targetOf(held), numberOf(count))],
  [/^ and is (\w+) stops? away/, (held, count) => saysAway(held, targetOf(held), numberOf(count))],
  [/^ and is (\w+) stops? from .+?(?=[;.])/, (held, count) => saysAway(held, held.stops.length - 1, numberOf(count))],
  [/^ and (.+?) is next/, (held, name) => (held.places(name).some((place) => saysAway(held, place, 1) === undefined) ? undefined : saysAway(held, held.at(name), 1))],
  [new RegExp(`^; we expect it (there|at .+?) between ${T} and ${T}, ${late}${because}\\.`), (held, name, earliest, latest, words) => first(isSilent(held, 2 * minute) ? 'expected though it is silent' : undefined, saysWindow(held, name === 'there' ? 'your stop' : (name).slice(3), earliest, latest, name === 'there' ? '' : words))],
  [new RegExp(`^ ?We expect it at (.+?) between ${T} and ${T}(?:, ${late}${because})?\\.`), (held, name, earliest, latest, words) => saysWindow(held, name, earliest, latest, words)],
  [new RegExp(`^ It may be at (.+?) between ${T} and ${T}, but that may be wrong\\.`), (held, name, earliest, latest) => saysWindow(held, name, earliest, latest)],
  [new RegExp(`^ We last saw it at ${T}(?: and cannot say when it will be at .+?(?=\\.))?`), (held, time) => ([held.fixAt, held.newestFixAt].some((at) => at !== undefined && held.clock(time) === Math.floor(at / minute) * minute) ? undefined : `last seen at ${held.fixAt === undefined ? 'no time' : new Date(held.fixAt).toISOString().slice(11, 19)}`)],
  [new RegExp(`^ It has hardly moved since ${T}\\.`), (held, time) => (held.of('breakdown', 'traffic').some(({ from, until }) => Math.abs(moment(from) - held.clock(time)) <= 3 * minute && moment(until) >= held.seenAt - notice) ? undefined : 'it was not held then')],
  [/^ It is not on its usual road just now\./, (held) => (held.wasSo(held.seenAt - 2 * minute, held.seenAt + notice, 'off-route', 'wrong-school') || held.wasSo(held.seenAt - minute, held.seenAt, 'signal-lost') ? undefined : 'it is on its road')],
  [/^ We thought it would be at .+? by now, but have not seen it there\./, () => undefined],
  [/^ We cannot say(?: yet)? when it will be at .+?\./, () => undefined],
  [/^ We cannot see this bus, so we cannot say when it will be at .+?\./, (held) => (held.newestFixAt === undefined || held.given.run.position === undefined ? undefined : 'it is seen')],
  [new RegExp(`^ We were told that it (left|was at) (.+?) at ${T}\\.`), (held, what, name, time) => saysTime(held, name, what, time)],
  [new RegExp(`^ We were told that it (?:is|will be) ${late}${because}\\.`), (held, words) => (held.given.delaysTold.some((told) => told * 60 >= latenessSpan(words)[0] && told * 60 <= latenessSpan(words)[1]) ? undefined : 'nobody told that')],
  [new RegExp(`^Route \\S+ has not left yet\\. It is due to leave (.+?) at ${T}(?: and be at (.+?) at ${T})?\\.`), (held, from, at, to, by) => first(saysNotLeft(held), saysSchedule(held, from, at, 0), to === '' ? undefined : saysSchedule(held, to, by))],
  [new RegExp(`^Route \\S+ was due to leave (.+?) at ${T} and has not left yet, as far as we can see\\.`), (held, from, at) => first(isSilent(held, 2 * minute) ? undefined : saysNotLeft(held), saysSchedule(held, from, at, 0))],
  [new RegExp(`^Route \\S+ is due to leave (.+?) at ${T}(?: and be at (.+?) at ${T})?\\.`), (held, from, at, to, by) => first(saysSchedule(held, from, at, 0), to === '' ? undefined : saysSchedule(held, to, by))],
  [new RegExp(`^Route \\S+ was due to leave (.+?) at ${T}\\. We have not seen it leave yet\\.`), (held, from, at) => saysSchedule(held, from, at, 0)],
  [/^ We have not heard yet that it is ready to go\./, (held) => (moment(held.truth.run.signedInAt) > held.now - notice ? undefined : 'its crew has signed in')],
  [/^ It still needs a guide, so it may leave late\./, (held) => (held.given.isGuideMissing ? undefined : 'it has its guide')],
  [new RegExp(`^We have not heard if route \\S+ ran today\\. It was due to leave (.+?) at ${T}(?: and be at (.+?) at ${T})?\\.`), (held, from, at, to, by) => first(saysSchedule(held, from, at, 0), to === '' ? undefined : saysSchedule(held, to, by))],
  [/^Route \S+ is cancelled today(?: because of [a-z ]+)?\./, (held) => cancelledBy(held)],
  [/^ but is now cancelled\./, (held) => cancelledBy(held)],
  [/^ Other transport (?:will take the children|is on hand)\./, (held) => (held.of('cancelled').some(({ until }) => moment(until) <= held.now) ? undefined : 'there is none')],
  [/^ We have not yet been told of other transport\./, (held) => (held.of('cancelled').every(({ until }) => moment(until) > held.now) ? undefined : 'there is some')],
  [/^ ?I will put you through to our control room now\./, (held) => (held.given.answer.kind !== 'control-room' || held.wasSo(held.now - 3 * minute, held.now + minute, 'wrong-school', 'unaccounted') || held.of('breakdown').some(({ schoolMetres = 99 }) => schoolMetres <= 75) ? undefined : 'nothing is wrong')],
  [/^ They can tell you about route \S+\./, () => undefined],
  [/^\. It has now done its run/, (held) => isDone(held)],
  [/^Route \S+ has done its run\. We did not see when it was at (.+?)\./, (held) => isDone(held)],
  [/^ It is not the usual bus today\./, (held) => (held.given.run.vehicle?.substitute === true ? undefined : 'it is')],
  [/^\./, () => undefined],
];
const cancelledBy = (held: Held): string | undefined => (held.of('cancelled').some(({ from }) => moment(from) <= held.now + second) ? undefined : 'not cancelled yet');
/** Who broke down in front of its last stop has arrived, for some; who turns to the next run near its end has too. */
const isDone = (held: Held): string | undefined => (moment(held.stops.at(-1)?.arrivedAt) <= held.now + notice || held.standsNearStop ? undefined : 'it is still on its way');

/** Where a sentence says it is from, and how old: held against the clock of the sender. */
function ageProblem(held: Held): string | undefined {
  const { ageSentence } = held.given.answer;
  const [, kind, count = '0', unit] = /^(That is from its position|It was last seen|Its bus was seen) (\d+) (second|minute|hour)s? ago\.$/.exec(ageSentence) ?? [];
  if (kind === undefined) return undefined;
  const unitSeconds = { second: 1, minute: 60, hour: 3600 }[unit ?? ''] ?? 1;
  const [from, until] = [Number(count) * unitSeconds, (Number(count) + 1) * unitSeconds];
  const ages = [held.fixAt, held.newestFixAt].flatMap((at) => (at === undefined ? [] : [(held.now - at) / second]));
  return ages.some((age) => age >= from - 1 && age <= until + 1) ? undefined : `it was seen ${ages.map(Math.round).join(' or ') || 'never'} s ago`;
}

/** What in an answer is not true; none where all is. A clause that nothing here knows is not true either. */
export function untruths(given: Given, truth: TruthOfRun): readonly string[] {
  const held = new Held(given, truth);
  const problems: string[] = [];
  let rest = given.answer.sentence;
  while (rest !== '') {
    const known = claims.map(([pattern, check]) => ({ words: pattern.exec(rest), check })).find(({ words }) => words !== null);
    if (known === undefined) {
      problems.push(`unknown words: ${rest}`);
      break;
    }
    // What a clause left out is an empty word.
    const [text = '', ...words] = Array.from(known.words ?? [], (word: string | undefined) => word ?? '');
    const problem = known.check(held, ...words);
    if (problem !== undefined) problems.push(`“${text.trim()}”: ${problem}`);
    rest = rest.slice(text.length);
  }
  const age = ageProblem(held);
  return age === undefined ? problems : [...problems, `“${given.answer.ageSentence}”: ${age}`];
}
