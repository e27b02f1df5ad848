import { conditionRules } from '../transport/settings.js';
import { waitingRows } from './answer-rows-waiting.js';
import { aboutLate, ago, away, between, clock, day, howLate, placeName, route, school, started, stopsAway, targetName, was, why } from './phrases.js';
import type { Situation } from './situation.js';
import type { Part } from './spoken.js';
import { said, sentences, strong } from './spoken.js';

/** One line of the table of what is said when: the first that holds speaks. */
export interface AnswerRow {
  readonly kind: string;
  /** When it speaks, in the words of `docs/answer.md`. */
  readonly when: string;
  readonly holds: (situation: Situation) => boolean;
  readonly say: (situation: Situation) => readonly Part[];
  /** Where it comes from and how old that is. */
  readonly from: (situation: Situation) => string;
  /** What the adviser does next. Not read aloud. */
  readonly aside?: string;
  /** Whether a window is said. */
  readonly expects?: true;
}

export const controlRoom = 'I will put you through to our control room now.';
const nothing = (): string => '';

/** A child was on the run and nobody has said that it got off, or on: the one child that is asked about. */
const notOff = ({ run, asked, passed }: Situation): boolean => asked.child === 'aboard' && (run.state === 'completed' || (run.direction === 'from-school' && run.state === 'running' && passed));
const accountedFor = ({ asked }: Situation): boolean => asked.child === 'alighted' || asked.child === 'absent';
const notOn = ({ run, asked, next, passed }: Situation): boolean => asked.child === 'to-board' && (run.state === 'running' || run.state === 'completed') && (run.direction === 'to-school' ? passed : next > 0);

const isVisible = ({ age }: Situation): boolean => age === 'fresh' || age === 'ageing';
const isRunning = ({ run }: Situation): boolean => run.state === 'running';
/** What a run has behind it as far as the caller is concerned: the caller's stop once it has come there, else its start. */
const behind = (situation: Situation): readonly Part[] => (situation.passed ? said`${route(situation)} ${was(situation, situation.at)}` : started(situation));

const position = ({ ageSeconds = 0 }: Situation): string => `That is from its position ${ago(ageSeconds)} ago.`;
const seen = ({ ageSeconds }: Situation): string => (ageSeconds === undefined ? '' : `It was last seen ${ago(ageSeconds)} ago.`);
const since = (situation: Situation, at: string | undefined, words: string): string => (at === undefined ? '' : `${words} ${ago((situation.asked.now - Date.parse(at)) / 1000)} ago.`);

/** A bus that is seen, on its way to the caller: what most calls are about. */
function expected(situation: Situation): readonly Part[] {
  const { window, passed, run } = situation;
  if (window === undefined) return [];
  const reason = window.latenessSeconds >= 120 ? why(run.delay?.cause) : '';
  const when = said`${between(situation, window)}, ${aboutLate(window.latenessSeconds)}${reason}.`;
  if (passed) return said`${behind(situation)}. We expect it at ${targetName(situation)} ${when}`;
  return said`${behind(situation)}${away(situation)}; we expect it ${situation.away === 1 ? 'there' : `at ${targetName(situation)}`} ${when}`;
}

/** The same, of a bus whose times may be wrong. */
function perhaps(situation: Situation): readonly Part[] {
  const { window } = situation;
  return window === undefined ? unsure(situation) : said`It may be at ${targetName(situation)} ${between(situation, window)}, but that ${strong('may be wrong')}.`;
}
const unsure = (situation: Situation): readonly Part[] => said`We ${strong('cannot say')} when it will be at ${targetName(situation)}.`;

const wayAhead = (situation: Situation): readonly Part[] => (situation.passed || situation.away < 1 ? [] : away(situation));
/** `, two stops away` of where it was last seen: not where a report since then has it further on. */
const lastSeenAway = (situation: Situation): readonly Part[] =>
  situation.passed || situation.away < 1 || situation.reported !== undefined || situation.has('off-route') ? [] : said`, ${strong(stopsAway(situation))}`;
const notUsual = ({ run, passed }: Situation): string => (run.vehicle?.substitute === true && !passed ? 'It is not the usual bus today.' : '');

/** What was told of a bus that nobody can see. */
function toldOf(situation: Situation): readonly Part[] {
  const { reported, run } = situation;
  const where = reported === undefined || reported.call === situation.calls.find(({ departedAt }) => departedAt !== undefined) ? [] : said`We were told that it ${reported.what} ${placeName(situation, situation.calls.indexOf(reported.call))} at ${strong(clock(situation, reported.at))}.`;
  const late = run.delay === undefined ? [] : said`We were told that it is ${aboutLate(run.delay.minutes * 60)}${why(run.delay.cause)}.`;
  return sentences(where, late);
}
function lastHeard(situation: Situation): string {
  const { run, reported } = situation;
  const times = [reported?.at, run.delay?.at, ...(run.signIns ?? []).map(({ at }) => at)].filter((at) => at !== undefined).sort();
  return since(situation, times.at(-1), 'We last heard of it');
}

