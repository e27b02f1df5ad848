import type { Role } from '@sightline/contracts';

/** Who is asking: a person with an account, or a machine with a feed token. */
export type Principal =
  | { readonly kind: 'account'; readonly accountId: string; readonly username: string; readonly role: Role }
  | { readonly kind: 'feed'; readonly name: string };

export type AccountPrincipal = Extract<Principal, { kind: 'account' }>;

/** A session that was found good. Times in epoch milliseconds. */
export interface Session {
  readonly sessionId: string;
  readonly principal: AccountPrincipal;
  readonly expiresAt: number;
}

/** Why a session is over. */
export type SessionEnd = 'signed-out' | 'expired' | 'revoked';
