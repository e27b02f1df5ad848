import { releaseAt } from './quiet-hours.js';
import { pauseAfter, retrying } from './retry.js';
import { usualRules } from './rules.js';
import { plainWords, smsParts } from './sms.js';

const at = (text: string): number => Date.parse(text);
const zone = 'Europe/London';

describe('when a message may go', () => {
  it.each([
    ['in the day: at once', '2026-11-10T08:00Z', '2026-11-10T08:10Z', '2026-11-10T08:00Z'],
    ['the evening before: at the end of the quiet hours', '2026-11-09T22:00Z', '2026-11-10T08:00Z', '2026-11-10T06:30Z'],
    ['after midnight: at the end of the quiet hours', '2026-11-10T02:00Z', '2026-11-10T08:00Z', '2026-11-10T06:30Z'],
    ['of a run before seven: an hour before it', '2026-11-10T02:00Z', '2026-11-10T06:50Z', '2026-11-10T05:50Z'],
    ['of a run that is about to begin, or under way: at once', '2026-11-10T06:10Z', '2026-11-10T06:50Z', '2026-11-10T06:10Z'],
    ['in summer time', '2026-07-06T21:30Z', '2026-07-07T07:00Z', '2026-07-07T05:30Z'],
    ['over the night in which the clocks go back', '2026-10-24T22:00Z', '2026-10-26T08:00Z', '2026-10-25T06:30Z'],
    ['at the first minute of the quiet hours', '2026-11-09T21:00Z', '2026-11-10T08:00Z', '2026-11-10T06:30Z'],
    ['at their last', '2026-11-10T06:30Z', '2026-11-10T08:00Z', '2026-11-10T06:30Z'],
  ])('[MSG-6] %s', (_, now, starts, goes) => {
    expect(new Date(releaseAt(at(now), at(starts), usualRules, zone)).toISOString()).toBe(new Date(at(goes)).toISOString());
  });
  it('[MSG-6] quiet hours may lie within a day', () => {
    const rules = { quietFrom: '12:00', quietUntil: '13:00' };
    expect(releaseAt(at('2026-11-10T12:20Z'), at('2026-11-10T15:00Z'), rules, zone)).toBe(at('2026-11-10T13:00Z'));
    expect(releaseAt(at('2026-11-10T14:00Z'), at('2026-11-10T15:00Z'), rules, zone)).toBe(at('2026-11-10T14:00Z'));
  });
});

describe('how a message is tried again', () => {
  it('[MSG-7] waits twice as long each time, spread out, and gives up in the end', () => {
    expect([1, 2, 3, 4].map((attempts) => pauseAfter(attempts, 1))).toEqual([5000, 10_000, 20_000, 40_000]);
    expect(pauseAfter(1, 0)).toBe(2500);
    expect(pauseAfter(retrying.attempts - 1, 1)).toBe(300_000);
    expect(pauseAfter(retrying.attempts, 0.5)).toBeUndefined();
  });
});

describe('what a text message costs', () => {
  it('[MSG-8] counts its parts, and writes quotes and dashes so that they do not double them', () => {
    expect([smsParts('a'.repeat(160)), smsParts('a'.repeat(161)), smsParts('€'.repeat(80)), smsParts('€'.repeat(81))]).toEqual([1, 2, 1, 2]);
    expect([smsParts('ł'.repeat(70)), smsParts('ł'.repeat(71))]).toEqual([1, 2]);
    expect(plainWords('It’s late – “sorry”…')).toBe('It\'s late - "sorry"...');
    expect(smsParts('’'.repeat(160))).toBe(1);
  });
});