const overrun = conditionRules.forgotten;

/** Said before all else, whatever the state. */
const firstOfAll: readonly AnswerRow[] = [
  {
    kind: 'control-room',
    when: 'A safeguarding alert of the run is open (wrong school, a child unaccounted for), and the caller’s own child is not known to be off the bus or away',
    holds: (situation) => !accountedFor(situation) && (situation.has('wrong-school') || situation.has('unaccounted')),
    say: (situation) => said`${strong(controlRoom)} They can tell you about ${route(situation).toLowerCase()}.`,
    from: nothing,
    aside: 'Do not say why. The control room has a safeguarding alert for this run.',
  },
  {
    kind: 'not-off',
    when: 'The run has passed the child’s stop home, or is over, and the crew have not ticked the child off',
    holds: notOff,
    say: (situation) => said`${strong(controlRoom)} They can tell you about ${route(situation).toLowerCase()}.`,
    from: nothing,
    aside: 'The crew have not ticked this child off the bus. Do not guess: the control room asks the crew.',
  },
  {
    kind: 'not-on',
    when: 'The run has left where the child gets on, and the crew have not ticked the child on',
    holds: notOn,
    say: (situation) => sentences(said`${behind(situation)}.`, said`We have ${strong('not been told')} that your child got on. ${strong(controlRoom)}`),
    from: (situation) => (isVisible(situation) ? position(situation) : seen(situation)),
    aside: 'The tick may be late: the control room asks the crew.',
  },
];

const cancelledRows: readonly AnswerRow[] = [
  {
    kind: 'school-closed',
    when: 'Cancelled because the school is closed',
    holds: ({ run }) => run.state === 'cancelled' && run.closure?.effect === 'cancelled',
    say: (situation) => said`${school(situation)} is closed ${day(situation)}, so ${route(situation).toLowerCase()} ${strong('will not run')}.`,
    from: (situation) => since(situation, situation.run.closure?.at, 'We were told'),
  },
  {
    kind: 'cancelled-on-the-way',
    when: 'Cancelled after it had set out: children may be aboard',
    holds: ({ run, calls }) => run.state === 'cancelled' && calls.some(({ departedAt }) => departedAt !== undefined),
    say: (situation) => said`${started(situation)} but ${strong('is now cancelled')}.${situation.run.coveredAt === undefined ? '' : ' Other transport is on hand.'} ${strong(controlRoom)}`,
    from: (situation) => since(situation, situation.run.cancellation?.at, 'We were told'),
    aside: 'Children may be aboard: the control room asks where they are.',
  },
  {
    kind: 'cancelled-covered',
    when: 'Cancelled, and other transport is arranged',
    holds: ({ run }) => run.state === 'cancelled' && run.coveredAt !== undefined,
    say: (situation) => said`${route(situation)} ${strong('is cancelled')} ${day(situation)}${why(situation.run.cancellation?.cause)}. ${strong('Other transport')} will take the children.`,
    from: (situation) => since(situation, situation.run.coveredAt, 'It was set up'),
    aside: 'The control room can say which transport, where and when.',
  },
  {
    kind: 'cancelled',
    when: 'Cancelled, and nobody has said that other transport is arranged',
    holds: ({ run }) => run.state === 'cancelled',
    say: (situation) => said`${route(situation)} ${strong('is cancelled')} ${day(situation)}${why(situation.run.cancellation?.cause)}. We have ${strong('not yet been told')} of other transport.`,
    from: (situation) => since(situation, situation.run.cancellation?.at, 'We were told'),
    aside: 'Ask the control room what will take the child, and ring the caller back.',
  },
];

const completedRows: readonly AnswerRow[] = [
  {
    kind: 'arrived',
    when: 'Completed, and seen at the caller’s stop (home) or at the school (morning)',
    holds: ({ run, calls, at }) => run.state === 'completed' && calls[at >= 0 && run.direction === 'from-school' ? at : calls.length - 1]?.arrivedAt !== undefined,
    say: (situation) => {
      const { run, at, calls } = situation;
      const index = at >= 0 && run.direction === 'from-school' ? at : calls.length - 1;
      const finished = index === calls.length - 1 ? '.' : '. It has now done its run.';
      return said`${route(situation)} ${was(situation, index)}${howLate(situation, index)}${finished}`;
    },
    from: (situation) => {
      const { run, at, calls } = situation;
      return since(situation, calls[at >= 0 && run.direction === 'from-school' ? at : calls.length - 1]?.arrivedAt, 'That was');
    },
  },
  {
    kind: 'over-unseen',
    when: 'Completed, but nobody saw it where the caller asks about',
    holds: ({ run }) => run.state === 'completed',
    say: (situation) => {
      const { run, at, calls } = situation;
      return said`${route(situation)} has done its run. We ${strong('did not see')} when it was at ${placeName(situation, at >= 0 && run.direction === 'from-school' ? at : calls.length - 1)}.`;
    },
    from: nothing,
    aside: 'The operator can say when it was there.',
  },
];

