import type { ElementRef} from '@angular/core';
import { ChangeDetectionStrategy, Component, DestroyRef, computed, effect, inject, input, output, untracked, viewChild } from '@angular/core';
import type { RunTrace } from '@sightline/contracts';
import { Clock } from '../../ui/clock';
import { GlyphMark } from '../../ui/glyph';
import { Icon } from '../../ui/icon';
import type { School } from '../../ui/map/ground-layer';
import type { Tiles } from '../../ui/map/base-map';
import type { Trace, TraceMarker } from '../../ui/map/trace-layer';
import { TraceMap } from '../../ui/map/trace-map';
import { conditionGlyph, conditionWords, glyphOf } from '../../ui/map/vehicle-kind';
import { Segmented } from '../../ui/segmented';
import { StatePanel } from '../../ui/state-panel';
import { counted, duration } from '../../ui/words';
import { routeInHand, runTitle } from '../run-words';
import { StopCalls } from '../stop-calls';
import { Player, speeds } from './player';
import type { Speed } from './player';
import type { TraceCondition, TraceFix } from './replay-model';
import { coverageOf, fixBefore, fixesOf, momentOf, silencesOf, spanOf } from './replay-model';
import { ReplayStore } from './replay-store';
import { positionWords, sentenceThen, stepWords } from './replay-words';

const minute = 60_000;
const nothing: RunTrace = { items: [], conditions: [], alerts: [] };
/** So many times stand along the trace at most. */
const mostMarks = 14;

