import type { RunDetail } from '@sightline/contracts';
import { counted } from '../words.js';
import { aboutLate, ago, clock, day, placeName, route, school, targetName, was, why } from './phrases.js';
import { rowFor } from './sentence.js';
import { situationOf } from './situation.js';
import type { Age, Asked, Situation } from './situation.js';
import type { Part } from './spoken.js';
import { said, sentences, strong, textOf } from './spoken.js';
import { sureness } from './sureness.js';

/** The expected time as the family's page draws it: always a range. Instants are RFC 3339. */
export interface BusPageEstimate {
  readonly label: string;
  readonly earliest: string;
  readonly latest: string;
  readonly mayBeWrong: boolean;
  readonly note: string;
}

/** What the page of a child's bus says to the family that waits for it. */
export interface BusPageWords {
  /** The row of the adviser's table that holds: both say the same. */
  readonly kind: string;
  readonly age: Age;
  /** `good`: seen and coming; `quiet`: out of date; `trouble`: something is wrong; `ring`: ring us now; `over`: nothing is left to wait for. */
  readonly tone: 'good' | 'quiet' | 'trouble' | 'ring' | 'over';
  /** The line above the headline: how old this is. */
  readonly badge: string;
  readonly headline: string;
  readonly detail: readonly Part[];
  readonly estimate: BusPageEstimate | null;
  readonly whatToDo: readonly Part[];
}

interface Page {
  readonly tone: BusPageWords['tone'];
  readonly headline: (situation: Situation) => string;
  readonly detail?: (situation: Situation) => readonly Part[];
  readonly whatToDo: (situation: Situation) => readonly Part[];
}

const minute = 60_000;
const lastSeenAt = (situation: Situation): readonly Part[] => (situation.run.position === undefined ? [] : said`It was last seen at ${strong(clock(situation, situation.run.position.recordedAt))}.`);
const told = ({ run }: Situation): readonly Part[] => (run.delay === undefined ? [] : said`We were told that it is ${aboutLate(run.delay.minutes * 60)}${why(run.delay.cause)}.`);
const usualBus = ({ run, passed }: Situation): string => (run.vehicle?.substitute === true && !passed ? 'It is not the usual bus today.' : '');
const unheard = ({ ageSeconds = 0 }: Situation): string => `We have not heard from the bus for ${ago(ageSeconds)}.`;
const ringNow = (): readonly Part[] => said`${strong('Ring us now')}. We will help you at once.`;
const ringForMore = (): readonly Part[] => said`Ring us if you need to know more.`;
const nothingToDo = (): readonly Part[] => said`There is nothing that you need to do.`;

/** Where the family waits: by when to be there, with a minute in hand. A bus may come at the beginning of its window. */
function beThere(situation: Situation): readonly Part[] {
  const { window, asked, target, passed } = situation;
  if (passed) return nothingToDo();
  const at = window === undefined ? Date.parse(target?.scheduledAt ?? '') : window.earliest;
  const by = at - minute;
  return by <= asked.now || Number.isNaN(by) ? said`${strong('Be at your stop now')}.` : said`Be at your stop by ${strong(clock(situation, by))}.`;
}

/** Nobody can say when it comes: wait as usual, and ring when that takes too long. On the clock's fives, as people think. */
function waitAsUsual(situation: Situation): readonly Part[] {
  const { window, asked, target, passed } = situation;
  if (passed || target === undefined) return said`If you need to know more, ring us.`;
  const dueAt = Date.parse(target.scheduledAt);
  const by = Math.ceil((Math.max(dueAt, asked.now, window?.latest ?? 0) + 5 * minute) / (5 * minute)) * 5 * minute;
  return said`Wait at your stop as usual${dueAt > asked.now ? said` from ${strong(clock(situation, dueAt))}` : ''}. If the bus has not come by ${strong(clock(situation, by))}, ring us.`;
}

function coming(situation: Situation): string {
  const { window, away: stops, passed } = situation;
  if (passed) return `Your bus ${textOf(was(situation, situation.at))}.`;
  const late = window === undefined ? '' : `, ${textOf(aboutLate(window.latenessSeconds))}`;
  return stops === 1 ? `Your stop is next${late}.` : `Your bus is ${counted(stops, 'stop', 'stops')} away${late}.`;
}
const visited = (situation: Situation): string => {
  const { run, at, calls } = situation;
  return `Your bus ${textOf(was(situation, at >= 0 && run.direction === 'from-school' ? at : calls.length - 1))}.`;
};
const isHome = ({ run }: Situation): readonly Part[] => (run.direction === 'from-school' ? said`If your child is not with you, ring us.` : nothingToDo());
const leaves = (situation: Situation): readonly Part[] => said`It is due to leave ${placeName(situation, 0)} at ${strong(clock(situation, situation.run.startsAt))}.`;
const pleaseRing: Page = { tone: 'ring', headline: () => 'Please ring us about your bus.', whatToDo: ringNow };

