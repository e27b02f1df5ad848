import type { RunDetail } from '@sightline/contracts';
import type { AgeState } from '../../ui/age-state';

/** How sure a window is, in two halves: the first stands out. In natural frequency from our own record, while the position is new enough for it. */
export function surenessOf(confidence: RunDetail['confidence'], age: AgeState): readonly [string, string] {
  switch (age) {
    case 'fresh': {
      const { compared, windowsInside } = confidence ?? {};
      if (confidence === undefined || compared === undefined || windowsInside === undefined) return ['Fairly sure.', 'There is no record yet of how often such windows are right.'];
      const whose = confidence.of === 'route' ? 'on this route' : 'on all routes';
      const how = windowsInside / compared >= 0.7 ? 'Fairly sure.' : 'Not very sure.';
      return [how, `Of the last ${compared.toLocaleString('en-GB')} such estimates ${whose}, ${windowsInside.toLocaleString('en-GB')} arrived inside the window.`];
    }
    case 'ageing':
      return ['Less sure.', 'The bus was seen more than half a minute ago.'];
    case 'stale':
      return ['May be wrong.', 'The bus was last seen some minutes ago.'];
    case 'lost':
      return ['No time to give.', 'The bus was seen too long ago.'];
    case 'unknown':
      return ['No time to give.', 'This bus sends no position.'];
  }
}
