import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { Alert, FleetRun, RunCondition } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { GlyphMark } from '../ui/glyph';
import { Icon } from '../ui/icon';
import { conditionGlyph, conditionWords, knownLateness } from '../ui/map/vehicle-kind';
import { children, duration } from '../ui/words';
import { ControlStore } from './control-store';
import type { QueueRow } from './queue';

const light: ReadonlySet<RunCondition> = new Set(['stalled', 'signal-lost', 'off-route', 'overlong']);

/** Of a group the worst few stand there; the rest come when asked for. */
const membersShown = 6;

/** One row of the queue: what, where, how long, how many children; safeguarding is the only filled one. */
@Component({
  selector: 'sl-alert-row',
  imports: [GlyphMark, Icon],
  templateUrl: './alert-row.html',
  styleUrl: './alert-row.scss',
  host: { '[class.safeguarding]': 'row().band === "safeguarding" && !acknowledged()', '[class.current]': 'current()', '[class.over]': 'row().over', '[class.two]': 'isLight()', '[class.quiet]': 'acknowledged() || row().band === "watch"' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertRow {
  private readonly clock = inject(Clock);
  readonly store = inject(ControlStore);
  readonly row = input.required<QueueRow>();
  readonly current = input(false);
  readonly inHand = input<string | null>(null);
  /** Within the queue only one row is a tab stop; arrows move it. */
  readonly tabStop = input(false);
  readonly busy = input(false);
  readonly problem = input('');
  readonly openRun = output<string>();
  readonly acknowledge = output<readonly Alert[]>();

  readonly first = computed(() => this.row().alerts[0] as Alert);
  readonly isGroup = computed(() => this.row().alerts.length > 1);
  readonly isLight = computed(() => !this.isGroup() && this.row().band !== 'safeguarding' && (this.acknowledged() || this.row().band === 'watch' || light.has(this.first().condition)));
  readonly acknowledged = computed(() => this.row().alerts.every((alert) => alert.acknowledgedAt !== undefined));
  readonly glyph = computed(() => conditionGlyph(this.first().condition));
  readonly title = computed(() => {
    const alert = this.first();
    if (!this.isGroup()) return alert.title;
    return `${this.row().alerts.length} runs: ${conditionWords[alert.condition].toLowerCase()}`;
  });
  readonly detail = computed(() => (this.isGroup() ? this.store.operator(this.first().operatorRef) : this.first().detail));
  readonly since = computed(() => this.row().alerts.reduce((earliest, alert) => (alert.since < earliest ? alert.since : earliest), this.first().since));
  readonly lasted = computed(() => duration(Math.max(0, this.clock.now() - Date.parse(this.since())) / 1000));
  readonly sinceTime = computed(() => this.clock.time(this.since()));
  readonly who = computed(() => {
    if (this.row().over) return 'over';
    const { acknowledgedAt, assignedTo } = this.first();
    if (assignedTo !== undefined) return `assigned to ${assignedTo}`;
    if (acknowledgedAt !== undefined) return `acknowledged ${this.clock.time(acknowledgedAt)}`;
    return this.row().band === 'safeguarding' ? 'nobody has it' : '';
  });
  readonly noun = computed(() => (this.row().childrenCount === 1 ? 'child' : 'children'));
  readonly name = computed(() => `${this.title()}, ${this.isGroup() ? this.detail() : `route ${this.first().routeRef}`}, ${children(this.row().childrenCount)}, ${this.lasted()}`);
  readonly telephone = computed(() => this.store.telephone(this.first().operatorRef));
  readonly showsAll = signal(false);
  readonly hidden = computed(() => (this.showsAll() ? 0 : Math.max(0, this.row().alerts.length - membersShown)));
  /** Members of a group with their minutes late, as the fleet knows them now. */
  readonly members = computed(() => {
    const runs = this.store.fleet.items();
    const shown = this.showsAll() ? this.row().alerts : this.row().alerts.slice(0, membersShown);
    return shown.map((alert) => ({ alert, school: this.store.school(alert.schoolRef), late: this.minutesOf(runs.get(alert.runRef)) }));
  });

  private minutesOf(run: FleetRun | undefined): number {
    return run === undefined ? 0 : Math.trunc((knownLateness(run, this.clock.now()) ?? 0) / 60);
  }
}