const runningRows: readonly AnswerRow[] = [
  {
    kind: 'taking-home',
    when: 'Running to a school that has closed: it takes the children home',
    holds: (situation) => isRunning(situation) && situation.run.closure?.effect === 'return',
    say: (situation) => said`${school(situation)} is closed, so ${route(situation).toLowerCase()} is ${strong('taking the children home')}. We ${strong('cannot say')} when it will be at ${placeName(situation, Math.max(0, situation.at))}. Please be there to meet it.`,
    from: (situation) => (isVisible(situation) ? '' : seen(situation)),
    aside: 'The control room can ask the driver how long it will be.',
  },
  {
    kind: 'been-and-gone',
    when: 'Running home, and past the caller’s stop',
    holds: (situation) => isRunning(situation) && situation.target === undefined,
    say: (situation) => said`${behind(situation)}${howLate(situation, situation.at)}.`,
    from: (situation) => (isVisible(situation) ? position(situation) : seen(situation)),
  },
  {
    kind: 'never-seen',
    when: 'Running, with no device: only what was reported',
    holds: (situation) => isRunning(situation) && situation.age === 'unknown',
    say: (situation) => sentences(said`${behind(situation)}.`, toldOf(situation), said`We ${strong('cannot see')} this bus, so we cannot say when it will be at ${targetName(situation)}.`),
    from: lastHeard,
    aside: 'The operator can ask the driver: ring, or pass it to the control room.',
  },
  {
    kind: 'lost',
    when: 'Running, last seen more than 10 minutes ago: no estimate',
    holds: (situation) => isRunning(situation) && situation.age === 'lost',
    say: (situation) => sentences(said`${behind(situation)}.`, toldOf(situation), said`We last saw it at ${strong(clock(situation, situation.run.position?.recordedAt ?? ''))} and ${strong('cannot say')} when it will be at ${targetName(situation)}.`),
    from: seen,
    aside: 'The operator can ask the driver: ring, or pass it to the control room.',
  },
  {
    kind: 'last-seen',
    when: 'Running, last seen 2 to 10 minutes ago: its estimate may be wrong',
    holds: (situation) => isRunning(situation) && situation.age === 'stale',
    say: (situation) => sentences(said`${behind(situation)}.`, toldOf(situation), said`We last saw it at ${strong(clock(situation, situation.run.position?.recordedAt ?? ''))}${lastSeenAway(situation)}.`, perhaps(situation)),
    from: seen,
    expects: true,
  },
  {
    kind: 'standing',
    when: 'Running, and has made no way for 8 minutes or more: no estimate',
    holds: (situation) => isRunning(situation) && situation.has('stalled'),
    say: (situation) => sentences(said`${behind(situation)}${wayAhead(situation)}. It has ${strong('hardly moved')} since ${strong(clock(situation, situation.run.conditions.find(({ condition }) => condition === 'stalled')?.since ?? ''))}.`, unsure(situation)),
    from: position,
    aside: 'The control room has an alert for this and can ask the operator.',
  },
  {
    kind: 'off-its-road',
    when: 'Running, and beside its planned way: its estimate may be wrong',
    holds: (situation) => isRunning(situation) && situation.has('off-route'),
    say: (situation) => sentences(said`${behind(situation)}. It is ${strong('not on its usual road')} just now.`, perhaps(situation)),
    from: position,
    expects: true,
  },
  {
    kind: 'overdue',
    when: 'Running and seen, but not yet seen at the stop where it was expected by now',
    holds: (situation) => isRunning(situation) && situation.overdue,
    say: (situation) => said`${behind(situation)}${wayAhead(situation)}. We ${strong('thought it would be')} at ${targetName(situation)} by now, but have not seen it there.`,
    from: position,
  },
  {
    kind: 'on-its-way',
    when: 'Running and seen in the last 2 minutes',
    holds: (situation) => isRunning(situation) && situation.window !== undefined,
    say: (situation) => sentences(expected(situation), notUsual(situation)),
    from: position,
    expects: true,
  },
  {
    kind: 'no-estimate',
    when: 'Running and seen, but no time can be worked out',
    holds: isRunning,
    say: (situation) => sentences(said`${behind(situation)}${wayAhead(situation)}.`, unsure(situation)),
    from: position,
  },
];

/** What is said when, in order: the first row that holds speaks, and the last always does. */
export const answerRows: readonly AnswerRow[] = [...firstOfAll, ...cancelledRows, ...completedRows, ...runningRows, ...waitingRows(overrun)];
