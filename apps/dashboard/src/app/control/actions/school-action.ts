import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import type { ClosureEffect, ClosureEffectView } from '@sightline/contracts';
import { Clock } from '../../ui/clock';
import { written } from '../../ui/form';
import { children, counted } from '../../ui/words';
import { ActionForm } from './action-form';
import { RunAction, inTurn } from './run-action';
import type { Trouble } from './run-actions-store';

const effectWords: Readonly<Record<ClosureEffect, readonly [one: string, many: string]>> = {
  return: ['is under way: it is told to take its children home', 'are under way: they are told to take their children home'],
  collect: ['is kept: its children are at school and must be fetched', 'are kept: their children are at school and must be fetched'],
  cancelled: ['is cancelled: its children stay at home', 'are cancelled: their children stay at home'],
  retimed: ['leaves earlier', 'leave earlier'],
  untouched: ['stays as it is', 'stay as they are'],
};
/** The ones that need someone first. */
const order: readonly ClosureEffect[] = ['return', 'collect', 'cancelled', 'retimed', 'untouched'];

/** A school that closes for the day, or ends it early: seen first, then done, one act over all its runs. */
@Component({
  selector: 'sl-school-action',
  imports: [ActionForm],
  template: `
    <sl-action-form
      [heading]="heading()"
      [verb]="closed() ? 'Reopen the school' : early() ? 'Close it early' : 'Close the school'"
      [danger]="!closed()"
      [busy]="busy()"
      [online]="online()"
      [trouble]="trouble()"
      (send)="save($event)"
      (back)="back.emit()"
    >
      @if (closed()) {
        <p class="t13">It is closed, or closes early, today. Reopening puts its runs back as they were.</p>
      } @else {
        <fieldset>
          <legend>How</legend>
          <div>
            <label class="radio"><input type="radio" name="how" value="closed" [checked]="!early()" (change)="early.set(false)" />Shut today</label>
            <label class="radio"><input type="radio" name="how" value="early" [checked]="early()" (change)="early.set(true)" />Ends its day early</label>
          </div>
        </fieldset>
        @if (early()) {
          <div class="field">
            <label for="at">Ends at</label>
            <input class="input" id="at" name="at" type="time" #at (change)="endsAt.set(at.value)" />
            @if (trouble()?.fields?.['at']; as words) {<p class="problem-line" role="alert">{{ words }}</p>}
          </div>
        }
        <div class="field">
          <label for="cause">Cause</label>
          <input class="input" id="cause" name="cause" maxlength="300" #cause (change)="cause$.set(cause.value)" />
          @if (trouble()?.fields?.['cause']; as words) {<p class="problem-line" role="alert">{{ words }}</p>}
        </div>
        <div role="status">
          @if (effects(); as lines) {
            <p class="t13 b">What it does</p>
            <ul class="effects">
              @for (line of lines; track line.effect) {<li><b>{{ line.count }}</b> {{ line.words }} <span class="q">({{ line.routes }})</span></li>} @empty {<li>No run of this school is known today.</li>}
            </ul>
          }
        </div>
        <label class="check"><input type="checkbox" name="tell" [checked]="tells()" (change)="tells.set(!tells())" />Record what families, the school and the operator are told, with each run</label>
        @if (tells()) {
          @for (draft of preview()?.messages; track draft.audience) {<p class="q t12">To {{ draft.audience === 'families' ? 'families' : 'the ' + draft.audience }}: {{ draft.words }}</p>}
          <p class="honest">Goes to everyone of these runs who wants messages, at once. What became of it is under <a href="/control/messages">Messages</a>.</p>
        }
      }
    </sl-action-form>
  `,
  styleUrl: './actions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SchoolAction extends RunAction {
  private readonly clock = inject(Clock);
  readonly early = signal(false);
  readonly endsAt = signal('');
  readonly cause$ = signal('');
  readonly tells = signal(false);
  readonly preview = signal<ClosureEffectView | null>(null);
  readonly closed = computed(() => this.preview()?.closed === true);
  readonly heading = computed(() => `${this.run().schoolName ?? this.run().schoolRef ?? 'The school'} closes`);
  readonly effects = computed(() => {
    const items = this.preview()?.items;
    return items && order.flatMap((effect) => {
      const some = items.filter((item) => item.effect === effect);
      if (some.length === 0) return [];
      const [one, many] = effectWords[effect];
      const moved = effect === 'retimed' ? ` (the first at ${this.clock.time(some[0]?.startsAtAfter)})` : '';
      return [{ effect, count: counted(some.length, 'run', 'runs'), words: `${some.length === 1 ? one : many}${moved}`, routes: children(some.reduce((sum, item) => sum + item.childrenCount, 0)) }];
    });
  });
  /** The newest question asked: an answer to an older one is let go. */
  private asked = 0;

  constructor() {
    super();
    effect(() => {
      const at = this.early() ? this.endsAt() : '';
      const cause = this.cause$();
      untracked(() => void this.look(at, cause));
    });
  }

  save(form: HTMLFormElement): void {
    const { schoolRef, serviceDate: date } = this.run();
    if (schoolRef === undefined) return;
    if (this.closed()) return void this.submit(() => this.store.tell('school.reopened', { schoolRef, date }), { words: 'School reopened: its runs are as they were.' });
    const data = new FormData(form);
    const cause = written(data, 'cause').trim();
    const at = written(data, 'at').trim();
    if (this.early() && at === '') return this.refuse('at', 'Say when the school ends its day.');
    if (cause === '') return this.refuse('cause', 'Say why.');
    const tells = this.tells();
    const endsEarly = this.early();
    let changed = 0;
    const close = async (): Promise<Trouble | null> => {
      // Asked anew: what it does, and its words, as of this moment and this cause.
      const answer = await this.store.closureEffect(schoolRef, { date, at: endsEarly ? at : '', cause });
      if ('trouble' in answer) return answer.trouble;
      const { items, messages } = answer.value;
      const runs = items.filter(({ effect }) => effect !== 'untouched');
      changed = runs.length;
      const message = messages.find(({ audience }) => audience === 'families')?.words;
      const said = { schoolRef, date, cause, ...(message !== undefined && { message }) };
      const act = () => (endsEarly ? this.store.tell('school.closing-early', { ...said, at }) : this.store.tell('school.closed', said));
      const tell = tells ? runs.flatMap(({ runRef }) => messages.map(({ audience, words }) => () => this.store.tell('message.sent', { messageRef: crypto.randomUUID(), runRef, audience, words }))) : [];
      return inTurn([act, ...tell]);
    };
    void this.submit(close, () => ({
      words: `${endsEarly ? 'Early closing' : 'Closing'} recorded: ${counted(changed, 'run', 'runs')} changed.`,
      undo: () => this.store.tell('school.reopened', { schoolRef, date }),
    }));
  }

  private async look(at: string, cause: string): Promise<void> {
    const { schoolRef, serviceDate: date } = untracked(this.run);
    if (schoolRef === undefined || (untracked(this.early) && at === '')) return;
    const question = ++this.asked;
    const answer = await this.store.closureEffect(schoolRef, { date, at, cause });
    if (question !== this.asked) return;
    if ('value' in answer) this.preview.set(answer.value);
    else this.trouble.set(answer.trouble);
  }
}
