import type { Role } from '@sightline/contracts';
import type { Sightline } from './sightline.ts';

/** Someone who is signed in. */
export interface Person {
  readonly cookie: string;
  readonly csrfToken: string;
  /** Asks as a page would, with the cookie, and with the token where something is changed. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** The JSON at an address; throws where the answer is an error. */
  get<T = unknown>(path: string): Promise<T>;
}

/** Signs in with name and password; a demonstration account has its role's name. */
export async function signIn(sightline: Pick<Sightline, 'url' | 'demoPassword'>, username: Role | (string & {}), password = sightline.demoPassword): Promise<Person> {
  const response = await fetch(`${sightline.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: sightline.url },
    body: JSON.stringify({ username, password }),
  });
  if (!response.ok) throw new Error(`${username} could not sign in: ${response.status} ${await response.text()}`);
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const request = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    headers.set('origin', sightline.url);
    if (init.method !== undefined && init.method !== 'GET') headers.set('x-csrf-token', csrfToken);
    return fetch(sightline.url + path, { ...init, headers });
  };
  return {
    cookie,
    csrfToken,
    request,
    get: async <T>(path: string): Promise<T> => {
      const answer = await request(path);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
  };
}
