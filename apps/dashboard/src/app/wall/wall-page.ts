import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { Alert } from '@sightline/contracts';
import { lowerFirst } from '@sightline/domain';
import { Clock } from '../ui/clock';
import { GlyphMark } from '../ui/glyph';
import { FleetMap } from '../ui/map/fleet-map';
import { conditionGlyph, conditionWords } from '../ui/map/vehicle-kind';
import { StatePanel } from '../ui/state-panel';
import { children, duration } from '../ui/words';
import { alwaysDark, slowShift, wallConnection } from './wall-parts';
import { WallStore } from './wall-store';

/** The control room's television: five numbers, a map and the one worst thing, readable from six metres. Nothing to touch. */
@Component({
  selector: 'sl-wall',
  imports: [FleetMap, GlyphMark, StatePanel],
  providers: [WallStore],
  templateUrl: './wall-page.html',
  styleUrl: './wall-page.scss',
  host: { '[style.translate]': 'shift()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WallPage {
  private readonly clock = inject(Clock);
  readonly store = inject(WallStore);

  readonly time = computed(() => this.clock.time(this.clock.now()));
  readonly today = computed(() => this.store.current());
  readonly heading = computed(() => (this.today()?.direction === 'from-school' ? { title: 'Afternoon runs', way: 'from school' } : { title: 'Morning runs', way: 'to school' }));
  readonly connection = wallConnection(this.store.connection, this.store.newestAt);
  readonly isStale = computed(() => this.store.connection().kind === 'disconnected');

  readonly figures = computed(() => {
    const today = this.today();
    const usual = today?.usual?.figures ?? null;
    const usually = (value: number | null | undefined, otherwise: string, unit = ''): string => (value === null || value === undefined ? otherwise : `usually ${Math.round(value)}${unit}`);
    const lost = today?.withoutPosition ?? 0;
    const uncovered = this.store.fleet.values().filter((run) => run.direction === today?.direction && run.conditions.some(({ condition }) => condition === 'uncovered')).length;
    const noGuide = this.store.alertsOf('no-guide');
    const onTime = today === null || today.arrived === 0 ? null : Math.round((100 * today.onTime) / today.arrived);
    const safeguarding = this.store.safeguarding();
    const first = safeguarding[0];
    return [
      // One fill for the worst: it takes the place of the least of the five.
      first === undefined
        ? { value: String(lost), unit: '', label: 'Signal lost', note: lost === 0 ? 'all heard from' : usually(usual?.withoutPosition, 'over two minutes'), tone: lost > 0 ? '' : 'calm' }
        : { value: String(safeguarding.length), unit: '', label: safeguarding.every((alert) => alert.condition === 'wrong-school') ? 'Wrong school' : 'Safeguarding', note: first.escalatedAt === undefined ? `route ${first.routeRef}` : 'nobody has it', tone: 'worst' },
      { value: String(today?.lateNow ?? 0), unit: '', label: 'Late now', note: usually(usual?.lateNow, `of ${(today?.started ?? 0) - (today?.arrived ?? 0)} running`), tone: (today?.lateNow ?? 0) > 0 ? 'late' : 'calm' },
      { value: String(noGuide.length), unit: '', label: 'No guide', note: noGuide[0] === undefined ? 'none' : `route ${noGuide[0].routeRef}`, tone: noGuide.length > 0 ? '' : 'calm' },
      { value: String(today?.cancelled ?? 0), unit: '', label: 'Cancelled', note: uncovered === 0 ? ((today?.cancelled ?? 0) === 0 ? usually(usual?.cancelled, 'none') : 'all covered') : `${uncovered} not covered`, tone: (today?.cancelled ?? 0) > 0 ? '' : 'calm' },
      { value: onTime === null ? '–' : String(onTime), unit: onTime === null ? '' : '%', label: 'On time', note: today === null || today.arrived === 0 ? 'none arrived' : usually(usual?.onTimePercent, `of ${today.arrived} arrived`, '%'), tone: '' },
    ];
  });
  readonly worst = computed(() => {
    const alert = this.store.worst();
    if (alert === null) return null;
    const lasted = duration(Math.max(0, this.clock.now() - Date.parse(alert.since)) / 1000);
    return { glyph: conditionGlyph(alert.condition), routeRef: alert.routeRef, words: wordsOf(alert), facts: `${children(alert.childrenCount)}, ${lasted}`, escalated: alert.escalatedAt === undefined ? '' : `Escalated ${this.clock.time(alert.escalatedAt)}`, runRef: alert.runRef, band: alert.band };
  });
  /** How many alerts wait behind the worst. */
  readonly others = computed(() => Math.max(0, this.store.waiting().length - 1));
  readonly shift = slowShift();
  readonly legend = [
    { kind: 'on-time', label: 'on time' },
    { kind: 'late', label: 'late' },
    { kind: 'wrong-school', label: 'safeguarding' },
    { kind: 'signal-lost', label: 'signal lost' },
  ] as const;

  constructor() {
    alwaysDark();
  }
}

/** A wall says no names and no numbers to ring: what it is, and the first sentence of the detail. */
function wordsOf(alert: Alert): string {
  const first = alert.detail.split(/(?<=[.,])\s/)[0]?.replace(/[.,]$/, '') ?? '';
  const what = conditionWords[alert.condition];
  return first === '' || first.startsWith(what.split(',')[0] ?? what) ? `${what}.` : `${what}: ${lowerFirst(first)}.`;
}
