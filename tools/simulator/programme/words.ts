import type { Rating } from '@sightline/contracts';
import { Random } from '../random.ts';

const begun = [
  'The draft is agreed with those who will use it', 'Half of the work is done and checked', 'The first area has it and two more follow', 'The team is in place and has begun', 'Procurement is complete', 'A pilot ran for six weeks and was well received',
  'Schools have been asked and three in four replied', 'The data is clean enough to begin', 'Training has been booked for all but two teams', 'The process is written and in use on new cases', 'Partners have signed the agreement', 'Two thirds of the backlog is cleared',
];
const next = [
  'the rest follows by the end of next quarter', 'what is left waits for two posts to be filled', 'the remaining areas start after half term', 'a first report goes to the next board', 'it depends on the new system, due in the spring', 'families’ comments are being worked in',
  'an audit in six weeks will show whether it holds', 'the last agreement is with legal services', 'numbers are not yet where they should be', 'operators have asked for another month', 'it is being tested with two schools', 'it will be extended once funding is confirmed',
];
const done = ['Done and in use everywhere', 'Complete; checked by a sample of twenty', 'In place since the start of the quarter', 'Finished on time and handed to the service', 'Delivered; watched until the spring'];
const kept = ['Has held for over three months without a lapse', 'Part of the ordinary work now', 'Holds; the last two audits found nothing', 'Embedded, with its measure at or above target throughout'];
const worried = ['Two of three milestones were missed', 'The supplier has withdrawn and a new one is sought', 'Numbers have fallen back for two months', 'The post that this rests on has been empty since the spring'];

/** What the lead wrote beside a rating. The same item and period always give the same words. */
export function commentary(ref: string, period: number, rating: Rating): string | undefined {
  const random = new Random('words', ref, rating);
  switch (rating) {
    case 'amber':
      return `${turned(begun, random, period)}; ${turned(next, random, period)}.`;
    case 'green':
      return `${random.pick(done)}.`;
    case 'blue':
      return `${random.pick(kept)}.`;
    case 'red':
      return `${random.pick(worried)}.`;
    case 'grey':
      return undefined;
  }
}

/** Other words in each period, and not in the same order for each item. */
function turned(from: readonly string[], random: Random, period: number): string {
  return from[(random.whole(0, from.length - 1) + period) % from.length] ?? '';
}

export const redWords: Readonly<Record<string, { commentary: string; path: string; days: number; role: string }>> = {
  'A4.2': {
    commentary: '38 of 212 guides started the term without harness training; two runs a day go out without one.',
    path: 'Weekend courses are booked for the coming month, with agency cover until then.',
    days: 61,
    role: 'Head of passenger transport',
  },
  'B2.5': {
    commentary: '6 of 22 posts are empty, so advice arrives in week 11, not week 6.',
    path: 'Two locum teams start next month, and three trainees qualify in January.',
    days: 151,
    role: 'Principal psychologist',
  },
};
