import { ChangeDetectionStrategy, Component, ElementRef, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import type { Alert } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { Icon } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import { children, counted } from '../ui/words';
import { AlertRow } from './alert-row';
import { ControlStore } from './control-store';
import type { QueueRow } from './queue';
import { held, rowsOf, sectionsOf } from './queue';

const bandWords = { safeguarding: 'Safeguarding', 'act-now': 'Act now', watch: 'Watching' } as const;

/** What needs someone now, worst first. Arrows move, Enter opens, A acknowledges, and nothing moves while someone is on it. */
@Component({
  selector: 'sl-alert-queue',
  imports: [AlertRow, Icon, StatePanel],
  templateUrl: './alert-queue.html',
  styleUrl: './alert-queue.scss',
  host: { '(mouseenter)': 'hovering.set(true)', '(mouseleave)': 'hovering.set(false)', '(focusin)': 'focused($event)', '(focusout)': 'left($event)', '(keydown)': 'key($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertQueue {
  private readonly clock = inject(Clock);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly store = inject(ControlStore);
  readonly inHand = input<string | null>(null);
  readonly openRun = output<string>();

  readonly hovering = signal(false);
  readonly within = signal(false);
  readonly showAcknowledged = signal(false);
  readonly busy = signal<string | null>(null);
  readonly problem = signal<{ key: string; words: string } | null>(null);
  private readonly rows = signal<readonly QueueRow[]>([]);
  private readonly stop = signal<string | null>(null);

  readonly sections = computed(() => sectionsOf(this.rows()).map(({ band, rows }) => ({ band, rows, words: bandWords[band], count: rows.filter((row) => !row.over).reduce((sum, row) => sum + row.alerts.length, 0) })));
  readonly quietRows = computed<readonly QueueRow[]>(() =>
    this.store.acknowledged().map((alert) => ({ key: `alert:${alert.alertRef}`, band: alert.band, alerts: [alert], childrenCount: alert.childrenCount, over: false })),
  );
  readonly sentence = computed(() => {
    const { alerts, children: count } = this.store.headline();
    return alerts === 0 ? 'Nothing needs you' : `${counted(alerts, 'alert', 'alerts')}, ${children(count)}`;
  });
  /** The row that Tab reaches: the one last focused, else the first. */
  readonly tabStop = computed(() => {
    const keys = [...this.rows(), ...(this.showAcknowledged() ? this.quietRows() : [])].map((row) => row.key);
    const stop = this.stop();
    return stop !== null && keys.includes(stop) ? stop : (keys[0] ?? null);
  });
  readonly checked = computed(() => this.clock.time(this.store.alerts.asOf()));

  constructor() {
    effect(() => {
      const alerts = this.store.open();
      const holds = this.hovering() || this.within();
      untracked(() => {
        const rows = rowsOf(alerts, this.clock.now());
        this.rows.set(holds ? held(this.rows(), rows) : rows);
      });
    });
  }

  readonly time = (at: number): string => this.clock.time(at);

  isCurrent(row: QueueRow): boolean {
    return row.alerts.length === 1 && row.alerts[0]?.runRef === this.inHand();
  }

  focused(event: FocusEvent): void {
    this.within.set(true);
    const key = (event.target as HTMLElement).closest('[data-key]')?.getAttribute('data-key');
    if (key) this.stop.set(key);
  }
  left(event: FocusEvent): void {
    if (!this.host.contains(event.relatedTarget as Node | null)) this.within.set(false);
  }

  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.move(step);
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      this.buttons().at(event.key === 'Home' ? 0 : -1)?.focus();
    } else if (event.key.toLowerCase() === 'a') {
      const key = (event.target as HTMLElement).closest('[data-key]')?.getAttribute('data-key');
      const row = this.rows().find((each) => each.key === key);
      if (row !== undefined && this.store.mayAct()) void this.acknowledge(row.key, row.alerts);
    }
  }

  async acknowledge(key: string, alerts: readonly Alert[]): Promise<void> {
    if (this.busy() !== null || alerts.every((alert) => alert.acknowledgedAt !== undefined)) return;
    this.busy.set(key);
    const problem = await this.store.acknowledge(alerts);
    this.busy.set(null);
    this.problem.set(problem === null ? null : { key, words: problem });
  }

  private move(step: number): void {
    const buttons = this.buttons();
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
  }

  private buttons(): HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>('button.open')];
  }
}
