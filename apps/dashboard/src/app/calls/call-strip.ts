import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { download, toCsv } from '../ui/csv';
import { figureWords, metricOfLevel, restWords, toldWords } from '../ui/wallboard-words';
import { CallStripStore } from './call-strip.store';

const columns = ['name', 'label', 'value', 'unit', 'numerator', 'denominator', 'formula', 'asOf'].map((key) => ({ key, label: key }));

/** How the lines are doing and what the waiting calls are about, in one row; each figure with its formula one step away. */
@Component({
  selector: 'sl-call-strip',
  imports: [Age],
  providers: [CallStripStore],
  templateUrl: './call-strip.html',
  styleUrl: './call-strip.scss',
  host: { '[class.old]': 'isOld()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CallStrip {
  private readonly clock = inject(Clock);
  private readonly router = inject(Router);
  readonly store = inject(CallStripStore);
  /** The address may say which service level; otherwise it is the reader's own choice. */
  private readonly address = toSignal(inject(ActivatedRoute).queryParamMap);

  private readonly figure = (name: string) => figureWords(this.store.lines().metrics.get(name), this.clock.now());
  readonly isOld = computed(() => this.store.status() === 'interrupted');
  readonly about = computed(() => this.store.lines().about);
  readonly waiting = computed(() => this.figure('calls-waiting'));
  readonly longest = computed(() => ((this.about()?.waiting ?? 0) > 0 ? `longest ${this.figure('longest-wait').text}` : ''));
  readonly within = computed(() => this.figure(metricOfLevel(this.store.level())));
  readonly shares = computed(() => {
    const target = this.about()?.target;
    return [
      { ...this.within(), label: `Answered within ${target ?? 20} s`, letter: this.store.level() === 'd' ? '' : this.store.level() },
      { ...this.figure('abandonment'), label: 'Hung up before answer', letter: '' },
      { ...this.figure('average-speed-of-answer'), label: 'Average wait', counts: target === undefined ? '' : `target ${target} s`, letter: '' },
    ];
  });
  /** What the waiting calls are about: the run with the most, and what is told of it. */
  readonly demand = computed(() => {
    const about = this.about();
    const [first] = this.store.lines().demand;
    if (about === null || about.waiting === 0) return null;
    if (first === undefined) return { count: '', route: '', told: restWords(about).join(', ') };
    const others = about.waiting - first.waiting;
    return { count: `${first.waiting} of ${about.waiting}`, route: first.routeRef, told: `${toldWords(first, (at) => this.clock.time(at))}${others > 0 && this.store.lines().demand.length > 1 ? `; ${this.store.lines().demand.length - 1} more` : ''}` };
  });
  /** Every figure, for whoever asks how it is counted. */
  readonly all = computed(() => {
    const own = metricOfLevel(this.store.level());
    return [...this.store.lines().metrics.values()].filter(({ name }) => name !== 'service-level').map((metric) => ({ ...figureWords(metric, this.clock.now()), asOf: metric.asOf, chosen: metric.name === own }));
  });
  readonly rest = computed(() => {
    const about = this.about();
    return about === null ? [] : restWords(about);
  });
  readonly runs = computed(() => this.store.lines().demand.map((run) => ({ run, told: toldWords(run, (at) => this.clock.time(at)) })));
  readonly levels = computed(() => this.store.levels.map((letter) => ({ letter, metric: this.store.lines().metrics.get(metricOfLevel(letter)) })));

  constructor() {
    effect(() => this.store.asked.set(this.address()?.get('level') ?? undefined));
  }

  save(): void {
    const metrics = [...this.store.lines().metrics.values()];
    const rows = metrics.map(({ name, label, value, unit, numerator = null, denominator = null, formula, asOf }) => ({ name, label, value, unit, numerator, denominator, formula, asOf }));
    download('calls.csv', toCsv(columns, rows));
  }

  choose(event: Event): void {
    const level = (event.target as HTMLSelectElement).value;
    this.store.choose(level);
    void this.router.navigate([], { queryParams: { level: level === 'd' ? null : level }, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
