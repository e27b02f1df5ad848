import { signal } from '@angular/core';
import type { Api, Query } from '../shell/api';
import { ApiProblem } from '../shell/api';

/** What is read whole. */
export type Read<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'error'; words: string };

type Listed<T> = { state: 'loading' } | { state: 'ready'; items: readonly T[]; nextCursor: string | null; at: string } | { state: 'error'; words: string };

/** A list that is read page by page, and anew after a change. */
export class PagedList<T> {
  private query: Query = {};
  private asked: AbortController | null = null;
  readonly list = signal<Listed<T>>({ state: 'loading' });

  constructor(
    private readonly api: Api,
    private readonly path: string,
  ) {}

  async load(query: Query = this.query): Promise<void> {
    this.query = query;
    this.asked?.abort();
    const abort = (this.asked = new AbortController());
    await this.read(query, [], abort.signal);
  }

  async more(): Promise<void> {
    const listed = this.list();
    if (listed.state === 'ready' && listed.nextCursor !== null) await this.read({ ...this.query, cursor: listed.nextCursor }, listed.items);
  }

  private async read(query: Query, before: readonly T[], abort?: AbortSignal): Promise<void> {
    try {
      const { items, nextCursor } = await this.api.get<{ items: T[]; nextCursor?: string }>(this.path, query, abort);
      this.list.set({ state: 'ready', items: [...before, ...items], nextCursor: nextCursor ?? null, at: new Date().toISOString() });
    } catch (error) {
      if (error instanceof ApiProblem) this.list.set({ state: 'error', words: error.message });
    }
  }
}

/** What a person is told when the server would not do something: the sentence, and where in the form. */
export function problemWords(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'Something went wrong. Try again.';
  if (error.status === 0) return `${error.message}. ${error.problem.action ?? ''}`;
  return [error.message, ...(error.problem.problems ?? []).map(({ path, message }) => `${path === '' ? '' : `${path}: `}${message}.`)].join(' ');
}

export async function readInto<T>(into: { set(value: Read<T>): void }, work: () => Promise<T>): Promise<void> {
  try {
    into.set({ state: 'ready', value: await work() });
  } catch (error) {
    into.set({ state: 'error', words: problemWords(error) });
  }
}

/** What is wrong with what was asked for; an empty text when it is done. */
export async function attempt(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return '';
  } catch (error) {
    return problemWords(error);
  }
}
