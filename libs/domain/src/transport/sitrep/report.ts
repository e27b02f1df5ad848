import { sitrepFigures } from '@sightline/contracts';
import type { SitrepFigure, SitrepGroup, SitrepGrouping } from '@sightline/contracts';
import { sitrepMeasures } from './measures.js';
import type { SitrepMeasure } from './measures.js';
import type { RunTally, WeekTally } from './tally.js';

/** What a ref of a grouping is called. */
export type SitrepNames = (grouping: SitrepGrouping, ref: string) => string;

/** The weekly seven of a tally with their parts, by operator and by whatever else is asked for. */
export function figuresOf(week: WeekTally, names: SitrepNames, by: readonly SitrepGrouping[] = []): SitrepFigure[] {
  const operators = named(week, 'operator', names);
  const routes = by.includes('route') ? named(week, 'route', names) : undefined;
  const areas = by.includes('area') ? named(week, 'area', names) : undefined;
  const reckoned = (measure: SitrepMeasure) => ({
    label: measure.label,
    ...week.whole.read(measure),
    unit: measure.unit,
    formula: measure.formula,
    byOperator: operators(measure),
    ...(routes && { byRoute: routes(measure) }),
    ...(areas && { byArea: areas(measure) }),
  });
  return sitrepFigures.map((figure) => {
    const [main, ...parts] = sitrepMeasures.filter((measure) => measure.figure === figure);
    if (main === undefined) throw new Error(`figure ${figure} has no measure`);
    return { figure, ...reckoned(main), parts: parts.map((part) => ({ part: part.part ?? '', ...reckoned(part) })) };
  });
}

function named(week: WeekTally, grouping: SitrepGrouping, names: SitrepNames): (measure: SitrepMeasure) => SitrepGroup[] {
  const tallies: (readonly [string, string, RunTally])[] = week.by(grouping).map(([ref, tally]) => [ref, names(grouping, ref), tally]);
  return (measure) => tallies.map(([ref, label, tally]) => ({ ref, label, ...tally.read(measure) }));
}
