import type { RunCondition } from '@sightline/contracts';
import { runConditions } from '@sightline/contracts';
import { conditionGlyph, conditionWords, glyphOf } from './vehicle-kind';

const run = (conditions: RunCondition[], more: Partial<Parameters<typeof glyphOf>[0]> = {}) => ({ state: 'running' as const, conditions: conditions.map((condition) => ({ condition })), latenessSeconds: 0, ...more });

describe('glyphOf', () => {
  it.each<[string, Parameters<typeof glyphOf>, string]>([
    ['a moving run on time', [run([]), 5, 90], 'on-time'],
    ['a standing run on time', [run([]), 5, null], 'standing'],
    ['six minutes late, before the condition begins', [run([], { latenessSeconds: 361 }), 5, 90], 'late'],
    ['late and without a guide', [run(['late', 'no-guide']), 5, 90], 'no-guide'],
    ['wrong school above everything', [run(['signal-lost', 'wrong-school', 'late']), 500, null], 'wrong-school'],
    ['an old fix', [run([], { latenessSeconds: 900 }), 200, 90], 'signal-lost'],
    ['not begun', [run([], { state: 'scheduled' }), null, null], 'not-started'],
    ['completed', [run([], { state: 'completed', latenessSeconds: 900 }), 900, null], 'arrived'],
    ['cancelled', [run(['uncovered'], { state: 'cancelled' }), null, null], 'cancelled'],
  ])('%s', (_name, args, expected) => {
    expect(glyphOf(...args)).toBe(expected);
  });

  it('has a shape and words for every condition there is', () => {
    for (const condition of runConditions) {
      expect(conditionGlyph(condition)).toBeTruthy();
      expect(conditionWords[condition]).toBeTruthy();
    }
  });
});
