import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { caseChannels } from '@sightline/contracts';
import type { CaseField, CaseFilter } from './case-filter';

/** Narrows a list of cases further: every choice goes to the URL. */
@Component({
  selector: 'sl-case-narrowing',
  template: `
    <details [open]="narrowed()">
      <summary>Narrow this list</summary>
      <div class="fields">
        <label>Case type <select class="input" (change)="set('caseType', $event)">
          <option value="" [selected]="!filter().caseType">All types</option>
          @for (type of types(); track type.value) {<option [value]="type.value" [selected]="type.value === filter().caseType">{{ type.label }}</option>}
        </select></label>
        <label>Order <select class="input" (change)="set('order', $event)">
          <option value="" [selected]="!filter().order">First due first</option>
          <option value="oldest" [selected]="filter().order === 'oldest'">Oldest first</option>
        </select></label>
        <label>Channel <select class="input" (change)="set('channel', $event)">
          <option value="" [selected]="!filter().channel">All channels</option>
          @for (channel of channels; track channel) {<option [value]="channel" [selected]="channel === filter().channel">{{ channel }}</option>}
        </select></label>
        @for (field of texts; track field.name) {
          <label>{{ field.label }} <input class="input" [type]="field.type" [value]="filter()[field.name] ?? ''" (change)="set(field.name, $event)" /></label>
        }
      </div>
    </details>
  `,
  styles: `
    :host { display: block; padding: 0 20px 8px; }
    summary { min-height: 24px; font-size: var(--t-13); cursor: pointer; }
    .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 12px; padding-top: 8px; }
    label { display: grid; gap: 2px; font-size: var(--t-12); color: var(--ink-2); min-width: 0; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CaseNarrowing {
  readonly filter = input.required<CaseFilter>();
  readonly types = input<readonly { value: string; label: string }[]>([]);
  readonly narrow = output<CaseFilter>();
  readonly channels = caseChannels;
  readonly texts: readonly { name: CaseField; label: string; type: 'text' | 'date' }[] = [
    { name: 'serviceArea', label: 'Service area', type: 'text' },
    { name: 'ownerRef', label: 'Owner', type: 'text' },
    { name: 'stage', label: 'Stage', type: 'text' },
    { name: 'dueFrom', label: 'Due from', type: 'date' },
    { name: 'dueUntil', label: 'Due to', type: 'date' },
  ];
  readonly narrowed = computed(() => this.texts.some(({ name }) => this.filter()[name] !== undefined) || this.filter().channel !== undefined);

  set(field: CaseField, event: Event): void {
    const value = (event.target as HTMLInputElement | HTMLSelectElement).value.trim();
    const { [field]: _before, ...rest } = this.filter();
    this.narrow.emit(value === '' ? rest : { ...rest, [field]: value });
  }
}
