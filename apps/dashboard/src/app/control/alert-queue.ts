import { ChangeDetectionStrategy, Component, ElementRef, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { watchedConditions } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { Icon } from '../ui/icon';
import { conditionWords } from '../ui/map/vehicle-kind';
import { StatePanel } from '../ui/state-panel';
import { children, counted } from '../ui/words';
import { AlertDesk } from './alert-desk.store';
import { AlertRow } from './alert-row';
import { ControlStore } from './control-store';
import type { QueueRow } from './queue';
import { countOf, headline, held, rowOf, rowsOf, sectionsOf } from './queue';

const bandWords = { safeguarding: 'Safeguarding', 'act-now': 'Act now', watch: 'Watching' } as const;
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** What needs someone now, worst first. Arrows or J and K move, Enter opens, A acknowledges, N notes, and nothing moves while someone is on it. */
@Component({
  selector: 'sl-alert-queue',
  imports: [AlertRow, Icon, RouterLink, StatePanel],
  providers: [AlertDesk],
  templateUrl: './alert-queue.html',
  styleUrl: './alert-queue.scss',
  host: { '(mouseenter)': 'hovering.set(true)', '(mouseleave)': 'hovering.set(false)', '(focusin)': 'focused($event)', '(focusout)': 'left($event)', '(keydown)': 'key($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertQueue {
  private readonly clock = inject(Clock);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly store = inject(ControlStore);
  readonly desk = inject(AlertDesk);
  readonly inHand = input<string | null>(null);
  readonly openRun = output<string>();

  readonly hovering = signal(false);
  readonly within = signal(false);
  readonly showAcknowledged = signal(false);
  private readonly rows = signal<readonly QueueRow[]>([]);
  private readonly stop = signal<string | null>(null);

  readonly sections = computed(() => sectionsOf(this.rows()).map(({ band, rows }) => ({ band, rows, words: bandWords[band], count: sectionCount(rows) })));
  readonly quietRows = computed<readonly QueueRow[]>(() =>
    [...this.store.acknowledged()].sort((a, b) => (b.acknowledgedAt ?? '').localeCompare(a.acknowledgedAt ?? '')).map((alert) => rowOf(`alert:${alert.alertRef}`, [alert])),
  );
  readonly sentence = computed(() => {
    const { alerts, children: count } = headline(this.rows());
    return alerts === 0 ? 'Nothing needs you now' : `${counted(alerts, 'alert', 'alerts')}, ${children(count)}`;
  });
  /** What is looked at while there is nothing to show. */
  readonly watched = computed(() => {
    const runs = this.store.runs();
    const running = runs.filter(({ state }) => state === 'running').length;
    return `Watching ${counted(running, 'run', 'runs')} under way and ${runs.filter(({ state }) => state === 'scheduled').length} about to start for: ${watchedConditions.map((condition) => conditionWords[condition].toLowerCase()).join('; ')}.`;
  });
  readonly assignees = computed(() => [...new Set(this.store.alerts.values().flatMap(({ assignedTo }) => assignedTo ?? []))].sort((a, b) => a.localeCompare(b)));
  /** The row that Tab reaches: the one last focused, else the first. */
  readonly tabStop = computed(() => {
    const keys = this.everyRow().map((row) => row.key);
    const stop = this.stop();
    return stop !== null && keys.includes(stop) ? stop : (keys[0] ?? null);
  });
  readonly checked = computed(() => this.clock.time(this.store.alerts.asOf()));
  private readonly everyRow = computed(() => [...this.rows(), ...(this.showAcknowledged() ? this.quietRows() : [])]);

  constructor() {
    effect(() => {
      const open = this.store.open();
      const holds = this.hovering() || this.within() || this.desk.form() !== null;
      untracked(() => this.rows.set(holds ? held(this.rows(), open, this.store.alerts.items()) : rowsOf(open)));
    });
  }

  readonly time = (at: number): string => this.clock.time(at);

  isCurrent(row: QueueRow): boolean {
    return row.group === null && row.alerts[0]?.runRef === this.inHand();
  }

  focused(event: FocusEvent): void {
    this.within.set(true);
    const key = keyOf(event);
    if (key !== null) this.stop.set(key);
  }
  left(event: FocusEvent): void {
    if (!this.host.contains(event.relatedTarget as Node | null)) this.within.set(false);
  }

  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step !== undefined) this.take(event, () => this.move(step));
    else if (event.key === 'Home' || event.key === 'End') this.take(event, () => this.buttons().at(event.key === 'Home' ? 0 : -1)?.focus());
    else this.act(event);
  }

  /** A and N are about the row that has the focus. */
  private act(event: KeyboardEvent): void {
    const key = keyOf(event);
    const row = this.everyRow().find((each) => each.key === key);
    if (row === undefined || row.over || !this.desk.mayAct() || !this.store.isLive()) return;
    if (event.key.toLowerCase() === 'a') this.take(event, () => void this.desk.acknowledge(row.key, row.alerts));
    else if (event.key.toLowerCase() === 'n') this.take(event, () => this.desk.write(row.key, 'note'));
  }

  /** A key that the queue has answered is nobody else's. */
  private take(event: KeyboardEvent, work: () => void): void {
    event.preventDefault();
    event.stopPropagation();
    work();
  }

  private move(step: number): void {
    const buttons = this.buttons();
    const focused = document.activeElement as HTMLElement | null;
    const at = buttons.indexOf(focused as HTMLElement);
    const from = at >= 0 ? at : buttons.findIndex((button) => button.closest('[data-key]') === focused?.closest('[data-key]'));
    buttons[Math.min(buttons.length - 1, Math.max(0, from + step))]?.focus();
  }

  private buttons(): HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>('button.open')];
  }
}

const keyOf = (event: Event): string | null => (event.target as HTMLElement).closest('[data-key]')?.getAttribute('data-key') ?? null;

function sectionCount(rows: readonly QueueRow[]): string {
  const { alerts, runs } = countOf(rows);
  return runs > alerts ? `${counted(alerts, 'alert', 'alerts')}, ${runs} runs` : String(alerts);
}
