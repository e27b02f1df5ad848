import { Injectable, computed, inject, signal } from '@angular/core';
import type { SearchItem, SearchReply } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';
import { stillMatching } from './one-box-match';

/** Fewer would be browsing. */
export const leastCharacters = 3;
/** Between two keystrokes of somebody who types on. */
const pauseMilliseconds = 90;
/** An answer that takes longer than this is waited for in words. */
const patienceMilliseconds = 400;

interface Answer extends SearchReply {
  readonly to: string;
}

/** What is typed, and what was found for it. An answer to other words than those in the box is never shown. */
@Injectable()
export class OneBoxStore {
  private readonly api = inject(Api);
  private pause: ReturnType<typeof setTimeout> | undefined;
  private patience: ReturnType<typeof setTimeout> | undefined;
  private asked: AbortController | null = null;
  private readonly answer = signal<Answer | null>(null);
  /** A school with several routes was chosen: its routes are asked for. */
  readonly school = signal<string | null>(null);
  readonly words = signal('');
  readonly problem = signal<ApiProblem | null>(null);
  /** Asked, and long enough ago to say so. */
  readonly waiting = signal(false);
  /** Enter was pressed before the answer was there: the first of it is chosen as soon as it is. */
  readonly hasteful = signal(false);

  private readonly typed = computed(() => this.words().trim());
  /** The answer is to the very words in the box. */
  readonly answered = computed(() => this.answer()?.to === this.typed() && this.problem() === null);
  readonly advice = computed(() => (this.answered() ? this.answer()?.advice : undefined));
  readonly items = computed<readonly SearchItem[]>(() => {
    const answer = this.answer();
    const typed = this.typed();
    if (answer === null || this.problem() !== null || typed.length < leastCharacters) return [];
    const school = this.school();
    if (answer.to !== typed) return typed.startsWith(answer.to) ? stillMatching(answer.items, typed) : [];
    return school === null ? answer.items : answer.items.filter(({ kind, detail }) => kind === 'route' && detail?.includes(school) === true);
  });

  /** Called at every keystroke; asks once the typing pauses. */
  type(words: string): void {
    this.school.set(null);
    this.put(words);
  }

  /** The routes of a school, of which the caller has to say one. */
  narrow(school: string): void {
    this.put(school);
    this.school.set(school);
  }

  /** Asks again at once: after a failure, or in haste. */
  again(): void {
    if (this.typed().length >= leastCharacters) void this.find(this.typed());
  }

  private put(words: string): void {
    this.words.set(words);
    this.problem.set(null);
    this.hasteful.set(false);
    this.stop();
    const typed = this.typed();
    if (typed.length < leastCharacters) this.answer.set(null);
    else if (this.answer()?.to !== typed) this.pause = setTimeout(() => void this.find(typed), pauseMilliseconds);
  }

  private stop(): void {
    clearTimeout(this.pause);
    clearTimeout(this.patience);
    this.asked?.abort();
    this.waiting.set(false);
  }

  private async find(q: string): Promise<void> {
    this.stop();
    const abort = (this.asked = new AbortController());
    this.patience = setTimeout(() => this.waiting.set(true), patienceMilliseconds);
    try {
      const reply = await this.api.post<SearchReply>('/api/contact/search', { q }, abort.signal);
      if (abort.signal.aborted) return;
      this.problem.set(null);
      this.answer.set({ ...reply, to: q });
    } catch (error) {
      if (abort.signal.aborted || !(error instanceof ApiProblem)) return;
      this.hasteful.set(false);
      this.problem.set(error);
    }
    clearTimeout(this.patience);
    this.waiting.set(false);
  }
}
