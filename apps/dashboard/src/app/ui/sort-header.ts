import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import type { Sort } from './sorting';

/** A column head that sorts: `<th slSort="late" [(sort)]="sort">Late</th>`. */
@Component({
  selector: 'th[slSort]',
  template: `<button type="button" (click)="choose()"><ng-content /><span class="way" aria-hidden="true">{{ way() }}</span></button>`,
  host: { scope: 'col', '[attr.aria-sort]': 'ariaSort()' },
  styles: `
    button { display: inline-flex; gap: 4px; align-items: baseline; min-height: 24px; padding: 0; border: 0; background: none; color: inherit; font-weight: inherit; text-align: inherit; cursor: pointer; white-space: nowrap; }
    button:hover { color: var(--ink); }
    :host([aria-sort='ascending']) button, :host([aria-sort='descending']) button { color: var(--ink); font-weight: var(--w-semi); }
    .way { min-width: 8px; font-size: 10px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SortHeader {
  readonly slSort = input.required<string>();
  readonly sort = model.required<Sort>();
  /** Figures are most often wanted largest first. */
  readonly descendingFirst = input(false);
  readonly ariaSort = computed(() => (this.sort().by !== this.slSort() ? 'none' : this.sort().descending ? 'descending' : 'ascending'));
  readonly way = computed(() => (this.sort().by !== this.slSort() ? '' : this.sort().descending ? '▼' : '▲'));

  choose(): void {
    const { by, descending } = this.sort();
    this.sort.set({ by: this.slSort(), descending: by === this.slSort() ? !descending : this.descendingFirst() });
  }
}
