import { ChangeDetectionStrategy, Component } from '@angular/core';
import { usualCauses } from '@sightline/contracts';
import { written } from '../../ui/form';
import { ActionForm } from './action-form';
import { RunAction } from './run-action';

/** Someone rang: the run is late by so many minutes. It becomes a service alert. */
@Component({
  selector: 'sl-delay-action',
  imports: [ActionForm],
  template: `
    <sl-action-form heading="Log a delay" [busy]="busy()" [online]="online()" [trouble]="trouble()" (send)="save($event)" (back)="back.emit()">
      <div class="pair">
        <div class="field">
          <label for="minutes">Minutes late</label>
          <input class="input" id="minutes" name="minutes" inputmode="numeric" maxlength="3" aria-describedby="minutes-problem" [attr.aria-invalid]="trouble()?.fields?.['minutes'] ? true : null" />
        </div>
        <div class="field"><label for="cause">Cause</label><select class="input" id="cause" name="cause">@for (cause of causes; track cause) {<option>{{ cause }}</option>}</select></div>
      </div>
      @if (trouble()?.fields?.['minutes']; as words) {<p class="problem-line" id="minutes-problem" role="alert">{{ words }}</p>}
      <div class="field"><label for="message">Words for those who ask (optional)</label><input class="input" id="message" name="message" maxlength="500" /></div>
      <p class="q t12">Published as a service alert until the run ends.</p>
    </sl-action-form>
  `,
  styleUrl: './actions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DelayAction extends RunAction {
  readonly causes = usualCauses;

  save(form: HTMLFormElement): void {
    const data = new FormData(form);
    const minutes = written(data, 'minutes').trim();
    if (!/^[1-9]\d{0,2}$/.test(minutes)) return this.refuse('minutes', 'Give the delay in whole minutes, from 1 to 600.');
    const { runRef } = this.run();
    const message = written(data, 'message').trim();
    const cause = written(data, 'cause');
    void this.submit(() => this.store.tell('run.delayed', { runRef, minutes: Number(minutes), cause, ...(message !== '' && { message }) }), {
      words: 'Delay logged.',
      undo: () => this.store.tell('run.delayed', { runRef, minutes: 0, cause }),
    });
  }
}
