import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';

/** A field as two people left it. */
export interface TwoVersions {
  readonly name: string;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}
export interface ChangedBy {
  readonly by: string;
  readonly at: string | null;
}
type Side = 'mine' | 'theirs';

/** Two versions of one record, side by side: keep mine, take theirs, or choose field by field. Nothing is lost meanwhile [PROG-46]. */
@Component({
  selector: 'sl-side-by-side',
  imports: [Icon],
  template: `
    <section role="group" [attr.aria-label]="'Two versions of ' + what()">
      <p class="told" role="alert"><sl-icon name="warn" /> <span><b>{{ changed().by }}</b> saved {{ what() }}{{ changed().at ? ' at ' + clock.time(changed().at) : '' }}, after you had opened it. Nothing of yours is lost: choose what counts.</span></p>
      <table>
        <thead><tr><th scope="col">Field</th><th scope="col">Yours, not saved</th><th scope="col">Theirs, saved</th></tr></thead>
        <tbody>
          @for (field of differing(); track field.name) {
            <tr>
              <th scope="row">{{ field.label }}</th>
              @for (side of sides; track side) {
                <td [class.on]="choices()[field.name] === side">
                  <label><input type="radio" [name]="'side-' + field.name" [checked]="choices()[field.name] === side" (change)="choose(field.name, side)" /> <span class="visually-hidden">{{ field.label }}: {{ side === 'mine' ? 'yours' : 'theirs' }}.</span> <span [class.qq]="field[side] === ''">{{ field[side] === '' ? 'nothing' : field[side] }}</span></label>
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
      <div class="row">
        <button type="button" class="btn primary small" (click)="decide('mine')">Keep mine</button>
        <button type="button" class="btn small" (click)="decide('theirs')">Take theirs</button>
        @if (isMixed()) {<button type="button" class="btn small" (click)="resolved.emit(choices())">Save as chosen</button>}
        <span class="q t12">{{ isMixed() ? 'Some fields yours, some theirs.' : 'Choose field by field to mix them.' }}</span>
      </div>
    </section>
  `,
  styles: `
    section { display: grid; gap: 10px; padding: 12px; border: 1px solid var(--warn-line); border-radius: var(--r-2); background: var(--warn-soft); }
    .told { display: flex; gap: 8px; font-size: var(--t-13); }
    b { font-weight: var(--w-semi); }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; background: var(--surface); font-size: var(--t-13); }
    th, td { padding: 6px 8px; border: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
    thead th { color: var(--ink-2); font-size: var(--t-12); font-weight: var(--w-med); }
    th:first-child { width: 22%; font-weight: var(--w-med); }
    td.on { box-shadow: inset 3px 0 0 var(--ink); }
    label { display: flex; gap: 8px; align-items: flex-start; min-height: 24px; cursor: pointer; }
    input { flex: none; width: 16px; height: 16px; margin: 2px 0 0; accent-color: var(--accent); }
    .row { flex-wrap: wrap; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SideBySide {
  readonly clock = inject(Clock);
  /** What it is, in words: `A1.2`. */
  readonly what = input.required<string>();
  readonly changed = input.required<ChangedBy>();
  readonly fields = input.required<readonly TwoVersions[]>();
  /** Whose each field is. */
  readonly resolved = output<Readonly<Record<string, Side>>>();

  readonly sides: readonly Side[] = ['mine', 'theirs'];
  readonly differing = computed(() => this.fields().filter(({ mine, theirs }) => mine !== theirs));
  readonly choices = linkedSignal<Readonly<Record<string, Side>>>(() => allOf(this.differing(), 'mine'));
  readonly isMixed = computed(() => new Set(Object.values(this.choices())).size > 1);

  choose(name: string, side: Side): void {
    this.choices.update((choices) => ({ ...choices, [name]: side }));
  }

  decide(side: Side): void {
    this.resolved.emit(allOf(this.differing(), side));
  }
}

const allOf = (fields: readonly TwoVersions[], side: Side): Readonly<Record<string, Side>> => Object.fromEntries(fields.map(({ name }) => [name, side]));
