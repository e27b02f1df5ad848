import type { RunDetail } from '@sightline/contracts';
import type { Age } from './situation.js';

/** How sure an estimate of this age is, in words that people count in, from our own record where there is one. */
export function sureness({ confidence }: Pick<RunDetail, 'confidence'>, age: Age): string {
  const record = confidence === undefined ? '' : `: ${confidence.inTen} in 10 of these are right`;
  switch (age) {
    case 'fresh':
      return `Fairly sure${record}.`;
    case 'ageing':
      return 'Less sure: the bus was seen more than half a minute ago.';
    case 'stale':
      return 'May be wrong: the bus was seen some minutes ago.';
    case 'lost':
      return 'No time: the bus was seen too long ago.';
    case 'unknown':
      return 'No time: we have not seen the bus.';
  }
}
