import { Injectable, inject } from '@angular/core';
import type { ClosureEffectView, EventData, EventType, MessageDraftsView, StandInsView, SubstitutesView } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';
import { sentenceCase } from '../../ui/words';

/** Why something was not done: in words, and by field where the server says which. */
export interface Trouble {
  readonly words: string;
  /** By the last part of the path: `minutes` of `data.minutes`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A reply that may not come. */
export type Asked<T> = { readonly value: T } | { readonly trouble: Trouble };

/** What the actions on a run ask of the server and tell it. */
@Injectable()
export class RunActionsStore {
  private readonly api = inject(Api);

  /** Null once it is stored, else why not. */
  async tell<T extends EventType>(type: T, data: EventData<T>): Promise<Trouble | null> {
    try {
      await this.api.command(type, data);
      return null;
    } catch (error) {
      return troubleOf(error);
    }
  }

  standIns = (runRef: string): Promise<Asked<StandInsView>> => this.ask(`${runPath(runRef)}/stand-ins`);
  substitutes = (runRef: string): Promise<Asked<SubstitutesView>> => this.ask(`${runPath(runRef)}/substitutes`);
  /** `cause`: words for a cancellation that is not told yet. */
  drafts = (runRef: string, cause = ''): Promise<Asked<MessageDraftsView>> => this.ask(`${runPath(runRef)}/drafts`, { cause });
  closureEffect = (schoolRef: string, query: { date: string; at: string; cause: string }): Promise<Asked<ClosureEffectView>> =>
    this.ask(`/api/transport/schools/${encodeURIComponent(schoolRef)}/closure-effect`, query);

  private async ask<T>(path: string, query: Record<string, string> = {}): Promise<Asked<T>> {
    try {
      return { value: await this.api.get<T>(path, query) };
    } catch (error) {
      return { trouble: troubleOf(error) };
    }
  }
}

const runPath = (runRef: string): string => `/api/transport/runs/${encodeURIComponent(runRef)}`;

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ApiProblem)) return { words: 'Something went wrong. What you wrote is still here: try again.', fields: {} };
  const problems = error.problem.problems ?? [];
  const fields = Object.fromEntries(problems.map(({ path, message }) => [path.split('.').at(-1) ?? path, message]));
  return { words: [error.message, ...problems.map(({ path, message }) => (path === 'type' || path === '' ? sentence(message) : message))].join(' '), fields };
}

const sentence = (words: string): string => `${sentenceCase(words)}.`;
