import type { ElementRef} from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, untracked, viewChild } from '@angular/core';
import { ageState } from '../ui/age-state';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { GlyphMark } from '../ui/glyph';
import { Icon } from '../ui/icon';
import { glyphOf } from '../ui/map/vehicle-kind';
import { StatePanel } from '../ui/state-panel';
import { ControlStore } from './control-store';
import { RunChildren } from './drawer/run-children';
import { RunFacts } from './drawer/run-facts';
import { RunActions } from './run-actions';
import { runTitle } from './run-words';
import { Shortcuts } from './shortcuts';
import { StopCalls } from './stop-calls';

/** The run in hand: its sentence, its calls, who works it, the children by need, and what can be done. */
@Component({
  selector: 'sl-run-drawer',
  imports: [Age, GlyphMark, Icon, RunActions, RunChildren, RunFacts, StatePanel, StopCalls],
  templateUrl: './run-drawer.html',
  styleUrl: './run-drawer.scss',
  host: { '(keydown)': 'key($event)', '[class.gone]': 'store.goneSince() !== null' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunDrawer {
  private readonly clock = inject(Clock);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  private readonly actions = viewChild(RunActions);
  private readonly keys = inject(Shortcuts);
  readonly store = inject(ControlStore);
  readonly runRef = input.required<string>();
  readonly follow = input(false);
  readonly takesFocus = input(false);
  readonly followChange = output<boolean>();
  readonly replay = output<void>();
  readonly closed = output<void>();

  readonly run = this.store.run;
  readonly status = computed(() => this.store.inHand()?.status() ?? 'loading');
  readonly problem = computed(() => this.store.inHand()?.problem()?.message ?? '');
  readonly alerts = computed(() => this.store.alerts.values().filter((alert) => alert.runRef === this.runRef() && alert.acknowledgedAt === undefined));
  readonly title = computed(() => {
    const run = this.run();
    return run === null ? this.runRef() : runTitle(run, this.store.school(run.schoolRef));
  });
  readonly recordedAt = computed(() => this.run()?.position?.recordedAt ?? null);
  readonly age = computed(() => ageState(this.clock.ageSeconds(this.recordedAt())));
  readonly doubtful = computed(() => this.run()?.state === 'running' && (this.store.goneSince() !== null || this.age() === 'stale' || this.age() === 'lost'));
  readonly gone = computed(() => this.clock.time(this.store.goneSince()));
  readonly glyph = computed(() => {
    const run = this.run();
    return run === null ? null : glyphOf(run, this.clock.ageSeconds(this.recordedAt()), run.position?.bearing ?? null);
  });
  readonly last = computed(() => {
    const call = this.run()?.stopCalls.at(-1);
    if (call === undefined) return null;
    const place = this.run()?.direction === 'from-school' ? 'At the last stop' : 'At school';
    if (call.arrivedAt !== undefined) return { place, window: this.clock.time(call.arrivedAt), due: this.clock.time(call.scheduledAt) };
    return { place, window: call.expectedAt === undefined ? '' : `${this.clock.time(call.expectedAt.earliest)} – ${this.clock.time(call.expectedAt.latest)}`, due: this.clock.time(call.scheduledAt) };
  });
  /** How sure the window is, from the product's own record, in natural frequency; less sure while it ages. */
  readonly sure = computed(() => {
    const run = this.run();
    if (run?.confidence === undefined || run.state !== 'running' || this.doubtful()) return null;
    const { inTen, compared, of } = run.confidence;
    const whose = of === 'route' ? 'of this route' : 'of all routes';
    return { words: this.age() === 'ageing' ? 'less sure' : `${inTen} in 10 right`, record: `from ${compared.toLocaleString('en-GB')} expected times ${whose} in 28 days` };
  });
  readonly telephone = computed(() => this.run()?.operatorTelephone ?? this.store.telephone(this.run()?.operatorRef));

  constructor() {
    effect(() => {
      this.runRef();
      const heading = this.heading();
      if (untracked(this.takesFocus)) heading?.nativeElement.focus();
    });
  }

  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === 'Escape') this.closed.emit();
    else if (this.keys.on() && this.actions()?.press(event.key) === true) event.preventDefault();
    else if (event.key.toLowerCase() === 'f') this.followChange.emit(!this.follow());
    else if (event.key.toLowerCase() === 'a' && this.store.mayAct()) void this.store.acknowledge(this.alerts());
  }
}

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
