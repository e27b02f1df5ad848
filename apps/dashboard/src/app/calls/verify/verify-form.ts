import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, afterNextRender, computed, effect, input, output, signal, viewChildren } from '@angular/core';
import type { FieldProblem, LookUpForm, Relationship, VerificationFact, VerifyReply, VerifyRequest } from '@sightline/contracts';
import { factWords, relationshipWords } from '@sightline/domain';
import { counted } from '../../ui/words';
import { factFields, factHints, relationshipOfKey } from './verify-words';

/**
 * Who the caller is, by the keyboard alone: a key for the relationship, then what they say. Enter goes on to what is still
 * needed, and sends once nothing is. The server compares; nothing that is held is here.
 */
@Component({
  selector: 'sl-verify-form',
  templateUrl: './verify-form.html',
  styleUrl: './verify-form.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VerifyForm {
  readonly form = input.required<LookUpForm>();
  readonly refusal = input<Extract<VerifyReply, { verified: false }> | null>(null);
  readonly problems = input<readonly FieldProblem[]>([]);
  readonly busy = input(false);
  readonly canCallBack = input(false);
  readonly sent = output<VerifyRequest>();
  readonly callBack = output();

  private readonly radios = viewChildren<ElementRef<HTMLInputElement>>('radio');
  private readonly fields = viewChildren<ElementRef<HTMLInputElement>>('field');
  private readonly passwords = viewChildren<ElementRef<HTMLInputElement>>('password');

  readonly words = relationshipWords;
  readonly facts = factWords;
  readonly hints = factHints;
  readonly relationship = signal<Relationship | null>(null);
  readonly typed = signal<ReadonlyMap<VerificationFact, string>>(new Map());
  readonly said = signal('');
  /** What is still needed, once Enter was pressed without it. */
  readonly missing = signal('');
  private readonly given = computed(() => this.form().facts.filter((fact) => (this.typed().get(fact) ?? '').trim() !== ''));

  constructor() {
    afterNextRender(() => this.radios()[0]?.nativeElement.focus());
    // What could not be read is asked again: the cursor goes there.
    effect(() => {
      const [first] = this.problems();
      if (first !== undefined) this.fieldOf(first.path)?.focus();
    });
    effect(() => {
      if (this.refusal() !== null) this.fields()[0]?.nativeElement.select();
    });
  }

  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const found = relationshipOfKey(event.key, this.form().relationships, this.relationship());
    if (event.key === 'Enter') this.enter();
    else if (found === undefined) return;
    else this.choose(found, /^\d$/u.test(event.key) || this.isTheOnlyOne(event.key));
    event.preventDefault();
  }

  type(fact: VerificationFact, words: string): void {
    this.typed.update((typed) => new Map(typed).set(fact, words));
    this.missing.set('');
  }

  /** On to what is still needed; sends where nothing is. */
  enter(): void {
    const relationship = this.relationship();
    if (relationship === null) return this.need(this.radios()[0], 'Who are they to the child?');
    const empty = this.fields().find(({ nativeElement }) => nativeElement.value.trim() === '');
    if (this.given().length < 2) return this.need(empty, this.given().length === 0 ? 'Two of these are needed.' : 'One more is needed.');
    if (this.form().hasPassword && this.said().trim() === '') return this.need(this.passwords()[0], 'The family password is needed.');
    this.missing.set('');
    if (this.busy()) return;
    const facts = Object.fromEntries(this.given().map((fact) => [factFields[fact], this.typed().get(fact)?.trim()])) as VerifyRequest['facts'];
    this.sent.emit({ relationship, facts, ...(this.form().hasPassword && { password: this.said().trim() }) });
  }

  problemOf(fact: VerificationFact | 'password'): string {
    const path = fact === 'password' ? 'password' : `facts.${factFields[fact]}`;
    return this.problems().find((problem) => problem.path === path)?.message ?? '';
  }

  left(attempts: number): string {
    return `${counted(attempts, 'try', 'tries')} left for this child today.`;
  }

  private isTheOnlyOne(key: string): boolean {
    return this.form().relationships.filter((each) => relationshipWords[each].toLowerCase().startsWith(key.toLowerCase())).length === 1;
  }

  /** A key that can mean one thing only goes on to the first fact; one that may mean the next stays. */
  private choose(relation: Relationship, isSure: boolean): void {
    this.relationship.set(relation);
    const radio = this.radios()[this.form().relationships.indexOf(relation)];
    (isSure ? this.fields()[0] : radio)?.nativeElement.focus();
  }

  private need(field: ElementRef<HTMLInputElement> | undefined, words: string): void {
    this.missing.set(words);
    field?.nativeElement.focus();
  }

  private fieldOf(path: string): HTMLInputElement | undefined {
    const fact = this.form().facts.find((each) => path === `facts.${factFields[each]}`);
    return (fact === undefined ? this.passwords()[0] : this.fields()[this.form().facts.indexOf(fact)])?.nativeElement;
  }
}
