import type { RouteContract } from '@sightline/contracts';
import type { Caller } from './callers.ts';
import { samples } from './samples.ts';
import type { Sample } from './samples.ts';
import type { AccessStage } from './stage.ts';

export const nameOf = ({ method, path }: Pick<RouteContract, 'method' | 'path'>): string => `${method} ${path}`;

export function sampleOf(route: RouteContract): Sample {
  const sample = samples[nameOf(route)];
  if (sample === undefined) throw new Error(`${nameOf(route)} has no row in tests/support/access/samples.ts`);
  return sample;
}

/** The address of a route as a caller would ask for it. */
export function addressOf(stage: AccessStage, route: RouteContract, caller: Caller): string {
  const { path, query } = sampleOf(route);
  const values = path?.(stage, caller) ?? {};
  const filled = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${nameOf(route)}: the sample has no ${name}`);
    return encodeURIComponent(value);
  });
  const asked = new URLSearchParams(query?.(stage, caller) ?? {}).toString();
  return asked === '' ? filled : `${filled}?${asked}`;
}

/** A request that is never answered fails the test and does not hang it. */
const patience = (): AbortSignal => AbortSignal.timeout(60_000);

let asked = 0;
/** Each request from an address of its own: what is slowed down for one who guesses is no matter here. */
export const fromAnywhere = (): Record<string, string> => {
  asked += 1;
  return { 'x-forwarded-for': `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}` };
};

/** Asks a route as a caller would. */
export function ask(stage: AccessStage, route: RouteContract, caller: Caller, more: Readonly<Record<string, string>> = {}): Promise<Response> {
  const body = sampleOf(route).body?.(stage, caller);
  return fetch(stage.sightline.url + addressOf(stage, route, caller), {
    method: route.method,
    redirect: 'manual',
    signal: patience(),
    headers: { ...fromAnywhere(), ...caller.headers, ...(body?.type !== undefined && { 'content-type': body.type }), ...more },
    ...(body && { body: body.content }),
  });
}

/** Reads another address as a caller would. */
export const read = (stage: AccessStage, address: string, caller: Caller, more: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(stage.sightline.url + address, { redirect: 'manual', signal: patience(), headers: { ...fromAnywhere(), ...caller.headers, ...more } });

/** Does so many of the jobs at a time. */
export async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    }),
  );
}

/** Fails with the first of what was found. A comparison of long lists takes minutes to be put into words. */
export function none(found: readonly string[]): void {
  if (found.length > 0) throw new Error(`${found.length} found:\n${found.slice(0, 100).join('\n')}`);
}
