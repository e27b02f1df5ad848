import { Injectable, Logger } from '@nestjs/common';
import type { Role, SignInProblem } from '@sightline/contracts';
import type { JWTPayload } from 'jose';
import * as client from 'openid-client';
import { Config } from '../../config/config.js';
import { Vault } from '../../config/vault.js';
import { Audit } from '../audit/audit.repository.js';
import { Repeats } from '../audit/repeats.js';
import { Sessions } from '../sessions.service.js';
import type { Attempt } from './attempt.js';
import { attemptMilliseconds } from './attempt.js';
import { Once } from './once.js';
import { OidcProvider } from './provider.js';
import type { KnownProvider } from './provider.js';
import { refusalOf } from './refusal.js';
import type { Refusal } from './refusal.js';
import { hadSecondFactor, roleOf } from './roles.js';
import { SingleSignOnAccounts } from './single-sign-on.repository.js';
import { claimsOfIdToken, readLogoutToken, TokenRefused } from './tokens.js';

const callbackPath = '/api/session/oidc/callback';
const how = 'single-sign-on';

export type Entered =
  | { readonly ok: true; readonly token: string; readonly expiresAt: number }
  | { readonly ok: false; readonly problem: SignInProblem };

/** Sign-in by the council's provider: authorisation code with PKCE (RFC 7636, RFC 9700), state and nonce. */
@Injectable()
export class SingleSignOn {
  readonly #provider: OidcProvider;
  readonly #accounts: SingleSignOnAccounts;
  readonly #sessions: Sessions;
  readonly #audit: Audit;
  readonly #repeats: Repeats;
  readonly #log = new Logger('SingleSignOn');
  readonly #attempts = new Once(attemptMilliseconds);
  readonly #logouts = new Once(2 * attemptMilliseconds);
  readonly #idTokens: Vault;

  constructor(provider: OidcProvider, accounts: SingleSignOnAccounts, sessions: Sessions, audit: Audit, repeats: Repeats, config: Config) {
    this.#provider = provider;
    this.#accounts = accounts;
    this.#sessions = sessions;
    this.#audit = audit;
    this.#repeats = repeats;
    this.#idTokens = new Vault(config.sealingKey, 'id token');
  }

  /** Where to send the browser, and what it must bring back; undefined while the provider does not answer. */
  async begin(base: string, back: string): Promise<{ readonly url: string; readonly attempt: Attempt } | undefined> {
    const provider = await this.#provider.known();
    if (!provider) return undefined;
    const attempt: Attempt = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(), base, back, at: Date.now() };
    const url = client.buildAuthorizationUrl(provider.client, {
      redirect_uri: base + callbackPath,
      scope: provider.settings.scopes,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, attempt };
  }

  /** Finishes an attempt with the query that the provider's answer came with. Each attempt can be finished once [ID-21]. */
  async finish(attempt: Attempt, query: URLSearchParams, userAgent: string | undefined): Promise<Entered> {
    const provider = await this.#provider.known();
    if (!provider) return this.#refuse({ problem: 'unavailable', reason: 'unreachable' });
    if (query.getAll('state').join() !== attempt.state || !this.#attempts.isFirst(attempt.state, Date.now())) return this.#refuse({ problem: 'expired', reason: 'state' });
    // Only what goes wrong between the provider and us: that our own database is away is not the provider's doing.
    const answer = await this.#exchange(provider, attempt, query).catch((error: unknown) => refusalOf(error));
    if (!('problem' in answer)) return this.#admit(provider, answer.idToken, answer.claims, userAgent);
    this.#log.warn(`Single sign-on was refused: ${answer.problem}, ${answer.reason}.`);
    return this.#refuse(answer);
  }

  async #exchange(provider: KnownProvider, attempt: Attempt, query: URLSearchParams): Promise<{ idToken: string; claims: JWTPayload & { readonly sub: string } }> {
    const { id_token: idToken } = await client.authorizationCodeGrant(provider.client, new URL(`${attempt.base}${callbackPath}?${query.toString()}`), {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
      idTokenExpected: true,
    });
    if (idToken === undefined) throw new TokenRefused('form');
    return { idToken, claims: await claimsOfIdToken(idToken, attempt.nonce, provider) };
  }

