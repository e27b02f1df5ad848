import type { RunDetail } from '@sightline/contracts';
import type { Age } from './situation.js';

/** From so many of ten on it may be called fairly sure. */
const fairly = 7;

/**
 * How sure a window of this age is, and why (no words where nothing is to be said), in words that people count in: by how
 * many of our own windows the bus did come inside the window that was said, never rounded up.
 */
export function sureness({ confidence }: Pick<RunDetail, 'confidence'>, age: Age): readonly [how: string, why: string] {
  switch (age) {
    case 'fresh':
      return record(confidence);
    case 'ageing':
      return ['Less sure', 'the bus was seen more than half a minute ago'];
    case 'stale':
      return ['May be wrong', 'the bus was seen some minutes ago'];
    case 'lost':
      return ['No time', 'the bus was seen too long ago'];
    case 'unknown':
      return ['No time', 'we have not seen the bus'];
  }
}

function record(confidence: RunDetail['confidence']): readonly [how: string, why: string] {
  if (confidence?.windowsInside === undefined) return ['Fairly sure', ''];
  const inTen = Math.floor((10 * confidence.windowsInside) / confidence.compared);
  return [inTen >= fairly ? 'Fairly sure' : 'Not very sure', `${inTen} in 10 of these are right`];
}
