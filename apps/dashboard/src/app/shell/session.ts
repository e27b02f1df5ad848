import { Injectable, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { About, Grant, ProviderSignOut, Resource, Role, SessionInfo } from '@sightline/contracts';
import { mayAccess } from '@sightline/contracts';
import { Api, ApiProblem } from './api';
import { KeptPacks } from './kept-packs';
import { landing } from './pages';

/** Why someone has to sign in again; the sign-in page says it in words. */
export type SignedOutReason = 'signed-out' | 'expired' | 'revoked';

/** Who is signed in, and what anyone may know about this Sightline. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly packs = inject(KeptPacks);
  private readonly info = signal<SessionInfo | null>(null);
  private loaded: Promise<void> | null = null;

  readonly about = signal<About | null>(null);
  readonly user = this.info.asReadonly();
  readonly role = computed<Role | null>(() => this.info()?.role ?? null);
  readonly demonstration = computed(() => this.about()?.demonstration ?? false);
  readonly timeZone = computed(() => this.about()?.timeZone ?? 'Europe/London');

  constructor() {
    this.api.onSignedOut = () => {
      if (this.info() !== null) void this.leave('expired');
    };
  }

  /** Asks the server once who is signed in. Rejects when it cannot be reached. */
  ready(): Promise<void> {
    this.loaded ??= this.load().catch((error: unknown) => {
      this.loaded = null;
      throw error;
    });
    return this.loaded;
  }

  may(resource: Resource, wanted: Grant = 'see'): boolean {
    const role = this.role();
    return role !== null && this.info()?.mustEnrol !== true && mayAccess(role, resource, wanted);
  }

  async signIn(username: string, password: string, code = ''): Promise<void> {
    this.take(await this.api.post<SessionInfo>('/api/session', { username, password, ...(code !== '' && { code }) }));
  }

  /** The same person goes on with the session that replaces theirs. */
  renewed(info: SessionInfo): void {
    this.take(info);
  }

  /** The demonstration's one click: no password, one of the roles that `about` offers. */
  async signInAs(role: Role): Promise<void> {
    this.take(await this.api.post<SessionInfo>('/api/session/demo', { role }));
  }

  /** Takes the packs of children from this device, too: whoever signs in next may not see them. */
  async signOut(): Promise<void> {
    await this.packs.drop();
    if (this.info()?.singleSignOn === true) return this.signOutAtProvider();
    try {
      await this.api.delete('/api/session');
    } finally {
      await this.leave('signed-out');
    }
  }

  /** Ends it here, then goes on to the provider, which comes back to the sign-in page: else one click there would enter again. */
  private async signOutAtProvider(): Promise<void> {
    let url: string | null = null;
    try {
      ({ url } = await this.api.post<ProviderSignOut>('/api/session/oidc/sign-out', {}));
    } finally {
      if (url === null) await this.leave('signed-out');
    }
    if (url !== null) location.assign(url);
  }

  /** Forgets who was signed in and goes to the sign-in page, which says why and comes back here afterwards. */
  async leave(reason: SignedOutReason): Promise<void> {
    this.info.set(null);
    this.api.csrfToken = null;
    const back = reason === 'signed-out' ? null : this.router.url;
    await this.router.navigate(['/sign-in'], { queryParams: { reason, ...(back !== null && back !== '/' ? { back } : {}) } });
  }

  /** Looks whether the session still holds; one that does not leads to the sign-in page. */
  async recheck(): Promise<void> {
    try {
      this.take(await this.api.get<SessionInfo>('/api/session'));
    } catch {
      // 401 is noticed by `onSignedOut`; anything else is the connection, which says so itself.
    }
  }

  /** The page that belongs to whoever is signed in. */
  home(): string {
    const role = this.role();
    return role === null ? '/sign-in' : landing(role);
  }

  private async load(): Promise<void> {
    const [about, info] = await Promise.all([
      this.api.get<About>('/api/about'),
      this.api.get<SessionInfo>('/api/session').catch((error: unknown) => {
        if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) return null;
        throw error;
      }),
    ]);
    this.about.set(about);
    if (info !== null) this.take(info);
  }

  private take(info: SessionInfo): void {
    this.api.csrfToken = info.csrfToken;
    this.info.set(info);
  }
}