/** A run once more: its trace on the map, a slider over its time, and what was known at each moment. */
@Component({
  selector: 'sl-replay',
  imports: [GlyphMark, Icon, Segmented, StatePanel, StopCalls, TraceMap],
  providers: [ReplayStore],
  templateUrl: './replay.html',
  styleUrl: './replay.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Replay {
  private readonly slider = viewChild<ElementRef<HTMLInputElement>>('slider');
  readonly clock = inject(Clock);
  readonly store = inject(ReplayStore);
  readonly runRef = input.required<string>();
  /** The moment to begin with; null: the start of the trace. */
  readonly at = input<number | null>(null);
  readonly tiles = input<Tiles | null>(null);
  readonly schools = input<readonly School[]>([]);
  readonly routes = input<readonly string[]>([]);
  readonly atChange = output<number>();
  readonly closed = output<void>();
  readonly groundWanted = output<void>();

  readonly player = new Player(
    () => matchMedia('(prefers-reduced-motion: reduce)').matches,
    (at) => this.atChange.emit(at),
  );
  readonly speedOptions = speeds.map((speed) => ({ value: String(speed), label: `×${speed}` }));

  readonly fixes = computed<readonly TraceFix[]>(() => (this.store.trace() === null ? [] : fixesOf(this.store.trace() ?? nothing)));
  readonly silences = computed(() => silencesOf(this.fixes()));
  readonly moment = computed(() => {
    const run = this.store.run();
    return run === null ? null : momentOf(run, this.fixes(), this.silences(), this.store.trace() ?? nothing, this.player.moment());
  });
  readonly title = computed(() => (this.store.run() === null ? this.runRef() : runTitle(this.store.run() ?? { routeRef: '' }, this.schools().find(({ schoolRef }) => schoolRef === this.store.run()?.schoolRef)?.name ?? '')));
  readonly day = computed(() => (this.store.run() === null ? '' : this.clock.day(`${this.store.run()?.serviceDate}T12:00:00Z`)));
  readonly time = computed(() => this.clock.timeWithSeconds(this.player.moment()));
  readonly sentence = computed(() => this.words((run, moment) => sentenceThen(run, moment)));
  readonly position = computed(() => this.words((_run, moment) => positionWords(moment, (at) => this.clock.timeWithSeconds(at))));
  readonly valueText = computed(() => `${this.time()}. ${this.sentence()}. ${this.position()}`);
  readonly kind = computed(() => {
    const moment = this.moment();
    if (moment === null) return 'standing' as const;
    return glyphOf({ state: moment.state, conditions: moment.conditions, latenessSeconds: moment.latenessSeconds }, moment.silent ? Number.POSITIVE_INFINITY : 0, moment.fix?.bearing ?? null);
  });
  readonly marker = computed<TraceMarker | null>(() => {
    const fix = this.moment()?.fix ?? null;
    if (fix === null) return null;
    const shown = this.between(fix);
    return { ...shown, bearing: fix.bearing ?? null, kind: this.kind(), words: this.moment()?.silent === true ? `last seen ${this.clock.time(fix.at)}` : this.clock.time(this.player.moment()) };
  });
  readonly trace = computed<Trace>(() => {
    const silent = new Set(this.silences().map(({ from }) => from));
    const pieces: TraceFix[][] = [[]];
    for (const fix of this.fixes()) {
      pieces.at(-1)?.push(fix);
      if (silent.has(fix.at)) pieces.push([]);
    }
    return { pieces: pieces.filter((piece) => piece.length > 0), marks: this.marks() };
  });
  readonly route = computed(() => {
    const run = this.store.run();
    if (run === null) return null;
    const { note: _note, at: _at, ...rest } = routeInHand(run, () => '');
    return { ...rest, quiet: true, stops: rest.stops.map(({ note: _window, ...stop }, index) => ({ ...stop, passed: this.moment()?.calls[index]?.arrivedAt !== undefined })) };
  });
  readonly summary = computed(() => {
    const run = this.store.run();
    if (run === null) return '';
    const fixes = this.fixes();
    if (fixes.length === 0) return 'No position was received for this run.';
    const gaps = this.silences();
    const longest = gaps.reduce((most, { from, until }) => Math.max(most, until - from), 0);
    return `${counted(fixes.length, 'position', 'positions')}, ${Math.round(100 * coverageOf(run, fixes, gaps))} % of the run covered${gaps.length === 0 ? '' : `, ${counted(gaps.length, 'silence', 'silences')}, the longest ${duration(longest / 1000)}`}`;
  });
  /** What stands along the slider, in percent of its length. */
  readonly rail = computed(() => ({
    silences: this.silences().map(({ from, until }) => ({ left: this.percent(from), width: this.percent(until) - this.percent(from) })),
    stops: (this.store.run()?.stopCalls ?? []).flatMap(({ arrivedAt, departedAt }) => (arrivedAt ?? departedAt) === undefined ? [] : [this.percent(Date.parse(arrivedAt ?? departedAt ?? ''))]),
    conditions: (this.store.trace()?.conditions ?? []).map(({ since, until }) => {
      const left = this.percent(Date.parse(since));
      return { left, width: Math.max(0.4, this.percent(until === undefined ? this.player.until() : Date.parse(until)) - left) };
    }),
  }));
  readonly then = computed(() => {
    const line = ({ condition, since, until }: TraceCondition) => ({ key: condition + since, kind: conditionGlyph(condition), words: conditionWords[condition], since: `since ${this.clock.time(since)}`, over: `${this.clock.time(since)} to ${this.clock.time(until)}` });
    const steps = (this.moment()?.steps ?? []).map(({ condition, step, at, actor }) => ({ time: this.clock.time(at), words: `${conditionWords[condition]}: ${stepWords[step]}${actor === undefined ? '' : ` by ${actor}`}` }));
    return { now: (this.moment()?.conditions ?? []).map(line), over: (this.moment()?.over ?? []).map(line), steps };
  });

  constructor() {
    effect(() => {
      const runRef = this.runRef();
      untracked(() => void this.store.load(runRef));
    });
    effect(() => {
      const run = this.store.run();
      if (run === null || this.store.trace() === null) return;
      const { from, until } = spanOf(run, this.fixes());
      untracked(() => this.player.take(from, until, this.at() ?? from));
    });
    effect(() => {
      const at = this.at();
      untracked(() => {
        // Before the trace has come there is nowhere to go: it is then begun at this moment.
        if (at !== null && this.player.until() > 0 && !this.player.playing() && Math.abs(at - this.player.moment()) > 1000) this.player.go(at);
      });
    });
    effect(() => this.slider()?.nativeElement.focus({ preventScroll: true }));
    inject(DestroyRef).onDestroy(() => this.player.leave());
  }

  setSpeed(value: string): void {
    this.player.speed.set(speeds.find((speed) => String(speed) === value) ?? 10);
  }
  readonly speed = computed<string>(() => String(this.player.speed() satisfies Speed));

  slide(event: Event): void {
    this.player.go(Math.round(Number((event.target as HTMLInputElement).value)));
  }

  /** Arrows go from fix to fix, over silences at once; Page Up and Page Down by a minute; Space plays. */
  key(event: KeyboardEvent): void {
    const to = this.target(event.key);
    if (to === undefined) return;
    event.preventDefault();
    if (to === 'toggle') this.player.toggle();
    else this.player.go(to);
  }

  private target(key: string): number | 'toggle' | undefined {
    const fixes = this.fixes();
    const moment = this.player.moment();
    const index = fixBefore(fixes, moment);
    switch (key) {
      case 'ArrowRight':
      case 'ArrowUp':
        return fixes[index + 1]?.at ?? this.player.until();
      case 'ArrowLeft':
      case 'ArrowDown':
        return fixes[fixes[index]?.at === moment ? index - 1 : index]?.at ?? this.player.from();
      case 'PageUp':
        return moment + minute;
      case 'PageDown':
        return moment - minute;
      case ' ':
        return 'toggle';
      default:
        return undefined;
    }
  }

  /** While it plays the marker glides between two fixes, never over a silence and not for readers who asked for less motion. */
  private between(fix: TraceFix): { latitude: number; longitude: number } {
    const next = this.fixes()[fixBefore(this.fixes(), fix.at) + 1];
    const moment = this.player.moment();
    if (!this.player.playing() || next === undefined || this.silences().some(({ from }) => from === fix.at) || matchMedia('(prefers-reduced-motion: reduce)').matches) return fix;
    const part = Math.min(1, Math.max(0, (moment - fix.at) / Math.max(1, next.at - fix.at)));
    return { latitude: fix.latitude + (next.latitude - fix.latitude) * part, longitude: fix.longitude + (next.longitude - fix.longitude) * part };
  }

  private marks(): Trace['marks'] {
    const fixes = this.fixes();
    const length = (fixes.at(-1)?.at ?? 0) - (fixes[0]?.at ?? 0);
    const step = Math.max(5, Math.ceil(length / minute / mostMarks / 5) * 5) * minute;
    const marks: Trace['marks'][number][] = [];
    let next = 0;
    for (const fix of fixes) {
      if (fix.at < next) continue;
      marks.push({ ...fix, words: this.clock.time(fix.at) });
      next = Math.floor(fix.at / step) * step + step;
    }
    return marks;
  }

  private percent(at: number): number {
    const from = this.player.from();
    const length = Math.max(1, this.player.until() - from);
    return Math.min(100, Math.max(0, ((at - from) / length) * 100));
  }

  private words(say: (run: NonNullable<ReturnType<ReplayStore['run']>>, moment: NonNullable<ReturnType<Replay['moment']>>) => string): string {
    const run = this.store.run();
    const moment = this.moment();
    return run === null || moment === null ? '' : say(run, moment);
  }
}
