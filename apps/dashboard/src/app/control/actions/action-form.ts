import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, afterNextRender, input, output, viewChild } from '@angular/core';
import { Icon } from '../../ui/icon';
import type { Trouble } from './run-actions-store';

/** The frame of an action's form: it takes the focus, Escape goes back, and trouble is said where it is seen. */
@Component({
  selector: 'sl-action-form',
  imports: [Icon],
  template: `
    <form #form novalidate [attr.aria-label]="heading()" (submit)="$event.preventDefault(); send.emit(form)" (keydown.escape)="$event.stopPropagation(); back.emit()">
      <h3 tabindex="-1">{{ heading() }}</h3>
      <ng-content />
      @if (trouble()?.words; as words) {
        <p class="problem" role="alert"><sl-icon name="warn" /> {{ words }}</p>
      }
      <div class="row">
        @if (verb()) {
          <button type="submit" class="btn" [class.primary]="!danger()" [class.danger]="danger()" [disabled]="busy() || !online()">{{ busy() ? 'Saving…' : verb() }}</button>
        }
        <button type="button" class="btn" [class.quiet]="verb() !== ''" (click)="back.emit()">Back</button>
      </div>
    </form>
  `,
  styleUrl: './action-form.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ActionForm {
  private readonly element = viewChild.required<ElementRef<HTMLFormElement>>('form');
  readonly heading = input.required<string>();
  /** The words of its button; none where each choice has its own. */
  readonly verb = input('Save');
  readonly danger = input(false);
  readonly busy = input(false);
  readonly online = input(true);
  readonly trouble = input<Trouble | null>(null);
  readonly send = output<HTMLFormElement>();
  readonly back = output<void>();

  constructor() {
    afterNextRender(() => {
      const form = this.element().nativeElement;
      (form.querySelector<HTMLElement>('select, input:not([type=checkbox]), textarea') ?? form.querySelector<HTMLElement>('h3'))?.focus();
    });
  }
}
