import { crewNames, isShown, runInHand } from './crew-page.js';
import type { CrewedRun } from './crew-page.js';

const minute = 60_000;
const now = 1_000_000_000;
/** A run from and until some minutes after now. */
const run = (name: string, from: number, until: number, more: Partial<CrewedRun> = {}): CrewedRun & { name: string } => ({ name, state: 'scheduled', startsAt: now + from * minute, endsAt: now + until * minute, ...more });

describe('[LINK-60] a crew page shows a run', () => {
  it.each([
    ['not earlier than two hours before its start', run('a', 121, 150), false],
    ['from two hours before its start', run('a', 120, 150), true],
    ['while it is under way, however late', run('a', -120, -60, { state: 'running' }), true],
    ['not for ever, when nobody ended it', run('a', -300, -181, { state: 'running' }), false],
    ['until half an hour after it ended', run('a', -60, -40, { state: 'completed', completedAt: now - 30 * minute }), true],
    ['no longer than that', run('a', -60, -40, { state: 'completed', completedAt: now - 31 * minute }), false],
    ['that never began, until half an hour after it should have ended', run('a', -60, -31), false],
  ])('%s', (_, each, shown) => expect(isShown(each, now)).toBe(shown));
});

describe('[LINK-61] the run in hand', () => {
  const over = run('over', -60, -5, { state: 'completed', completedAt: now - 5 * minute });
  it.each([
    ['the one under way', [run('next', 10, 40), run('now', -20, 5, { state: 'running' })], 'now', 'next'],
    ['the one due next, where none is under way', [run('later', 90, 110), run('soon', 10, 40)], 'soon', 'later'],
    ['the one that has just ended, until its vehicle was walked through', [over, run('soon', 10, 40)], 'over', 'soon'],
    ['the next, once it was walked through', [{ ...over, walkedAt: now }, run('soon', 10, 40)], 'soon', undefined],
    ['the next, once that is due, though nobody walked through the one before', [over, run('due', -1, 40)], 'due', undefined],
    ['none, when all are too far off; the next is named', [run('home', 400, 440)], undefined, 'home'],
    ['a cancelled one at its time', [run('off', -5, 20, { state: 'cancelled' }), run('home', 400, 440)], 'off', 'home'],
  ])('is %s', (_, runs, inHand, next) => {
    const found = runInHand<CrewedRun & { name?: string }>(runs, now);
    expect([found.run?.name, found.next?.name]).toEqual([inHand, next]);
  });
});

describe('[LINK-62] a crew calls a child', () => {
  it.each([
    ['by its initials before it has signed in', 'Maya Patel', false, 'M. P.'],
    ['by first name and initial afterwards', 'Maya Patel', true, 'Maya P.'],
    ['by the last of several names', 'Maya Rose Smith-Patel', true, 'Maya S.'],
    ['by its only name', 'Maya', true, 'Maya'],
    ['"Child" where no name is known', undefined, true, 'Child'],
  ])('%s', (_, name, isSignedIn, expected) => expect(crewNames([name, 'Leo Ash'], isSignedIn)[0]).toBe(expected));

  it('so that two of the same name are told apart, and one who cannot be by no more than an initial', () => {
    expect(crewNames(['Maya Patel', 'Maya Pace', 'Maya Patton', 'Leo Ash'], true)).toEqual(['Maya Pate.', 'Maya Pac.', 'Maya Patt.', 'Leo A.']);
    expect(crewNames(['Maya Patel', 'Maya Patel'], true)).toEqual(['Maya P.', 'Maya P.']);
  });
});
