import type { RunDetail } from '@sightline/contracts';
import type { Age } from '@sightline/domain';
import { sureness, upperFirst } from '@sightline/domain';

/** How sure a window is, in two halves: the first stands out. Of a position that is new enough the adviser is told the record itself. */
export function surenessOf(run: Pick<RunDetail, 'confidence'>, age: Age): readonly [string, string] {
  const [how, why] = sureness(run, age);
  return [`${how}.`, age === 'fresh' ? recordOf(run.confidence) : `${upperFirst(why)}.`];
}

function recordOf(confidence: RunDetail['confidence']): string {
  if (confidence?.windowsInside === undefined) return 'There is no record yet of how often such windows are right.';
  const { compared, windowsInside, of } = confidence;
  return `Of the last ${compared.toLocaleString('en-GB')} such estimates on ${of === 'route' ? 'this route' : 'all routes'}, ${windowsInside.toLocaleString('en-GB')} arrived inside the window.`;
}
