import type { SignInProblem } from '@sightline/contracts';
import * as client from 'openid-client';
import { TokenRefused } from './tokens.js';

/** What a person is told, and what the audit keeps of it: a part or a code, never what a token says. */
export interface Refusal {
  readonly problem: SignInProblem;
  readonly reason: string;
}

/** What went wrong between the provider and us. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof TokenRefused) return { problem: 'not-trusted', reason: error.reason };
  if (error instanceof client.AuthorizationResponseError) {
    const code = codeOf(error.error);
    return { problem: code === 'access_denied' ? 'cancelled' : 'provider-error', reason: code };
  }
  if (error instanceof client.ResponseBodyError) {
    const code = codeOf(error.error);
    return { problem: code === 'invalid_grant' ? 'expired' : 'provider-error', reason: code };
  }
  const part = partIn(error);
  if (part !== undefined) return { problem: 'not-trusted', reason: part };
  if (error instanceof client.ClientError && !unreached.has(error.code ?? '')) return { problem: 'not-trusted', reason: 'form' };
  return { problem: 'unavailable', reason: 'unreachable' };
}

const unreached = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']);

/** Codes come from outside: a short word is kept, anything else is not. */
const codeOf = (code: string): string => (/^\w{1,60}$/.test(code) ? code : 'unknown');

/** The library says in an error's causes which claim was wrong, or shows the header whose algorithm was. */
function partIn(error: unknown, depth = 4): string | undefined {
  if (typeof error !== 'object' || error === null || depth === 0) return undefined;
  const { claim, header, cause } = error as { claim?: unknown; header?: unknown; cause?: unknown };
  if (typeof claim === 'string') return codeOf(claim);
  return header === undefined ? partIn(cause, depth - 1) : 'algorithm';
}
