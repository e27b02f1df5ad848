import { ChangeDetectionStrategy, Component, computed, effect, inject, input, model, output, signal, untracked } from '@angular/core';
import type { FleetRun, RunCondition } from '@sightline/contracts';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { GlyphMark } from '../ui/glyph';
import { conditionWords, glyphOf, knownLateness, shownLateSeconds } from '../ui/map/vehicle-kind';
import { glyphs } from '../ui/map/glyphs';
import { SortHeader } from '../ui/sort-header';
import type { Sort, SortKey } from '../ui/sorting';
import { heldOrder, sortToText, sorted } from '../ui/sorting';
import { StatePanel } from '../ui/state-panel';
import { duration, minutesLate } from '../ui/words';
import { ControlStore } from './control-store';

interface Line {
  run: FleetRun;
  kind: ReturnType<typeof glyphOf>;
  words: string;
  school: string;
  operator: string;
  late: string;
}
/** Rows drawn at most: beyond it the filters help more than scrolling. */
const most = 400;
/** A column has less room than an alert's title. */
const shortWords: Partial<Record<RunCondition, string>> = { 'wrong-school': 'Wrong school', uncovered: 'No cover yet', 'no-guide': 'No guide' };

/** The map's equivalent: every run that is shown, with the same facts, sortable. */
@Component({
  selector: 'sl-run-list',
  imports: [Age, GlyphMark, SortHeader, StatePanel],
  templateUrl: './run-list.html',
  styleUrl: './run-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunList {
  readonly clock = inject(Clock);
  readonly store = inject(ControlStore);
  readonly sort = model.required<Sort>();
  readonly selected = input<string | null>(null);
  readonly choose = output<string>();

  readonly hovering = signal(false);
  readonly within = signal(false);
  private readonly order = signal<readonly string[]>([]);
  private orderedBy = '';
  private readonly ordered = computed(() => {
    const runs = this.store.fleet.items();
    return this.order().flatMap((runRef) => runs.get(runRef) ?? []);
  });
  readonly lines = computed(() => this.ordered().slice(0, most).map((run) => this.line(run)));
  readonly more = computed(() => Math.max(0, this.ordered().length - most));
  readonly total = computed(() => this.ordered().length);

  constructor() {
    effect(() => {
      const runs = this.store.runs();
      const sort = this.sort();
      const holds = this.hovering() || this.within();
      untracked(() => {
        const fresh = sorted(runs, sort, (run, by) => this.key(run, by)).map((run) => run.runRef);
        const by = sortToText(sort);
        this.order.set(holds && by === this.orderedBy ? heldOrder(this.order(), fresh) : fresh);
        this.orderedBy = by;
      });
    });
  }

  left(event: FocusEvent): void {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this.within.set(false);
  }

  private line(run: FleetRun): Line {
    const age = this.clock.ageSeconds(run.recordedAt);
    const kind = glyphOf(run, age, run.bearing);
    const lateness = knownLateness(run, this.clock.now());
    const worst = run.conditions[0];
    const words = kind === 'signal-lost' && age !== null ? `Signal lost, ${duration(age)}` : worst !== undefined ? (shortWords[worst.condition] ?? conditionWords[worst.condition]) : (lateness ?? 0) >= shownLateSeconds && run.state === 'running' ? 'Late' : glyphs[kind].label.replace(', with minutes', '').replace(', standing', '');
    return { run, kind, words, school: this.store.school(run.schoolRef), operator: this.store.operator(run.operatorRef), late: lateness === null ? 'not known' : minutesLate(lateness) };
  }

  private key(run: FleetRun, by: string): SortKey {
    switch (by) {
      case 'state':
        return glyphs[glyphOf(run, this.clock.ageSeconds(run.recordedAt), run.bearing)].weight;
      case 'school':
        return this.store.school(run.schoolRef);
      case 'operator':
        return this.store.operator(run.operatorRef);
      case 'late':
        return knownLateness(run, this.clock.now());
      case 'next':
        return run.nextStop;
      case 'left':
        return run.stopsLeft;
      case 'children':
        return run.childrenCount;
      case 'age':
        return run.recordedAt === null ? null : -Date.parse(run.recordedAt);
      case 'due':
        return Date.parse(run.endsAt);
      default:
        return run.routeRef;
    }
  }
}
