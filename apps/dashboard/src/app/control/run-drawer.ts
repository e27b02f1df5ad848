import type { ElementRef} from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, untracked, viewChild } from '@angular/core';
import { ageState } from '../ui/age-state';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { GlyphMark } from '../ui/glyph';
import { Icon } from '../ui/icon';
import { glyphOf } from '../ui/map/vehicle-kind';
import { StatePanel } from '../ui/state-panel';
import { counted, sentenceCase } from '../ui/words';
import { ControlStore } from './control-store';
import { RunActions } from './run-actions';
import { runTitle } from './run-words';
import { StopCalls } from './stop-calls';

const needWords: Record<string, string> = { harness: 'Harness', booster: 'Booster seat', wheelchair: 'Wheelchair', medication: 'Medication' };

/** The run in hand: its sentence, its calls, who works it, the children by need, and what can be done. */
@Component({
  selector: 'sl-run-drawer',
  imports: [Age, GlyphMark, Icon, RunActions, StatePanel, StopCalls],
  templateUrl: './run-drawer.html',
  styleUrl: './run-drawer.scss',
  host: { '(keydown)': 'key($event)', '[class.gone]': 'store.goneSince() !== null' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunDrawer {
  private readonly clock = inject(Clock);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  readonly store = inject(ControlStore);
  readonly runRef = input.required<string>();
  readonly follow = input(false);
  readonly takesFocus = input(false);
  readonly followChange = output<boolean>();
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
  readonly facts = computed(() => this.factsOf());
  readonly telephone = computed(() => this.run()?.operatorTelephone ?? this.store.telephone(this.run()?.operatorRef));
  readonly needs = computed(() => {
    const groups = new Map<string, string[]>();
    for (const child of this.run()?.children ?? []) {
      for (const need of child.needs.length === 0 ? ['none'] : child.needs) groups.set(need, [...(groups.get(need) ?? []), child.initials]);
    }
    return [...groups].sort(([a], [b]) => Number(a === 'none') - Number(b === 'none')).map(([need, initials]) => ({ need: need === 'none' ? 'No stated need' : (needWords[need] ?? sentenceCase(need)), initials }));
  });
  readonly childrenSentence = computed(() => {
    const children = this.run()?.children ?? [];
    const count = (status: string): number => children.filter((child) => child.status === status).length;
    return [
      [count('aboard'), 'aboard'],
      [count('to-board'), 'to board'],
      [count('alighted'), 'alighted'],
      [count('absent'), 'absent'],
    ]
      .filter(([number]) => number !== 0)
      .map(([number, word]) => `${number} ${word}`)
      .join(', ');
  });

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
    else if (event.key.toLowerCase() === 'f') this.followChange.emit(!this.follow());
    else if (event.key.toLowerCase() === 'a' && this.store.mayAct()) void this.store.acknowledge(this.alerts());
  }

  private factsOf(): { name: string; words: string }[] {
    const run = this.run();
    if (run === null) return [];
    const signIn = run.signIns?.find((each) => each.role === 'assistant');
    const guide = run.assistantRef === undefined ? (run.assistantRequired === true ? 'None assigned, one is required' : 'Not needed') : `${run.assistantRef}${run.conditions.some((each) => each.condition === 'no-guide') ? ', not available' : ''}${run.substitute === true ? ', substitute' : ''}${signIn === undefined ? '' : `, signed in ${this.clock.time(signIn.at)}`}`;
    const driver = run.signIns?.find((each) => each.role === 'driver');
    const vehicle = run.vehicle;
    const facts = [
      { name: 'Guide', words: guide },
      { name: 'Driver', words: run.driverRef === undefined ? '' : `${run.driverRef}${driver === undefined ? '' : `, signed in ${this.clock.time(driver.at)}`}` },
      { name: 'Vehicle', words: vehicle === undefined ? (run.vehicleRef ?? 'Not assigned') : [vehicle.registration ?? vehicle.vehicleRef, vehicle.seats === undefined ? '' : `${vehicle.seats} seats`, vehicle.wheelchairPlaces ? counted(vehicle.wheelchairPlaces, 'wheelchair place', 'wheelchair places') : ''].filter((part) => part !== '').join(', ') },
      { name: 'Delay', words: run.delay === undefined ? '' : `${run.delay.minutes} min, ${run.delay.cause.toLowerCase()}${run.delay.message === undefined ? '' : `: ${run.delay.message}`}` },
      { name: 'Cancelled', words: run.cancellation === undefined ? '' : `${this.clock.time(run.cancellation.at)}, ${run.cancellation.cause.toLowerCase()}${run.cancellation.message === undefined ? '' : `: ${run.cancellation.message}`}` },
    ];
    return facts.filter((fact) => fact.words !== '');
  }
}

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
