import { sureness } from './sureness.js';

const recorded = (windowsInside?: number) => ({ confidence: { inTen: 9, compared: 200, windowsInside, of: 'route' as const } });

describe('[CALL-46] how sure a window is', () => {
  it.each([
    [140, ['Fairly sure', '7 in 10 of these are right']],
    [139, ['Not very sure', '6 in 10 of these are right']],
    [undefined, ['Fairly sure', '']],
  ] as const)('counts the windows that were right, never rounded up: %s of 200', (windowsInside, words) => {
    expect(sureness(recorded(windowsInside), 'fresh')).toEqual(words);
  });

  it('is less the older the position is, whatever the record says', () => {
    expect((['ageing', 'stale', 'lost', 'unknown'] as const).map((age) => sureness(recorded(200), age)[0])).toEqual(['Less sure', 'May be wrong', 'No time', 'No time']);
  });
});
