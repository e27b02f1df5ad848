import { ChangeDetectionStrategy, Component } from '@angular/core';
import { written } from '../../ui/form';
import { ActionForm } from './action-form';
import { RunAction } from './run-action';

/** A note for whoever takes over. */
@Component({
  selector: 'sl-note-action',
  imports: [ActionForm],
  template: `
    <sl-action-form heading="Note" [busy]="busy()" [online]="online()" [trouble]="trouble()" (send)="save($event)" (back)="back.emit()">
      <div class="field">
        <label for="words">Kept with the run, for whoever takes over</label>
        <textarea class="input" id="words" name="words" maxlength="2000"></textarea>
        @if (trouble()?.fields?.['words']; as words) {<p class="problem-line" role="alert">{{ words }}</p>}
      </div>
    </sl-action-form>
  `,
  styleUrl: './actions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoteAction extends RunAction {
  save(form: HTMLFormElement): void {
    const words = written(new FormData(form), 'words').trim();
    if (words === '') return this.refuse('words', 'Write the note first.');
    void this.submit(() => this.store.tell('note.added', { noteRef: crypto.randomUUID(), runRef: this.run().runRef, words }), { words: 'Note kept.' });
  }
}
