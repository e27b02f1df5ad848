import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { watchedConditions } from '@sightline/contracts';
import { conditionWords } from '../ui/map/vehicle-kind';
import { Segmented } from '../ui/segmented';
import { ControlStore } from './control-store';
import type { Filters } from './filters';
import { narrows } from './filters';

const inOrder = (a: string, b: string): number => a.localeCompare(b, 'en-GB');

/** What is shown: session, operator, area, school and condition, for queue, map, list and strip alike. */
@Component({
  selector: 'sl-filter-bar',
  imports: [Segmented],
  templateUrl: './filter-bar.html',
  styles: ':host { display: contents; }',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FilterBar {
  private readonly store = inject(ControlStore);
  readonly filters = input.required<Filters>();
  /** Filters that are to be different, by name. */
  readonly choose = output<Record<string, string>>();

  readonly sessions = [
    { value: '', label: 'All day' },
    { value: 'to-school', label: 'Morning' },
    { value: 'from-school', label: 'Afternoon' },
  ];
  readonly conditions = watchedConditions.map((value) => ({ value, label: conditionWords[value] }));
  readonly areas = computed(() => [...new Set(this.store.reference().schools.flatMap(({ area }) => area ?? []))].sort(inOrder));
  /** Of the chosen area, where there is one. */
  readonly schools = computed(() => this.store.reference().schools.filter(({ area, schoolRef }) => this.filters().area === '' || area === this.filters().area || schoolRef === this.filters().school).sort((a, b) => inOrder(a.name, b.name)));
  readonly operators = computed(() => [...this.store.reference().operators].sort((a, b) => inOrder(a.name, b.name)));
  readonly isFiltered = computed(() => narrows(this.filters()) || this.filters().condition !== '');

  chosen(event: Event): string {
    return (event.target as HTMLSelectElement).value;
  }
}
