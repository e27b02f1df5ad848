import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyResult } from 'jose';
import type { KnownProvider } from './provider.js';

/** Signatures that only the provider can make: with HS256 whoever knows the secret can, and with `none` anyone. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
/** Clocks of two machines may differ by this. */
export const clockToleranceSeconds = 60;
/** A token comes fresh from the provider; Entra ID dates its own back by five minutes. */
const maxTokenAge = '10m';
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/** A token that is not what it should be, by the claim or the part that is wrong; never with what it says. */
export class TokenRefused extends Error {
  constructor(readonly reason: string) {
    super(`refused for its ${reason}`);
  }
}

/**
 * The claims of an ID token, once its signature, issuer, audience, times and nonce are what they must be (OpenID Connect
 * Core 3.1.3.7) [ID-22]. A key that is not known is looked for once more: the provider may just have changed it [ID-23].
 * Rejects with {@link TokenRefused}.
 */
export async function claimsOfIdToken(token: string, nonce: string, provider: KnownProvider): Promise<JWTPayload & { readonly sub: string }> {
  const { payload } = await verify(token, provider, 'exp').catch(async (error: unknown) => {
    // It came from the provider itself, so asking for its keys again is nothing that a stranger can make us do.
    if (!(error instanceof TokenRefused) || error.reason !== 'key') throw error;
    await provider.keys.reload();
    return verify(token, provider, 'exp');
  });
  if (payload['nonce'] !== nonce) throw new TokenRefused('nonce');
  if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload['azp'] !== provider.settings.clientId) throw new TokenRefused('azp');
  return { ...payload, sub: textOf(payload.sub) ?? refuse('sub') };
}

/** Whom a logout token signs out: the provider's session, or everything of a person. */
export interface LoggedOut {
  readonly sid: string | undefined;
  readonly subject: string | undefined;
  /** Names the token: it may come once. */
  readonly jti: string;
}

/** Reads a logout token (OpenID Connect Back-Channel Logout 1.0 § 2.6). Rejects with {@link TokenRefused}. */
export async function readLogoutToken(token: string, provider: KnownProvider): Promise<LoggedOut> {
  const { payload } = await verify(token, provider, 'jti');
  const { events, nonce } = payload;
  if (typeof events !== 'object' || events === null || !(logoutEvent in events)) throw new TokenRefused('events');
  if (nonce !== undefined) throw new TokenRefused('nonce');
  const [sid, subject] = [textOf(payload['sid']), textOf(payload.sub)];
  if (sid === undefined && subject === undefined) throw new TokenRefused('sid');
  return { sid, subject, jti: textOf(payload.jti) ?? refuse('jti') };
}

async function verify(token: string, { keys, issuer, settings }: KnownProvider, required: 'exp' | 'jti'): Promise<JWTVerifyResult> {
  try {
    const options = { algorithms, issuer, audience: settings.clientId, clockTolerance: clockToleranceSeconds, maxTokenAge, requiredClaims: [required] };
    return await jwtVerify(token, keys, options);
  } catch (error) {
    if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired) throw new TokenRefused(error.claim);
    if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw new TokenRefused('key');
    if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) throw new TokenRefused('algorithm');
    if (error instanceof errors.JWSSignatureVerificationFailed) throw new TokenRefused('signature');
    if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) throw new TokenRefused('form');
    throw error;
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' && value.length <= 500 ? value : undefined);
const refuse = (reason: string): never => {
  throw new TokenRefused(reason);
};
