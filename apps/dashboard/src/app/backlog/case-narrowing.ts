import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import type { NarrowedField } from '@sightline/contracts';
import type { CaseField, CaseFilter } from './case-filter';
import { CaseValuesStore } from './case-values.store';

const choices: readonly { field: NarrowedField; label: string; all: string }[] = [
  { field: 'caseType', label: 'Case type', all: 'All types' },
  { field: 'serviceArea', label: 'Service area', all: 'All services' },
  { field: 'ownerRef', label: 'Owner', all: 'All owners' },
  { field: 'stage', label: 'Stage', all: 'All stages' },
  { field: 'channel', label: 'Channel', all: 'All channels' },
];
/** The choice that stands for cases without an owner. No owner is called so. */
const nobody = '\u2400';

/** Narrows a list of cases further, by the values that there are: every choice goes to the URL. */
@Component({
  selector: 'sl-case-narrowing',
  providers: [CaseValuesStore],
  template: `
    <details [open]="narrowed()">
      <summary>Narrow this list{{ narrowed() ? ' (narrowed)' : '' }}</summary>
      <div class="fields">
        @for (choice of choices(); track choice.field) {
          <label>{{ choice.label }} <select class="input" (change)="set(choice.field, $event)">
            <option value="" [selected]="choice.chosen === ''">{{ choice.all }}</option>
            @for (value of choice.values; track value.value) {<option [value]="value.value" [selected]="value.value === choice.chosen">{{ value.label }}{{ value.count === null ? '' : ' (' + value.count.toLocaleString('en-GB') + ')' }}</option>}
          </select></label>
        }
        <label>Order <select class="input" (change)="set('order', $event)">
          <option value="" [selected]="!filter().order">First due first</option>
          <option value="oldest" [selected]="filter().order === 'oldest'">Oldest first</option>
        </select></label>
        <label>Due from <input class="input" type="date" [value]="filter().dueFrom ?? ''" (change)="set('dueFrom', $event)" /></label>
        <label>Due by <input class="input" type="date" [value]="filter().dueUntil ?? ''" (change)="set('dueUntil', $event)" /></label>
      </div>
      @if (narrowed()) {<button type="button" class="btn small" (click)="widen()">Take these away</button>}
    </details>
  `,
  styles: `
    :host { display: block; padding: 0 20px 8px; }
    summary { min-height: 24px; font-size: var(--t-13); cursor: pointer; }
    .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 12px; padding: 8px 0; }
    label { display: grid; gap: 2px; font-size: var(--t-12); color: var(--ink-2); min-width: 0; }
    select { width: 100%; text-overflow: ellipsis; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CaseNarrowing {
  private readonly store = inject(CaseValuesStore);
  readonly filter = input.required<CaseFilter>();
  readonly narrow = output<CaseFilter>();

  readonly choices = computed(() =>
    choices.map((choice) => {
      const filter = this.filter();
      const values: { value: string; label: string; count: number | null }[] = this.store.values().filter(({ field }) => field === choice.field);
      if (choice.field === 'ownerRef') values.unshift({ value: nobody, label: 'Nobody has it', count: null });
      const chosen = choice.field === 'ownerRef' && filter.without === 'ownerRef' ? nobody : (filter[choice.field] ?? '');
      // What stands in the URL is shown, though no case has it any more.
      if (chosen !== '' && !values.some(({ value }) => value === chosen)) values.unshift({ value: chosen, label: chosen, count: 0 });
      return { ...choice, values, chosen };
    }),
  );
  readonly narrowed = computed(() => (['serviceArea', 'ownerRef', 'stage', 'channel', 'dueFrom', 'dueUntil', 'without'] as const).some((field) => this.filter()[field] !== undefined));

  constructor() {
    effect(() => {
      const filter = this.filter();
      untracked(() => void this.store.ask(filter));
    });
  }

  set(field: CaseField, event: Event): void {
    const { value } = event.target as HTMLInputElement | HTMLSelectElement;
    const { [field]: _before, ...others } = this.filter();
    const rest: CaseFilter = { ...others };
    if (field === 'ownerRef' && rest.without === 'ownerRef') delete rest.without;
    if (value === nobody) this.narrow.emit({ ...rest, without: 'ownerRef' });
    else this.narrow.emit(value === '' ? rest : { ...rest, [field]: value });
  }

  widen(): void {
    const { serviceArea: _a, ownerRef: _o, stage: _s, channel: _c, dueFrom: _f, dueUntil: _u, without: _w, ...rest } = this.filter();
    this.narrow.emit(rest);
  }
}
