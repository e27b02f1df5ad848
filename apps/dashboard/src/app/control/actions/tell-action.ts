import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Audience, MessageDraftsView } from '@sightline/contracts';
import { written } from '../../ui/form';
import { Segmented } from '../../ui/segmented';
import { ActionForm } from './action-form';
import { audienceWords } from './audience-words';
import { RunAction } from './run-action';
import { RunActionsStore } from './run-actions-store';

const kindWords: Readonly<Record<string, string>> = { late: 'It is late', cancelled: 'It does not run', resumed: 'It runs after all', arrived: 'It has arrived' };

/** What families, the school or the operator are told: drafted from the run, changed at will, kept with it. */
@Component({
  selector: 'sl-tell-action',
  imports: [ActionForm, Segmented],
  template: `
    <sl-action-form heading="Tell those concerned" verb="Send" [busy]="busy()" [online]="online()" [trouble]="trouble()" (send)="save($event)" (back)="back.emit()">
      <sl-segmented label="Whom" [options]="whom" [(value)]="audience" />
      <div class="field"><label for="kind">What</label><select class="input" id="kind" #select (change)="kind.set(select.value)">@for (each of kinds; track each.value) {<option [value]="each.value" [selected]="each.value === kind()">{{ each.label }}</option>}</select></div>
      <div class="field">
        <label for="words">Words</label>
        <textarea class="input" id="words" name="words" rows="5" maxlength="2000" [value]="words()" (input)="typed.set(true)"></textarea>
        @if (trouble()?.fields?.['words']; as problem) {<p class="problem-line" role="alert">{{ problem }}</p>}
      </div>
      @if (typed()) {<p class="q t12">Your words stay when you choose another line above. <button type="button" class="btn small" (click)="typed.set(false)">Use ours again</button></p>}
      @if (failed()) {<p class="q t12" role="status">No draft could be read: write your own.</p>}
      <p class="honest">Goes to everyone of the audience who wants messages, at once. What became of it is under <a href="/control/messages">Messages</a>.</p>
    </sl-action-form>
  `,
  styleUrl: './actions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TellAction extends RunAction {
  private readonly reading = inject(RunActionsStore);
  readonly whom = (['families', 'school', 'operator'] as const).map((value) => ({ value, label: audienceWords[value] }));
  readonly kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label }));
  readonly audience = signal<string>('families');
  readonly kind = signal('late');
  readonly drafts = signal<MessageDraftsView | null>(null);
  readonly failed = signal(false);
  readonly typed = signal(false);
  private readonly draft = computed(() => this.drafts()?.items.find(({ audience, kind }) => audience === this.audience() && kind === this.kind())?.words ?? '');
  /** What stands in the field: our draft until someone writes in it. */
  readonly words = signal('');

  constructor() {
    super();
    effect(() => {
      const draft = this.draft();
      if (!this.typed()) untracked(() => this.words.set(draft));
    });
    effect(() => {
      const { runRef } = this.run();
      untracked(() => void (this.drafts() === null && this.read(runRef)));
    });
  }

  save(form: HTMLFormElement): void {
    const words = written(new FormData(form), 'words').trim();
    if (words === '') return this.refuse('words', 'Write what they are told.');
    const audience = this.audience() as Audience;
    void this.submit(() => this.store.tell('message.sent', { messageRef: crypto.randomUUID(), runRef: this.run().runRef, audience, words }), { words: `${audienceWords[audience]}: on its way.` });
  }

  private async read(runRef: string): Promise<void> {
    const asked = await this.reading.drafts(runRef);
    if ('trouble' in asked) return this.failed.set(true);
    this.kind.set(asked.value.kind);
    this.drafts.set(asked.value);
  }
}
