import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import type { Alert } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { GlyphMark } from '../ui/glyph';
import { FleetMap } from '../ui/map/fleet-map';
import { conditionGlyph, conditionWords } from '../ui/map/vehicle-kind';
import { StatePanel } from '../ui/state-panel';
import { children, duration } from '../ui/words';
import { WallStore } from './wall-store';

/** The control room's television: five numbers, a map and the one worst thing, readable from six metres. Nothing to touch. */
@Component({
  selector: 'sl-wall',
  imports: [FleetMap, GlyphMark, StatePanel],
  providers: [WallStore],
  templateUrl: './wall-page.html',
  styleUrl: './wall-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WallPage {
  private readonly clock = inject(Clock);
  readonly store = inject(WallStore);

  readonly time = computed(() => this.clock.time(this.clock.now()));
  readonly today = computed(() => this.store.current());
  readonly heading = computed(() => (this.today()?.direction === 'from-school' ? { title: 'Afternoon runs', way: 'from school' } : { title: 'Morning runs', way: 'to school' }));
  readonly connection = computed(() => {
    const { kind, since } = this.store.connection();
    if (kind === 'live') {
      const age = this.clock.ageSeconds(this.store.newestAt());
      return { mark: 'live', word: 'Live', rest: age === null ? '' : `${duration(age)} ago` };
    }
    if (kind === 'disconnected') return { mark: 'gone', word: `Disconnected since ${this.clock.time(since)}`, rest: '' };
    return { mark: 'trying', word: kind === 'reconnecting' ? 'Reconnecting' : 'Connecting', rest: '' };
  });
  readonly isStale = computed(() => this.store.connection().kind === 'disconnected');

  readonly figures = computed(() => {
    const today = this.today();
    const lost = today?.withoutPosition ?? 0;
    const uncovered = this.store.fleet.values().filter((run) => run.direction === today?.direction && run.conditions.some(({ condition }) => condition === 'uncovered')).length;
    const noGuide = this.store.alertsOf('no-guide');
    const onTime = today === null || today.arrived === 0 ? null : Math.round((100 * today.onTime) / today.arrived);
    return [
      { value: String(today?.lateNow ?? 0), unit: '', label: 'Late now', note: `of ${(today?.started ?? 0) - (today?.arrived ?? 0)} running`, tone: (today?.lateNow ?? 0) > 0 ? 'late' : 'calm' },
      { value: String(lost), unit: '', label: 'Signal lost', note: lost === 0 ? 'all heard from' : 'over two minutes', tone: lost > 0 ? '' : 'calm' },
      { value: String(noGuide.length), unit: '', label: 'No guide', note: noGuide[0] === undefined ? 'none' : `route ${noGuide[0].routeRef}`, tone: noGuide.length > 0 ? '' : 'calm' },
      { value: String(today?.cancelled ?? 0), unit: '', label: 'Cancelled', note: uncovered === 0 ? 'all covered' : `${uncovered} not covered`, tone: (today?.cancelled ?? 0) > 0 ? '' : 'calm' },
      { value: onTime === null ? '–' : String(onTime), unit: onTime === null ? '' : '%', label: 'On time', note: today === null || today.arrived === 0 ? 'none arrived' : `of ${today.arrived} arrived`, tone: '' },
    ];
  });
  readonly worst = computed(() => {
    const alert = this.store.worst();
    return alert === null ? null : { glyph: conditionGlyph(alert.condition), routeRef: alert.routeRef, words: wordsOf(alert), facts: `${children(alert.childrenCount)}, ${duration(Math.max(0, this.clock.now() - Date.parse(alert.since)) / 1000)}`, runRef: alert.runRef, band: alert.band };
  });
  readonly legend = [
    { kind: 'on-time', label: 'on time' },
    { kind: 'late', label: 'late' },
    { kind: 'signal-lost', label: 'signal lost' },
    { kind: 'not-started', label: 'not started' },
  ] as const;

  constructor() {
    effect((onCleanup) => {
      // A television hangs in a room: always the dark theme, and what was there before comes back.
      const before = document.documentElement.dataset['theme'];
      document.documentElement.dataset['theme'] = 'dark';
      onCleanup(() => {
        if (before === undefined) delete document.documentElement.dataset['theme'];
        else document.documentElement.dataset['theme'] = before;
      });
    });
  }
}

/** A wall says no names and no numbers to ring: what it is, and the first sentence of the detail. */
function wordsOf(alert: Alert): string {
  const first = alert.detail.split(/(?<=[.,])\s/)[0]?.replace(/[.,]$/, '') ?? '';
  const what = conditionWords[alert.condition];
  return first === '' || first.startsWith(what.split(',')[0] ?? what) ? `${what}.` : `${what}: ${first.charAt(0).toLowerCase()}${first.slice(1)}.`;
}
