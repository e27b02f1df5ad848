import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { createRemoteJWKSet } from 'jose';
import type { RemoteJWKSet } from 'jose';
import * as client from 'openid-client';
import { Config } from '../../config/config.js';
import type { SingleSignOnSettings } from '../../config/config.js';
import { clockToleranceSeconds } from './tokens.js';

/** Not read from the library itself, which marks it as deprecated for no other reason than to make it stand out. */
const onThisMachine: { readonly allowInsecureRequests: (client: client.Configuration) => void } = client;
const patienceSeconds = 5;
/** How soon a provider that was not reached is asked again, and how soon one that was. */
const retryMilliseconds = 30_000;
const refreshMilliseconds = 10 * 60_000;

/** A provider that has told where its doors are and where its keys. */
export interface KnownProvider {
  readonly settings: SingleSignOnSettings;
  readonly issuer: string;
  readonly client: client.Configuration;
  readonly keys: RemoteJWKSet;
}

/**
 * The council's OpenID provider. It may be away when we start and whenever it likes: it is asked in the background until
 * it answers, and whatever it said last holds until it says something else [ID-27].
 */
@Injectable()
export class OidcProvider implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #settings: SingleSignOnSettings | undefined;
  readonly #log = new Logger('SingleSignOn');
  #known: KnownProvider | undefined;
  #asking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isReachable = false;
  #hasEnded = false;

  constructor(config: Config) {
    this.#settings = config.singleSignOn;
  }

  onApplicationBootstrap(): void {
    if (this.#settings) void this.#ask(this.#settings);
  }

  beforeApplicationShutdown(): void {
    this.#hasEnded = true;
    clearTimeout(this.#timer);
  }

  /** Whether it answered when it was last asked. */
  get isReachable(): boolean {
    return this.#isReachable;
  }

  /** The provider; asked now if it never answered yet. Undefined where there is none or where it does not answer. */
  async known(): Promise<KnownProvider | undefined> {
    if (!this.#known && this.#settings) await this.#ask(this.#settings);
    return this.#known;
  }

  /** Asks once, whoever else wants to know at the same moment. Never rejects. */
  #ask(settings: SingleSignOnSettings): Promise<void> {
    clearTimeout(this.#timer);
    this.#asking ??= discover(settings)
      .then((known) => {
        // The same keys as long as they are at the same place: their cache goes on.
        const keysAt = known.client.serverMetadata().jwks_uri;
        this.#known = this.#known?.client.serverMetadata().jwks_uri === keysAt ? { ...known, keys: this.#known?.keys ?? known.keys } : known;
        this.#isReachable = true;
      })
      .catch((error: unknown) => {
        this.#isReachable = false;
        this.#log.warn(`Single sign-on: ${settings.issuer} gave no usable answer (${error instanceof Error ? error.message : String(error)}).`);
      })
      .finally(() => {
        this.#asking = undefined;
        if (this.#hasEnded) return;
        this.#timer = setTimeout(() => void this.#ask(settings), this.#isReachable ? refreshMilliseconds : retryMilliseconds);
        this.#timer.unref();
      });
    return this.#asking;
  }
}

/** OpenID Connect Discovery 1.0. Rejects where the document is another issuer's: a provider for many tenants is nobody's. */
async function discover(settings: SingleSignOnSettings): Promise<KnownProvider> {
  const isLocal = settings.issuer.startsWith('http:');
  // The library looks at the same token first, and would by itself be stricter about clocks than we are.
  const metadata = { client_secret: settings.clientSecret, [client.clockTolerance]: clockToleranceSeconds };
  const found = await client.discovery(new URL(settings.issuer), settings.clientId, metadata, undefined, {
    timeout: patienceSeconds,
    ...(isLocal && { execute: [onThisMachine.allowInsecureRequests] }),
  });
  const { issuer, jwks_uri: keysAt, authorization_endpoint: door } = found.serverMetadata();
  if (issuer !== settings.issuer && issuer !== `${settings.issuer}/`) throw new Error(`it calls itself ${issuer}: OIDC_ISSUER must be that, word for word`);
  for (const address of [keysAt, door]) {
    if (address === undefined || (!isLocal && !address.startsWith('https:'))) throw new Error('it names no https address for its keys and its sign-in page');
  }
  return { settings, issuer, client: found, keys: createRemoteJWKSet(new URL(keysAt ?? ''), { timeoutDuration: patienceSeconds * 1000 }) };
}
