import { Injectable } from '@angular/core';
import type { CommandReply, EventData, EventType, Problem } from '@sightline/contracts';

/** A reply that is not a success: what happened, what it means, what to do. `status` 0: the server was not reached. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(wordsOf(problem));
  }

  get status(): number {
    return this.problem.status;
  }
}

/** What happened; where it is our own failure, with the number by which it is found in the log. */
const wordsOf = ({ detail, title, status, requestId }: Problem): string =>
  `${detail ?? title}${status >= 500 && requestId !== undefined ? ` If it happens again, tell whoever runs Sightline this number: ${requestId}.` : ''}`;

export type Query = Record<string, string | number | boolean | null | undefined>;

/** The server over HTTP: JSON in and out, the session's CSRF token on whatever changes something. */
@Injectable({ providedIn: 'root' })
export class Api {
  /** Set by the session when someone signs in. */
  csrfToken: string | null = null;
  /** Called each time that the server says nobody is signed in: the session listens. */
  onSignedOut: () => void = () => undefined;

  get<T>(path: string, query: Query = {}, abort?: AbortSignal): Promise<T> {
    return this.call<T>(withQuery(path, query), { method: 'GET', ...(abort ? { signal: abort } : {}) });
  }

  post<T>(path: string, body: unknown, abort?: AbortSignal): Promise<T> {
    return this.call<T>(path, { method: 'POST', body: JSON.stringify(body), ...(abort ? { signal: abort } : {}) });
  }

  /** Hands a file over, as a form would. */
  upload<T>(path: string, file: File, query: Query = {}, fields: Readonly<Record<string, string>> = {}): Promise<T> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set('file', file, file.name);
    return this.call<T>(withQuery(path, query), { method: 'POST', body });
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>(path, { method: 'PUT', body: JSON.stringify(body) });
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>(path, { method: 'PATCH', body: JSON.stringify(body) });
  }

  delete(path: string): Promise<unknown> {
    return this.call<unknown>(path, { method: 'DELETE' });
  }

  /**
   * A person's command: the same event types as any other source. Resolves with its id once it is stored. With `basedOn`, the id of
   * the event that they saw last (`null`: none), it is stored only where nobody was faster.
   */
  async command<T extends EventType>(type: T, data: EventData<T>, basedOn?: string | null): Promise<string> {
    const { id } = await this.post<CommandReply>('/api/commands', { type, data, ...(basedOn !== undefined && { basedOn }) });
    return id;
  }

  /** A table as CSV, for saving to disk. */
  async csv(path: string, query: Query = {}): Promise<Blob> {
    const response = await this.fetch(withQuery(path, query), { method: 'GET' }, 'text/csv');
    return response.blob();
  }

  /** Asks for a file to be made, for saving to disk. */
  async file(path: string, body: unknown): Promise<Blob> {
    const response = await this.fetch(path, { method: 'POST', body: JSON.stringify(body) }, '*/*');
    return response.blob();
  }

  private async call<T>(path: string, init: RequestInit): Promise<T> {
    const response = await this.fetch(path, init, 'application/json');
    const text = await response.text();
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  private async fetch(path: string, init: RequestInit, accept: string): Promise<Response> {
    const headers: Record<string, string> = { accept };
    if (typeof init.body === 'string') headers['content-type'] = 'application/json';
    if (init.method !== 'GET' && this.csrfToken !== null) headers['x-csrf-token'] = this.csrfToken;
    let response: Response;
    try {
      response = await fetch(path, { ...init, headers, credentials: 'same-origin' });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new ApiProblem({ type: 'about:blank', title: 'The server cannot be reached', status: 0, action: 'Check the connection and try again.' });
    }
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (problem.status === 401) this.onSignedOut();
    throw new ApiProblem(problem);
  }
}

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = { type: 'about:blank', title: `The server answered ${response.status}`, status: response.status };
  if (!(response.headers.get('content-type') ?? '').includes('json')) return fallback;
  try {
    return { ...fallback, ...((await response.json()) as Partial<Problem>) };
  } catch {
    return fallback;
  }
}
