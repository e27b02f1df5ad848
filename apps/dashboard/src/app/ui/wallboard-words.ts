import type { MetricView, RunDemandView, WaitingAbout, WallboardEntry } from '@sightline/contracts';
import type { ServiceLevel } from '@sightline/domain';
import { counted, waited } from './words';

/** The topic `wallboard`, told apart: figures by their names, runs that are rung about, and what all waiting calls are about. */
export interface Lines {
  readonly metrics: ReadonlyMap<string, MetricView>;
  readonly demand: readonly RunDemandView[];
  readonly about: WaitingAbout | null;
}

export function linesOf(entries: Iterable<WallboardEntry>): Lines {
  const metrics = new Map<string, MetricView>();
  const demand: RunDemandView[] = [];
  let about: WaitingAbout | null = null;
  for (const entry of entries) {
    if (!('entry' in entry)) metrics.set(entry.name, entry);
    else if (entry.entry === 'demand') demand.push(entry);
    else about = entry;
  }
  return { metrics, demand: demand.sort((a, b) => b.waiting - a.waiting || a.routeRef.localeCompare(b.routeRef, 'en-GB', { numeric: true })), about };
}

/** A figure as a screen says it. */
export interface FigureWords {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly unit: string;
  /** The counts behind a share or a mean: `860 of 1,040`. */
  readonly counts: string;
  readonly formula: string;
  readonly note: string;
}

const nothingYet = '–';

/** Words of a figure as of `now`, epoch milliseconds: a wait goes on growing between two messages. */
export function figureWords(metric: MetricView | undefined, now: number): FigureWords {
  if (metric === undefined) return { name: '', label: '', text: nothingYet, unit: '', counts: '', formula: '', note: '' };
  const { name, label, formula, unit, since, numerator, denominator, note = '' } = metric;
  const value = since === undefined ? metric.value : Math.max(0, (now - Date.parse(since)) / 1000);
  const text = value === null ? nothingYet : unit === '%' ? value.toFixed(1) : unit === 's' ? waited(value) : value.toLocaleString('en-GB');
  const counts = denominator === undefined || denominator === 0 ? '' : unit === '%' ? `${(numerator ?? 0).toLocaleString('en-GB')} of ${denominator.toLocaleString('en-GB')}` : counted(denominator, 'call', 'calls');
  return { name, label, formula, text, unit: value !== null && unit === '%' ? '%' : '', counts, note };
}

export const metricOfLevel = (level: ServiceLevel): string => `service-level-${level}`;

const troubleWords = { cancelled: 'cancelled', 'not-started': 'has not started', late: 'late' } as const;

/** `16 min late`, `cancelled`, `has not started`. */
export const troubleOf = ({ trouble, minutesLate }: RunDemandView): string => (trouble === 'late' && minutesLate !== null && minutesLate > 0 ? `${minutesLate} min late` : troubleWords[trouble]);

/** `9 of its 11 families were told at 15:24`. `time`: a moment as the council writes it. */
export function toldWords({ families, told, toldFrom, toldUntil }: RunDemandView, time: (at: string) => string): string {
  if (told === 0 || toldFrom === null || toldUntil === null) return `none of its ${counted(families, 'family', 'families')} has been told`;
  const [from, until] = [time(toldFrom), time(toldUntil)];
  const who = told === families ? `all ${families} of its families were told` : `${told} of its ${families} families ${told === 1 ? 'was' : 'were'} told`;
  return `${who} ${from === until ? `at ${from}` : `between ${from} and ${until}`}`;
}

/** The same in few words, for a room: `9 of 11 families told at 15:24`. */
export function toldBriefly({ families, told, toldFrom }: RunDemandView, time: (at: string) => string): string {
  if (told === 0 || toldFrom === null) return `none of ${counted(families, 'family', 'families')} told`;
  return `${told === families ? 'all' : `${told} of`} ${families} families told at ${time(toldFrom)}`;
}

/** What is said of the waiting calls that no named run accounts for, most first. */
export function restWords({ unnamed, several, untroubled, unknown }: WaitingAbout): string[] {
  const parts: [number, string][] = [
    [unknown, 'with no number we know'],
    [untroubled, 'about something else: their run is as planned'],
    [unnamed, 'about a late or cancelled run of one family'],
    [several, 'with children on more than one such run'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .sort(([a], [b]) => b - a)
    .map(([count, words]) => `${count} ${words}`);
}
