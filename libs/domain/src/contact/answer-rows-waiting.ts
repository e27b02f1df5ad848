import type { AnswerRow } from './answer-rows.js';
import { aboutLate, ago, between, clock, day, placeName, route, school, targetName, why } from './phrases.js';
import type { Situation } from './situation.js';
import type { Part } from './spoken.js';
import { said, sentences, strong } from './spoken.js';

const timetable = 'That is from the timetable.';
const leaves = (situation: Situation): readonly Part[] => said`leave ${placeName(situation, 0)} at ${strong(clock(situation, situation.run.startsAt))}`;

/** When it is due where the caller waits, by the timetable. */
function isDue(situation: Situation): readonly Part[] {
  const { target, targetAt } = situation;
  if (target === undefined || targetAt === 0) return [];
  return said` and be at ${targetName(situation)} at ${strong(clock(situation, target.scheduledAt))}`;
}

/** What else is known before it leaves. */
function before(situation: Situation): readonly Part[] {
  const { run } = situation;
  return sentences(
    run.closure?.effect === 'retimed' ? `${school(situation)} ends early today.` : '',
    situation.has('not-ready') ? said`We have ${strong('not heard yet')} that it is ready to go.` : '',
    situation.has('no-guide') ? said`It still ${strong('needs a guide')}, so it may leave late.` : '',
    run.vehicle?.substitute === true ? 'It is not the usual bus today.' : '',
  );
}

/** A bus may leave up to so long before its time: until then it has not left, seen or not. */
const mayHaveLeft = 15 * 60_000;
function notLeft(situation: Situation, more: readonly Part[]): readonly Part[] {
  const { age, asked, run } = situation;
  const isSure = age === 'fresh' || age === 'ageing' || asked.now < Date.parse(run.startsAt) - mayHaveLeft;
  return isSure ? said`${route(situation)} ${strong('has not left yet')}. It is due to ${leaves(situation)}${more}.` : said`${route(situation)} is ${strong('due to')} ${leaves(situation)}${more}.`;
}

const delayed = ({ run }: Situation): readonly Part[] => (run.delay === undefined ? [] : said`We were told that it will be ${aboutLate(run.delay.minutes * 60)}${why(run.delay.cause)}.`);

/** When it is expected where the caller waits: from a delay that was reported, or from where its bus is seen. */
const expected = (situation: Situation): readonly Part[] =>
  situation.window === undefined || situation.targetAt === 0 ? [] : said`We expect it at ${targetName(situation)} ${between(situation, situation.window)}.`;

function toldWhen({ run, asked, age, ageSeconds }: Situation): string {
  if (run.delay !== undefined) return `We were told ${ago((asked.now - Date.parse(run.delay.at)) / 1000)} ago.`;
  return (age === 'fresh' || age === 'ageing') && ageSeconds !== undefined ? `Its bus was seen ${ago(ageSeconds)} ago.` : timetable;
}

/** What is said of a run that has not begun. `overrun`: so long after its end nobody expects it any more, milliseconds. */
export const waitingRows = (overrun: number): readonly AnswerRow[] => [
  {
    kind: 'fetching',
    when: 'Not begun, and its school is closing early at a time that is not agreed: it will fetch the children',
    holds: ({ run }) => run.closure?.effect === 'collect',
    say: (situation) => said`${school(situation)} is closing, so ${route(situation).toLowerCase()} will ${strong('bring the children home')}. We ${strong('cannot say')} yet when it will be at ${targetName(situation)}.`,
    from: ({ run, asked }) => (run.closure === undefined ? '' : `We were told ${ago((asked.now - Date.parse(run.closure.at)) / 1000)} ago.`),
    aside: 'The control room is agreeing the time.',
  },
  {
    kind: 'never-heard-of',
    when: 'Never seen to begin, and half an hour past its end',
    holds: ({ run, asked }) => asked.now > Date.parse(run.endsAt) + overrun,
    say: (situation) => said`We have ${strong('not heard')} if ${route(situation).toLowerCase()} ran ${day(situation)}. It was due to ${leaves(situation)}${isDue(situation)}.`,
    from: () => timetable,
    aside: 'The operator can say whether it ran.',
  },
  {
    kind: 'not-started',
    when: 'Due to have left 5 minutes ago or more, and not seen to leave',
    holds: (situation) => situation.has('not-started'),
    say: (situation) =>
      sentences(said`${route(situation)} was due to ${leaves(situation)} and ${strong('has not left yet')}, as far as we can see.`, delayed(situation), situation.window === undefined ? said`We ${strong('cannot say')} yet when it will be at ${targetName(situation)}.` : expected(situation), before(situation)),
    from: (situation) => (situation.run.delay === undefined ? `It should have left ${ago((situation.asked.now - Date.parse(situation.run.startsAt)) / 1000)} ago.` : toldWhen(situation)),
    aside: 'The control room has an alert for this and can ask the operator.',
    expects: true,
  },
  {
    kind: 'delayed-before-start',
    when: 'Not begun, before its time, and a delay was reported',
    holds: ({ run, asked }) => run.delay !== undefined && asked.now < Date.parse(run.startsAt),
    say: (situation) => sentences(notLeft(situation, []), delayed(situation), expected(situation), before(situation)),
    from: toldWhen,
    expects: true,
  },
  {
    kind: 'due',
    when: 'Not begun, at its time or up to 5 minutes after it',
    holds: ({ run, asked }) => asked.now >= Date.parse(run.startsAt),
    say: (situation) => sentences(said`${route(situation)} was due to ${leaves(situation)}. We have ${strong('not seen it leave')} yet.`, delayed(situation), expected(situation), before(situation)),
    from: toldWhen,
    expects: true,
  },
  {
    kind: 'before-its-time',
    when: 'Not begun, before its time',
    holds: () => true,
    say: (situation) => {
      const date = day(situation);
      return sentences(notLeft(situation, said`${isDue(situation)}${date === 'today' ? '' : ` ${date}`}`), before(situation));
    },
    from: () => timetable,
  },
];
