import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { Rating } from '@sightline/contracts';
import { ratings } from '@sightline/contracts';
import { BragTag } from '../../ui/brag-tag';

/** The key that chooses each rating while the focus is among them. */
export const ratingKeys: Readonly<Record<Rating, string>> = { blue: 'b', green: 'g', amber: 'a', red: 'r', grey: 'y' };

/** One of five ratings, each with its word, its mark and its key. */
@Component({
  selector: 'sl-rating-choice',
  imports: [BragTag],
  template: `
    <fieldset [attr.aria-describedby]="problem() ? name() + '-problem' : null" [attr.aria-invalid]="problem() ? true : null">
      <legend>{{ label() }}</legend>
      <div class="choices">
        @for (rating of ratings; track rating) {
          <label [class.on]="rating === value()">
            <input type="radio" [name]="name()" [value]="rating" [checked]="rating === value()" (change)="choose.emit(rating)" (keydown)="key($event)" [attr.aria-keyshortcuts]="keys[rating]" />
            <sl-brag [rating]="rating" />
            <kbd aria-hidden="true">{{ keys[rating].toUpperCase() }}</kbd>
          </label>
        }
      </div>
      @if (problem(); as words) {<p class="problem" [id]="name() + '-problem'">{{ words }}</p>}
    </fieldset>
  `,
  styles: `
    legend { padding: 0; margin-bottom: 4px; font-size: var(--t-13); font-weight: var(--w-med); }
    .choices { display: flex; flex-wrap: wrap; gap: 6px; }
    label { position: relative; display: inline-flex; align-items: center; gap: 6px; min-height: var(--control); padding: 0 7px 0 6px; border: 1px solid var(--line); border-radius: var(--r-2); cursor: pointer; }
    label:hover { border-color: var(--line-strong); }
    label.on { border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); background: var(--sunken); }
    input { width: 16px; height: 16px; margin: 0; accent-color: var(--accent); }
    .problem { margin-top: 4px; color: var(--crit); font-size: var(--t-12); font-weight: var(--w-med); }
    @media (pointer: coarse) { kbd { display: none; } label { min-height: 40px; padding: 0 10px; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RatingChoice {
  readonly label = input('Rating');
  /** Of the group in the page. */
  readonly name = input.required<string>();
  readonly value = input.required<Rating | ''>();
  readonly problem = input('');
  readonly choose = output<Rating>();
  readonly ratings = ratings;
  readonly keys = ratingKeys;

  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rating = ratings.find((each) => ratingKeys[each] === event.key.toLowerCase());
    if (rating === undefined) return;
    event.preventDefault();
    this.choose.emit(rating);
    (event.currentTarget as HTMLElement).closest('fieldset')?.querySelector<HTMLInputElement>(`input[value='${rating}']`)?.focus();
  }
}
