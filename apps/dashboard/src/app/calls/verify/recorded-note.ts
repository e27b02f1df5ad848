import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { lookUpPurposes } from '@sightline/contracts';
import type { LookUpPurpose } from '@sightline/contracts';
import { Icon } from '../../ui/icon';
import { LookUpStore } from './look-up.store';
import { purposeWords } from './verify-words';

/** That what is opened is recorded, and with which purpose. */
@Component({
  selector: 'sl-recorded-note',
  imports: [Icon],
  template: `
    <sl-icon name="lock" [size]="14" /> <span>What you open here is recorded, with the call and the purpose:</span>
    <label class="select"><span class="visually-hidden">Purpose of the next look-up</span>
      <select #purpose (change)="choose(purpose.value)">
        @for (each of purposes; track each) {<option [value]="each" [selected]="store.purpose() === each">{{ words[each] }}</option>}
      </select>
    </label>
  `,
  styles: `:host { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; font-size: var(--t-13); color: var(--ink-2); }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordedNote {
  readonly store = inject(LookUpStore);
  readonly purposes = lookUpPurposes;
  readonly words = purposeWords;

  choose(value: string): void {
    const purpose = lookUpPurposes.find((each): each is LookUpPurpose => each === value);
    if (purpose !== undefined) this.store.purpose.set(purpose);
  }
}
