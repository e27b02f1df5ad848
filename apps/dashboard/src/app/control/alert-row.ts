import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, output, signal } from '@angular/core';
import type { Alert, FleetRun, RunCondition } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { GlyphMark } from '../ui/glyph';
import { Icon } from '../ui/icon';
import { conditionGlyph, knownLateness } from '../ui/map/vehicle-kind';
import { children, counted, duration } from '../ui/words';
import { AlertDesk } from './alert-desk.store';
import { AlertForm } from './alert-form';
import { ControlStore } from './control-store';
import type { QueueRow } from './queue';
import { groupTitle } from './queue';

const light: ReadonlySet<RunCondition> = new Set(['stalled', 'signal-lost', 'off-route', 'overlong']);

/** Of a group the worst few stand there; the rest come when asked for. */
const membersShown = 6;

/** One row of the queue: what, where, how long, how many children, who has it, and what can be done about it here. */
@Component({
  selector: 'sl-alert-row',
  imports: [AlertForm, GlyphMark, Icon],
  templateUrl: './alert-row.html',
  styleUrl: './alert-row.scss',
  host: { '[class.safeguarding]': 'isFilled()', '[class.current]': 'current()', '[class.over]': 'row().over', '[class.two]': 'isLight()', '[class.quiet]': 'acknowledged() || row().band === "watch"' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertRow {
  private readonly clock = inject(Clock);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly store = inject(ControlStore);
  readonly desk = inject(AlertDesk);
  readonly row = input.required<QueueRow>();
  readonly current = input(false);
  readonly inHand = input<string | null>(null);
  /** Within the queue only one row is a tab stop; arrows move it. */
  readonly tabStop = input(false);
  /** Names that others have been given alerts under. */
  readonly known = input<readonly string[]>([]);
  readonly openRun = output<string>();

  readonly first = computed(() => this.row().alerts[0] as Alert);
  readonly isGroup = computed(() => this.row().group !== null);
  readonly acknowledged = computed(() => this.row().alerts.every(({ state }) => state !== 'open'));
  /** The one fill: safeguarding that nobody has seen. */
  readonly isFilled = computed(() => this.row().band === 'safeguarding' && !this.acknowledged() && !this.row().over);
  readonly isLight = computed(() => !this.isGroup() && this.row().band !== 'safeguarding' && !this.acknowledged() && (this.row().band === 'watch' || light.has(this.first().condition)));
  readonly glyph = computed(() => conditionGlyph(this.first().condition));
  readonly title = computed(() => (this.isGroup() ? groupTitle(this.row()) : this.first().title));
  readonly detail = computed(() => this.row().group?.detail ?? this.first().detail);
  readonly changed = computed(() => this.row().alerts.find(({ changed, state }) => changed !== undefined && state === 'open')?.changed?.words ?? '');
  readonly since = computed(() => this.row().alerts.reduce((earliest, alert) => (alert.since < earliest ? alert.since : earliest), this.first().since));
  readonly lasted = computed(() => duration(Math.max(0, (this.isGroup() || !this.first().endedAt ? this.clock.now() : Date.parse(this.first().endedAt ?? '')) - Date.parse(this.since())) / 1000));
  readonly sinceTime = computed(() => this.clock.time(this.since()));
  /** What has become of it, and who has it. */
  readonly facts = computed(() => [...this.happened(), this.who()].filter((words) => words !== ''));
  readonly noun = computed(() => (this.row().childrenCount === 1 ? 'child' : 'children'));
  readonly name = computed(() => `${this.title()}, ${this.isGroup() ? this.detail() : `route ${this.first().routeRef}`}, ${children(this.row().childrenCount)}, ${this.lasted()}`);
  readonly short = computed(() => `${this.title()}${this.isGroup() ? '' : `, route ${this.first().routeRef}`}`);
  readonly telephone = computed(() => this.store.telephone(this.first().operatorRef));
  readonly operator = computed(() => this.store.operator(this.first().operatorRef));
  readonly showsAll = signal(false);
  readonly hidden = computed(() => (this.showsAll() ? 0 : Math.max(0, this.row().alerts.length - membersShown)));
  /** Members of a group with their minutes late, as the fleet knows them now. */
  readonly members = computed(() => {
    const runs = this.store.fleet.items();
    const shown = this.showsAll() ? this.row().alerts : this.row().alerts.slice(0, membersShown);
    return shown.map((alert) => ({ alert, school: this.store.school(alert.schoolRef), late: this.minutesOf(runs.get(alert.runRef)) }));
  });

  readonly canAct = computed(() => this.store.isLive() && this.desk.busy() === null);
  readonly form = computed(() => (this.desk.form()?.key === this.row().key ? (this.desk.form()?.kind ?? null) : null));
  readonly problem = computed(() => (this.desk.problem()?.key === this.row().key ? (this.desk.problem()?.words ?? '') : ''));

  /**
   * Does something with the row's alerts. What was pressed may be gone afterwards: whoever works by keyboard goes on from
   * the row, and a pointer leaves no focus behind that would hold the queue still.
   */
  async act(work: (key: string, alerts: readonly Alert[]) => Promise<boolean>): Promise<void> {
    const { activeElement } = document;
    const byKeyboard = activeElement !== null && this.host.contains(activeElement) && activeElement.matches(':focus-visible');
    const goOn = (): void => {
      if (byKeyboard) this.host.querySelector<HTMLElement>('button.open')?.focus();
    };
    if (this.form() === null) goOn();
    if (!(await work(this.row().key, this.row().alerts))) return;
    if (this.form() !== null) goOn();
    this.desk.form.set(null);
  }

  /** Puts the form away and goes on from the row. */
  back(): void {
    this.host.querySelector<HTMLElement>('button.open')?.focus();
    this.desk.form.set(null);
  }

  acknowledge = (): Promise<void> => this.act((key, alerts) => this.desk.acknowledge(key, alerts));
  close = (): Promise<void> => this.act((key, alerts) => this.desk.close(key, alerts));
  assign = (to: string): Promise<void> => this.act((key, alerts) => this.desk.assign(key, alerts, to));
  note = (words: string): Promise<void> => this.act((key, alerts) => this.desk.note(key, alerts, words));

  private happened(): string[] {
    const { escalatedAt, endedAt, notes } = this.first();
    if (this.isGroup()) return [];
    return [endedAt === undefined ? '' : `ended ${this.clock.time(endedAt)}`, escalatedAt === undefined ? '' : `escalated ${this.clock.time(escalatedAt)}`, notes === 0 ? '' : counted(notes, 'note', 'notes')];
  }

  private who(): string {
    const { acknowledgedAt, acknowledgedBy, assignedTo } = this.first();
    if (!this.isGroup() && assignedTo !== undefined) return `assigned to ${assignedTo}`;
    if (this.acknowledged() && acknowledgedAt !== undefined) return `acknowledged by ${acknowledgedBy ?? 'somebody'} ${this.clock.time(acknowledgedAt)}`;
    if (this.row().over) return 'over';
    return this.row().band === 'safeguarding' ? 'nobody has it' : '';
  }

  private minutesOf(run: FleetRun | undefined): number {
    return run === undefined ? 0 : Math.trunc((knownLateness(run, this.clock.now()) ?? 0) / 60);
  }
}
