import { problem } from '@sightline/contracts';
import type { Config } from '../config/config.js';
import { CommandError } from './command.js';

/** Posts to a door of the running Sightline with the feed token, and resolves with its answer. */
export async function sendTo(config: Config, path: string, request: { readonly body: string | FormData; readonly type?: string }): Promise<unknown> {
  const url = config.urlAt(config.port);
  const headers = { authorization: `Bearer ${config.feedToken}`, ...(request.type !== undefined && { 'content-type': request.type }) };
  const response = await fetch(`${url}/api/${path}`, { method: 'POST', headers, body: request.body }).catch(() => {
    throw new CommandError(`There is no Sightline at ${url}. Start it first: npm start.`);
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  const { data } = problem.safeParse(answer);
  throw new CommandError(data ? `${data.title}${data.detail === undefined ? '' : `: ${data.detail}`}` : `Sightline answered ${response.status}.`);
}
