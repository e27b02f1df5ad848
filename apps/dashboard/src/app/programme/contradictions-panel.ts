import { ChangeDetectionStrategy, Component, afterRenderEffect, computed, input, output, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import type { ProgrammeItem } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { download, toCsv } from '../ui/csv';
import { Icon } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import type { Clash } from './clashes';
import { answer, clashName, grouped, reviewName } from './clashes';
import { periodName } from './words';

/** What the panel narrows to, as it stands in the URL: `null` takes a filter off. */
export interface ClashFilter {
  clash?: string | null;
  within?: string | null;
}

/** Everything that cannot be true together, by kind, with what clashes, and which ratings are worth a second look. */
@Component({
  selector: 'sl-contradictions',
  imports: [BragTag, Icon, StatePanel],
  templateUrl: './contradictions-panel.html',
  styleUrl: './contradictions-panel.scss',
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'contradictions' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ContradictionsPanel {
  readonly items = input.required<readonly ProgrammeItem[]>();
  readonly clashes = input.required<readonly Clash[]>();
  readonly period = input<string | null>(null);
  readonly kind = input('');
  readonly workstream = input('');
  readonly filter = output<ClashFilter>();
  readonly choose = output<string>();

  readonly reviewName = reviewName;
  readonly periodName = periodName;
  readonly answer = computed(() => answer(this.items(), this.clashes()));
  readonly contradictionCount = computed(() => this.clashes().filter(({ kind }) => kind !== 'review').length);
  readonly within = computed(() => this.clashes().filter((one) => this.workstream() === '' || one.workstream === this.workstream()));
  readonly kinds = computed(() => grouped(this.within()).map(({ kind, name, clashes }) => ({ kind, name, count: clashes.length })));
  readonly groups = computed(() => grouped(this.within().filter(({ kind }) => this.kind() === '' || kind === this.kind())));
  readonly workstreams = computed(() => this.items().filter(({ kind }) => kind === 'workstream'));

  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
  /** The row that holds the focus: if a live change takes it away, the focus stays in the list instead of falling out of the page. */
  private focused: string | null = null;

  constructor() {
    afterRenderEffect(() => {
      const keys = new Set(this.groups().flatMap(({ clashes }) => clashes.map(({ key }) => key)));
      if (this.focused === null || keys.has(this.focused)) return;
      this.focused = null;
      if (document.activeElement === document.body || document.activeElement === null) this.list()?.nativeElement.focus({ preventScroll: true });
    });
  }

  noteFocus(event: FocusEvent): void {
    this.focused = event.target instanceof Element ? (event.target.closest('[data-key]')?.getAttribute('data-key') ?? null) : null;
  }

  /** Focus that went somewhere is not ours to keep; a row that was taken away gives it to nobody. */
  forgetFocus(event: FocusEvent): void {
    if (event.relatedTarget !== null) this.focused = null;
  }

  chosen(event: Event): string | null {
    const value = event.target instanceof HTMLSelectElement ? event.target.value : '';
    return value === '' ? null : value;
  }

  save(): void {
    const columns = ['kind', 'itemRef', 'title', 'workstream', 'period', 'explanation', 'review'].map((key) => ({ key, label: key }));
    const rows = this.groups().flatMap(({ clashes }) => clashes.map(({ kind, itemRef, title, workstream, period, explanation, review }) => ({ kind: clashName(kind), itemRef, title, workstream, period: period ?? '', explanation, review: review?.proposed ?? '' })));
    download('contradictions.csv', toCsv(columns, rows));
  }
}
