import { ChangeDetectionStrategy, Component } from '@angular/core';
import { written } from '../../ui/form';
import { ActionForm } from './action-form';
import { RunAction } from './run-action';

const covers = ['Taxi from the framework list', 'Children share another route', 'Operator sends a second vehicle', 'Parents bring their children, mileage paid'];

/** The children of a cancelled run have other transport. */
@Component({
  selector: 'sl-cover-action',
  imports: [ActionForm],
  template: `
    <sl-action-form heading="How are the children covered?" [busy]="busy()" [online]="online()" [trouble]="trouble()" (send)="save($event)" (back)="back.emit()">
      <div class="field">
        <label for="how">Other transport</label>
        <input class="input" id="how" name="how" maxlength="300" list="covers" />
        <datalist id="covers">@for (cover of covers; track cover) {<option [value]="cover"></option>}</datalist>
        @if (trouble()?.fields?.['how']; as words) {<p class="problem-line" role="alert">{{ words }}</p>}
      </div>
    </sl-action-form>
  `,
  styleUrl: './actions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CoverAction extends RunAction {
  readonly covers = covers;

  save(form: HTMLFormElement): void {
    const how = written(new FormData(form), 'how').trim();
    if (how === '') return this.refuse('how', 'Say how the children are covered.');
    void this.submit(() => this.store.tell('run.covered', { runRef: this.run().runRef, how }), { words: this.run().toldAt === undefined ? 'Marked as covered. Families are not told yet.' : 'Marked as covered.' });
  }
}
