import type { FactorOffer } from '@sightline/contracts';
import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';

/** RFC 6238 as every authenticator has it: SHA-1, six digits, a new code every 30 s. */
const periodSeconds = 30;
const issuer = 'Sightline';
/** Steps before and after now that are accepted: a telephone's clock, and the time to type. */
const windowSteps = 1;

/** 160 bits, as RFC 4226 § 4 recommends; base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

const totpOf = (secret: string, username = ''): TOTP =>
  new TOTP({ issuer, label: username, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: periodSeconds });

/** The step whose code this is, of those near `now` (epoch milliseconds); undefined for none. */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: windowSteps });
  return delta === null ? undefined : Math.floor(now / 1000 / periodSeconds) + delta;
}

/** What an authenticator scans or a person types. */
export function offerOf(secret: string, username: string): FactorOffer {
  const uri = totpOf(secret, username).toString();
  const { size, data } = encode(uri, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { secret, uri, qr: { size, path } };
}
