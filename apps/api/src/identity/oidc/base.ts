import type { Config } from '../../config/config.js';
import type { Request } from '../http.js';

/**
 * Our address as the provider knows it: the setting, else the address asked for where that is one of ours or this machine.
 * A `Host` header alone is nobody's word: undefined for any other.
 */
export function baseOf({ protocol, headers }: Pick<Request, 'protocol' | 'headers'>, { publicUrl, origins }: Pick<Config, 'publicUrl' | 'origins'>): string | undefined {
  if (publicUrl !== undefined) return publicUrl;
  const asked = URL.parse(`${protocol}://${headers.host ?? ''}`);
  if (asked === null) return undefined;
  return origins.includes(asked.origin) || ['localhost', '127.0.0.1', '[::1]'].includes(asked.hostname) ? asked.origin : undefined;
}
