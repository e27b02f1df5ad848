import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { Clock } from '../ui/clock';
import { StatePanel } from '../ui/state-panel';
import { figureWords, metricOfLevel, restWords, toldBriefly, troubleOf } from '../ui/wallboard-words';
import { counted } from '../ui/words';
import { CallsWallStore } from './calls-wall.store';
import { alwaysDark, slowShift, wallConnection } from './wall-parts';

/** Runs that six metres leave room for. */
const runsShown = 3;
/** In the formula of what is settled at once: a room is told how many. */
const unknownYet = 'the last 7 days are not yet known';

/** The contact centre's television: five numbers, and what the waiting calls are about, readable from six metres. Nothing to touch. */
@Component({
  selector: 'sl-calls-wall',
  imports: [StatePanel],
  providers: [CallsWallStore],
  templateUrl: './calls-wall.html',
  styleUrl: './calls-wall.scss',
  // Where it is too small for all of it, it scrolls, by keyboard too.
  host: { tabindex: '0', '[style.translate]': 'shift()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CallsWall {
  private readonly clock = inject(Clock);
  private readonly router = inject(Router);
  readonly store = inject(CallsWallStore);
  /** Which service level, from the address; absent: the choice of this device. */
  readonly level = input<string>();

  readonly shift = slowShift();
  readonly time = computed(() => this.clock.time(this.clock.now()));
  readonly connection = wallConnection(this.store.connection, this.store.wallboard.asOf);
  readonly isStale = computed(() => this.store.connection().kind === 'disconnected' || this.store.wallboard.status() === 'interrupted');
  readonly about = computed(() => this.store.lines().about);
  readonly isUnconnected = computed(() => this.about()?.connected === false);
  private readonly figure = (name: string) => figureWords(this.store.lines().metrics.get(name), this.clock.now());

  readonly figures = computed(() => {
    const target = this.about()?.target ?? 20;
    const [waiting, longest, wait] = [this.figure('calls-waiting'), this.figure('longest-wait'), this.figure('average-speed-of-answer')];
    const someone = (this.about()?.waiting ?? 0) > 0;
    const within = this.figure(metricOfLevel(this.store.level()));
    const [gaveUp, settled, handling] = [this.figure('abandonment'), this.figure('first-contact-resolution'), this.figure('average-handling-time')];
    return [
      { ...waiting, label: 'Waiting', tone: someone ? 'now' : 'calm', counts: someone ? `longest ${longest.text}` : 'nobody' },
      { ...within, label: `Answered in ${target} s`, tone: '' },
      { ...gaveUp, label: 'Hung up', tone: '' },
      { ...wait, label: 'Average wait', tone: '', counts: `handling ${handling.text}`, formula: `wait: ${wait.formula}; handling: ${handling.formula}` },
      { ...settled, label: 'Settled at once', tone: '', formula: settled.note === '' ? settled.formula : settled.formula.replace(unknownYet, settled.note) },
    ].map((figure) => ({ ...figure, formula: figure.formula.replaceAll(', since midnight', '') }));
  });
  readonly runs = computed(() => this.store.lines().demand.slice(0, runsShown).map((run) => ({ run, trouble: troubleOf(run), told: toldBriefly(run, (at) => this.clock.time(at)) })));
  readonly more = computed(() => Math.max(0, this.store.lines().demand.length - runsShown));
  readonly rest = computed(() => {
    const about = this.about();
    const more = this.more();
    return [...(more > 0 ? [counted(more, 'more route', 'more routes')] : []), ...(about === null ? [] : restWords(about))].join('; ');
  });
  /** Families told beside families not told, each with its numbers: a comparison, and not a proof. */
  readonly avoided = computed(() =>
    (['calls-avoided', 'calls-untold'] as const).map((name) => {
      const { text, unit, counts, note, formula } = this.figure(name);
      return { name, who: name === 'calls-avoided' ? 'of families told did not ring' : 'of those not told did not ring', text, unit, counts, note, formula };
    }),
  );
  readonly levels = computed(() => this.store.levels.map((letter) => ({ letter, formula: this.store.lines().metrics.get(metricOfLevel(letter))?.formula ?? '' })));

  constructor() {
    alwaysDark();
    effect(() => this.store.asked.set(this.level()));
  }

  choose(event: Event): void {
    const level = (event.target as HTMLSelectElement).value;
    this.store.choose(level);
    void this.router.navigate([], { queryParams: { level: level === 'd' ? null : level }, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
