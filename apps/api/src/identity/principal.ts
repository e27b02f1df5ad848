import type { LinkKind, LinkSubject, Role } from '@sightline/contracts';

/** Who is asking: a person with an account, a machine with a feed token, or whoever holds a public link. */
export type Principal =
  | { readonly kind: 'account'; readonly accountId: string; readonly username: string; readonly role: Role }
  | { readonly kind: 'feed'; readonly name: string }
  | { readonly kind: 'link'; readonly linkRef: string; readonly linkKind: LinkKind; readonly subject: LinkSubject };

export type AccountPrincipal = Extract<Principal, { kind: 'account' }>;
export type LinkPrincipal = Extract<Principal, { kind: 'link' }>;
/** Who may look on by a socket. */
export type ViewerPrincipal = AccountPrincipal | LinkPrincipal;

/** A session that was found good. Times in epoch milliseconds. */
export interface Session<P extends ViewerPrincipal = AccountPrincipal> {
  readonly sessionId: string;
  readonly principal: P;
  readonly expiresAt: number;
  /** Nothing but the own account opens until a second factor is set up [ID-44]. */
  readonly mustEnrol?: true;
}
/** A person's session, with how they came. */
export interface AccountSession extends Session {
  /** As the council's directory has it; null for a local account. */
  readonly displayName: string | null;
  readonly singleSignOn: boolean;
}
export type LinkSession = Session<LinkPrincipal>;

/** Why a session is over. */
export type SessionEnd = 'signed-out' | 'expired' | 'revoked' | 'renewed';