  async #admit({ issuer, settings }: KnownProvider, idToken: string, claims: JWTPayload & { readonly sub: string }, userAgent: string | undefined): Promise<Entered> {
    if (settings.requiresMfa && !hadSecondFactor(claims)) return this.#refuse({ problem: 'second-factor', reason: 'amr' });
    const role = roleOf(claims, settings);
    if (role === 'no-role' || role === 'too-many-groups') return this.#refuse({ problem: role, reason: role });
    const wishedName = textOf(claims['preferred_username']) ?? textOf(claims['email']);
    const account = await this.#accounts.enter({ issuer, subject: claims.sub, role, displayName: textOf(claims['name']) ?? null, wishedName });
    await this.#noteRole(account.id, account.roleBefore, role);
    if (account.disabled) return this.#refuse({ problem: 'disabled', reason: 'disabled' }, account.id);
    const session = await this.#sessions.open({ id: account.id, passwordHash: '' }, userAgent, { sid: textOf(claims['sid']) ?? null, sealedIdToken: this.#idTokens.close(idToken, account.id) });
    if (!session) return this.#refuse({ problem: 'disabled', reason: 'changed' }, account.id);
    await this.#audit.append('signed-in', account.id, { how });
    return { ok: true, ...session };
  }

  async #noteRole(account: string, before: Role | null, role: Role): Promise<void> {
    if (before === null) await this.#audit.append('account-added', account, { account, role, how });
    else if (before !== role) await this.#audit.append('account-changed', account, { account, changed: ['role'], role, how });
  }

  /** Anybody can have themselves refused as often as they like, which must not fill the audit. */
  async #refuse({ problem, reason }: Refusal, accountId: string | null = null): Promise<Entered> {
    await this.#repeats.refused(accountId, { how, reason }, 'sign-in-refused');
    return { ok: false, problem };
  }

  /** Ends a session here; where to end it at the provider too (OpenID Connect RP-Initiated Logout 1.0), null if nowhere. */
  async signOut(sessionId: string, accountId: string, base: string | undefined): Promise<string | null> {
    const sealed = await this.#accounts.sealedIdTokenOf(sessionId);
    await this.#sessions.signOut(sessionId);
    await this.#audit.append('signed-out', accountId, { how });
    const provider = await this.#provider.known();
    if (sealed === undefined || base === undefined || provider?.client.serverMetadata().end_session_endpoint === undefined) return null;
    const idToken = this.#idTokens.open(sealed, accountId);
    const url = client.buildEndSessionUrl(provider.client, {
      ...(idToken !== undefined && { id_token_hint: idToken }),
      post_logout_redirect_uri: `${base}/sign-in`,
      state: 'signed-out',
    });
    return url.href;
  }

  /** The provider's own word that somebody signed out; whether it was accepted. */
  async signedOutAtProvider(logoutToken: string): Promise<boolean> {
    const provider = await this.#provider.known();
    if (!provider) return false;
    try {
      const { sid, subject, jti } = await readLogoutToken(logoutToken, provider);
      if (!this.#logouts.isFirst(jti, Date.now())) throw new TokenRefused('jti');
      await this.#end(provider.issuer, sid, subject, 'back-channel');
      return true;
    } catch (error) {
      const { reason } = refusalOf(error);
      this.#log.warn(`A logout token was refused: ${reason}.`);
      await this.#repeats.refused(null, { how: 'back-channel', reason }, 'sign-out-refused');
      return false;
    }
  }

  /**
   * The same by the browser: `sid` is known to the provider and to its tokens alone. Entra ID names no issuer there
   * (https://github.com/OpenIDC/mod_auth_openidc/pull/855), and there is only one here; who names another is not ours.
   */
  async signedOutInBrowser(issuer: string | undefined, sid: string | undefined): Promise<void> {
    const provider = await this.#provider.known();
    if (provider && (issuer ?? provider.issuer) === provider.issuer && textOf(sid) !== undefined) await this.#end(provider.issuer, sid, undefined, 'front-channel');
  }

  async #end(issuer: string, sid: string | undefined, subject: string | undefined, by: string): Promise<void> {
    for (const accountId of await this.#accounts.endSessions(issuer, sid, subject)) await this.#audit.append('signed-out', accountId, { how: by });
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' && value.length <= 200 ? value.trim() : undefined);
