import { ChangeDetectionStrategy, Component, effect, signal, untracked } from '@angular/core';
import { usualCauses } from '@sightline/contracts';
import { written } from '../../ui/form';
import { ActionForm } from './action-form';
import { RunAction, inTurn } from './run-action';

/** The run does not operate. Families can be told in the same breath. */
@Component({
  selector: 'sl-cancel-action',
  imports: [ActionForm],
  template: `
    <sl-action-form heading="Cancel this run" verb="Cancel the run" [danger]="true" [busy]="busy()" [online]="online()" [trouble]="trouble()" (send)="save($event)" (back)="back.emit()">
      <p class="q t13">It needs someone until its children have other transport and their families are told.</p>
      <div class="field"><label for="cause">Cause</label><select class="input" id="cause" name="cause" #cause (change)="cause$.set(cause.value)">@for (each of causes; track each) {<option>{{ each }}</option>}</select></div>
      <div class="field"><label for="message">Words for those who ask (optional)</label><input class="input" id="message" name="message" maxlength="500" /></div>
      <label class="check"><input type="checkbox" name="tell" [checked]="tells()" (change)="tells.set(!tells())" />Tell families now, in these words</label>
      @if (tells()) {
        <div class="field">
          <label for="words">To families</label>
          <textarea class="input" id="words" name="words" maxlength="2000" [value]="draft()" (input)="typed.set(true)"></textarea>
          @if (trouble()?.fields?.['words']; as words) {<p class="problem-line" role="alert">{{ words }}</p>}
        </div>
        <p class="honest">Goes to every family of the run that wants messages, at once. Without it the message that Sightline drafts waits under <a href="/control/messages">Messages</a>.</p>
      }
    </sl-action-form>
  `,
  styleUrl: './actions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CancelAction extends RunAction {
  readonly causes = usualCauses;
  readonly cause$ = signal<string>(usualCauses[0]);
  readonly tells = signal(false);
  readonly typed = signal(false);
  readonly draft = signal('');

  constructor() {
    super();
    effect(() => {
      const cause = this.cause$();
      if (this.tells() && !untracked(this.typed)) void this.fill(cause);
    });
  }

  save(form: HTMLFormElement): void {
    const data = new FormData(form);
    const { runRef } = this.run();
    const message = written(data, 'message').trim();
    const words = written(data, 'words').trim();
    if (this.tells() && words === '') return this.refuse('words', 'Write what families are told.');
    const cancel = () => this.store.tell('run.cancelled', { runRef, cause: written(data, 'cause'), ...(message !== '' && { message }) });
    const tell = () => this.store.tell('message.sent', { messageRef: crypto.randomUUID(), runRef, audience: 'families', words });
    void this.submit(() => inTurn(this.tells() ? [cancel, tell] : [cancel]), {
      words: this.tells() ? 'Run cancelled; the message to families is on its way.' : 'Run cancelled.',
      undo: () => this.store.tell('run.reinstated', { runRef }),
    });
  }

  private async fill(cause: string): Promise<void> {
    const asked = await this.store.drafts(this.run().runRef, cause);
    if ('value' in asked && !this.typed()) this.draft.set(asked.value.items.find(({ kind, audience }) => kind === 'cancelled' && audience === 'families')?.words ?? '');
  }
}
