import { problem } from '@sightline/contracts';
import type { Config } from '../config/config.js';
import { CommandError } from './command.js';

/** Posts to a door of the running Sightline with the feed token, and resolves with its answer. */
export async function sendTo(config: Config, path: string, { body, type }: { readonly body: string | FormData | Blob; readonly type?: string }): Promise<unknown> {
  return answerOf(await reach(config, path, { method: 'POST', headers: type === undefined ? {} : { 'content-type': type }, body }));
}

/** Asks the running Sightline with the feed token, and resolves with its answer: JSON, or the text as it is. */
export async function askFor(config: Config, path: string, as: 'json' | 'text' = 'json'): Promise<unknown> {
  const response = await reach(config, path, { method: 'GET', headers: {} });
  return as === 'text' && response.ok ? response.text() : answerOf(response);
}

async function reach(config: Config, path: string, { headers, ...request }: Omit<RequestInit, 'headers'> & { headers: Record<string, string> }): Promise<Response> {
  const url = config.urlAt(config.port);
  return fetch(`${url}/api/${path}`, { ...request, redirect: 'error', headers: { authorization: `Bearer ${config.feedToken}`, ...headers } }).catch(() => {
    throw new CommandError(`There is no Sightline at ${url}. Start it first: npm start.`);
  });
}

async function answerOf(response: Response): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  const { data } = problem.safeParse(answer);
  throw new CommandError(data ? `${data.title}${data.detail === undefined ? '' : `: ${data.detail}`}` : `Sightline answered ${response.status}.`);
}