/** A page for every row of the adviser's table. */
export const busPages: Readonly<Record<string, Page>> = {
  'control-room': pleaseRing,
  'not-off': pleaseRing,
  'not-on': { ...pleaseRing, detail: () => said`We have not been told that your child got on.` },
  'school-closed': { tone: 'trouble', headline: (s) => `Your bus will not run ${day(s)}.`, detail: (s) => said`${school(s)} is closed.`, whatToDo: nothingToDo },
  'cancelled-on-the-way': { ...pleaseRing, detail: () => said`It set out but is now cancelled.` },
  'cancelled-covered': { tone: 'trouble', headline: (s) => `Your bus is cancelled ${day(s)}.`, detail: () => said`${strong('Other transport')} will take the children.`, whatToDo: ringForMore },
  cancelled: { tone: 'trouble', headline: (s) => `Your bus is cancelled ${day(s)}.`, detail: () => said`We have not yet been told of other transport.`, whatToDo: ringForMore },
  arrived: { tone: 'over', headline: visited, whatToDo: isHome },
  'over-unseen': { tone: 'over', headline: () => 'Your bus has done its run.', detail: (s) => said`We did not see when it was at ${placeName(s, s.at >= 0 && s.run.direction === 'from-school' ? s.at : s.calls.length - 1)}.`, whatToDo: isHome },
  'taking-home': { tone: 'trouble', headline: () => 'Your bus is taking the children home.', detail: (s) => said`${school(s)} is closed. We cannot say when it will be at ${placeName(s, Math.max(0, s.at))}.`, whatToDo: () => said`Please be at your stop to meet it.` },
  'been-and-gone': { tone: 'over', headline: coming, whatToDo: isHome },
  'never-seen': { tone: 'quiet', headline: () => 'We cannot see your bus.', detail: told, whatToDo: waitAsUsual },
  lost: { tone: 'quiet', headline: unheard, detail: (s) => sentences(lastSeenAt(s), told(s)), whatToDo: waitAsUsual },
  'last-seen': { tone: 'quiet', headline: unheard, detail: (s) => sentences(lastSeenAt(s), told(s)), whatToDo: waitAsUsual },
  standing: { tone: 'trouble', headline: (s) => `Your bus has hardly moved since ${clock(s, s.run.conditions.find(({ condition }) => condition === 'stalled')?.since ?? '')}.`, detail: (s) => said`We cannot say when it will be at ${targetName(s)}.`, whatToDo: waitAsUsual },
  'off-its-road': { tone: 'trouble', headline: () => 'Your bus is not on its usual road.', detail: told, whatToDo: waitAsUsual },
  overdue: { tone: 'trouble', headline: (s) => `We have not seen the bus at ${targetName(s)} yet.`, detail: () => said`We thought it would be there by now.`, whatToDo: waitAsUsual },
  'on-its-way': { tone: 'good', headline: coming, detail: (s) => sentences((s.window?.latenessSeconds ?? 0) >= 120 ? told(s) : '', usualBus(s)), whatToDo: beThere },
  'no-estimate': { tone: 'good', headline: coming, detail: (s) => said`We cannot say when it will be at ${targetName(s)}.`, whatToDo: waitAsUsual },
  fetching: { tone: 'trouble', headline: () => 'Your bus will bring the children home.', detail: (s) => said`${school(s)} is closing. We cannot say yet when it will be at ${targetName(s)}.`, whatToDo: ringForMore },
  'never-heard-of': { tone: 'quiet', headline: (s) => `We have not heard if ${route(s).toLowerCase()} ran.`, whatToDo: isHome },
  'not-started': { tone: 'trouble', headline: () => 'Your bus has not left yet, as far as we can see.', detail: (s) => sentences(said`It was due to leave ${placeName(s, 0)} at ${strong(clock(s, s.run.startsAt))}.`, told(s)), whatToDo: waitAsUsual },
  'delayed-before-start': { tone: 'trouble', headline: (s) => `Your bus will be ${textOf(aboutLate((s.run.delay?.minutes ?? 0) * 60))}.`, detail: (s) => sentences('It has not left yet.', leaves(s), usualBus(s)), whatToDo: beThere },
  due: { tone: 'good', headline: () => 'Your bus is due to leave now.', detail: (s) => sentences('We have not seen it leave yet.', usualBus(s)), whatToDo: beThere },
  'before-its-time': { tone: 'good', headline: () => 'Your bus has not left yet.', detail: (s) => sentences(leaves(s), s.run.closure?.effect === 'retimed' ? `${school(s)} ends early today.` : '', usualBus(s)), whatToDo: beThere },
};

function badge({ ageSeconds, age, run }: Situation): string {
  if (run.state === 'cancelled' || run.state === 'completed') return '';
  if (ageSeconds === undefined) return run.state === 'running' ? 'Not seen' : 'From the timetable';
  return age === 'stale' || age === 'lost' ? 'Out of date' : `Last seen ${ago(ageSeconds)} ago`;
}

/** The words of the family's own page: the same truth as the adviser's sentence, for somebody at the kerb. */
export function busPageWords(run: RunDetail, asked: Asked): BusPageWords {
  const situation = situationOf(run, asked);
  const row = rowFor(situation);
  const page = busPages[row.kind] as Page;
  const { window, age } = situation;
  const mayBeWrong = row.kind === 'last-seen' || row.kind === 'off-its-road';
  const label = mayBeWrong ? 'May be wrong' : `At ${targetName(situation)} between`;
  const note = mayBeWrong ? `From where it was at ${clock(situation, run.position?.recordedAt ?? '')}.` : `${sureness(run, age).filter((words) => words !== '').join(': ')}.`;
  const estimate = window === undefined || row.expects !== true ? null : { label, earliest: new Date(window.earliest).toISOString(), latest: new Date(window.latest).toISOString(), mayBeWrong, note };
  return { kind: row.kind, age, tone: page.tone, badge: badge(situation), headline: page.headline(situation), detail: page.detail?.(situation) ?? [], estimate, whatToDo: page.whatToDo(situation) };
}
