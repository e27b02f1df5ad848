import { Injectable, computed, inject, signal } from '@angular/core';
import type { CallOutcome, ContactReply, NewContact } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';

/** What a call is about, as far as the page knows it. */
export type Conversation = Pick<NewContact, 'callRef' | 'lookUpRef' | 'runRef' | 'sequence'>;

export interface Logged {
  readonly outcome: CallOutcome;
  readonly reply: ContactReply;
  /** Added since. */
  readonly notes: readonly string[];
}

/** The log of the caller on the line: each outcome once, stored before it is said to be. */
@Injectable()
export class LogStore {
  private readonly api = inject(Api);
  /** The reference of an outcome stays the same until it is stored: whoever tries again logs it once. */
  private readonly refs = new Map<CallOutcome, string>();
  readonly logged = signal<readonly Logged[]>([]);
  readonly busy = signal<CallOutcome | null>(null);
  readonly trouble = signal<string | null>(null);
  readonly last = computed(() => this.logged().at(-1) ?? null);
  readonly outcomes = computed(() => new Set(this.logged().map(({ outcome }) => outcome)));

  /** The next caller. */
  clear(): void {
    this.refs.clear();
    this.logged.set([]);
    this.trouble.set(null);
    this.busy.set(null);
  }

  /** Whether it was stored now. */
  async log(outcome: CallOutcome, about: Conversation, { told, words }: { told: string; words: string }): Promise<boolean> {
    if (this.busy() !== null || this.outcomes().has(outcome)) return false;
    const contactRef = this.refs.get(outcome) ?? crypto.randomUUID();
    this.refs.set(outcome, contactRef);
    this.busy.set(outcome);
    this.trouble.set(null);
    try {
      const call: NewContact = { contactRef, outcome, ...about, ...(told === '' ? {} : { told }), ...(words.trim() === '' ? {} : { words: words.trim() }) };
      const reply = await this.api.post<ContactReply>('/api/contact/contacts', call);
      // The next caller may be on the line by now: then it is stored, and nothing to say here.
      if (this.refs.get(outcome) !== contactRef) return false;
      this.logged.update((all) => [...all, { outcome, reply, notes: [] }]);
      return true;
    } catch (error) {
      if (this.refs.get(outcome) === contactRef) this.trouble.set(error instanceof ApiProblem ? error.message : 'Something went wrong.');
      return false;
    } finally {
      if (this.refs.get(outcome) === contactRef) this.busy.set(null);
    }
  }

  /** Corrects or adds to what was logged last; what was said first stays. Whether it was stored. */
  async note(words: string): Promise<boolean> {
    const last = this.last();
    if (last === null) return false;
    this.trouble.set(null);
    try {
      await this.api.command('contact.noted', { noteRef: crypto.randomUUID(), contactRef: last.reply.contactRef, words });
      this.logged.update((all) => all.map((each) => (each === last ? { ...each, notes: [...each.notes, words] } : each)));
      return true;
    } catch (error) {
      this.trouble.set(error instanceof ApiProblem ? error.message : 'Something went wrong.');
      return false;
    }
  }
}
