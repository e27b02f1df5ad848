import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { Provider } from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';

/** Somebody whom the council's directory knows. Claims go into the ID token as they are. */
export interface DirectoryPerson {
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A key of the provider, with which a test signs what the provider never would. */
export interface StandKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** Tampers with the ID token that the provider was about to hand out. */
export type Tamper = (idToken: string, stand: OidcStand) => Promise<string> | string;

/** A real OpenID provider (oidc-provider) in the tests' process, at an address of this machine. */
export interface OidcStand {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The people, by what they type at its sign-in page; may be changed at any time. */
  readonly people: Map<string, DirectoryPerson>;
  /** Set: every ID token goes through it. */
  tamper: Tamper | undefined;
  /** Set: the next answers of discovery are refused, as by a provider that is down. */
  isDown: boolean;
  readonly key: () => StandKey;
  /** Sends people back to this Sightline, and to no other. */
  trust(home: string): Promise<void>;
  /** Signs with a new key from now on and shows only that. */
  rotate(): Promise<void>;
  /** How often its keys were asked for. */
  readonly keyRequests: () => number;
  stop(): Promise<void>;
}

export const standClient = { clientId: 'sightline', clientSecret: 'secret-of-the-tests-and-of-nobody-else' };

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><style>body{font:18px system-ui;margin:10vh auto;max-width:24rem}input,button{font:inherit;display:block;margin:.5rem 0;padding:.5rem}</style><h1>${title}</h1>${body}</html>`;

let made = 0;
async function newKey(): Promise<StandKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  made += 1;
  return { kid: `key-${made}`, privateKey, publicJwk: await exportJWK(publicKey) };
}

/** Starts a provider that knows nobody yet. */
export async function startOidcStand({ port = 0 }: { port?: number } = {}): Promise<OidcStand> {
  let home = 'http://127.0.0.1:1';
  let key = await newKey();
  let keyRequests = 0;
  let handle: ReturnType<Provider['callback']> = () => Promise.resolve();
  const server: Server = createServer((request, response) => {
    if (stand.isDown) {
      response.writeHead(503).end();
      return;
    }
    if (request.url?.startsWith('/jwks')) keyRequests += 1;
    void handle(request, response);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const stand: OidcStand = {
    issuer,
    ...standClient,
    people: new Map(),
    tamper: undefined,
    isDown: false,
    key: () => key,
    keyRequests: () => keyRequests,
    trust: async (address) => {
      home = address;
      await open();
    },
    rotate: async () => {
      key = await newKey();
      await open();
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  // What it remembers of sessions and codes is kept beside the provider object, so a new one with another key goes on with it.
  async function open(): Promise<void> {
    const jwk = { ...(await exportJWK(key.privateKey)), kid: key.kid, use: 'sig', alg: 'RS256' };
    const provider: Provider = new Provider(issuer, {
      clients: [{
        client_id: stand.clientId,
        client_secret: stand.clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${home}/api/session/oidc/callback`],
        post_logout_redirect_uris: [`${home}/sign-in`],
        backchannel_logout_uri: `${home}/api/session/oidc/back-channel`,
        backchannel_logout_session_required: true,
      }],
      jwks: { keys: [jwk] },
      cookies: { keys: ['cookies of the tests'] },
      // Its guard against addresses of this machine would keep it from telling us of a sign-out.
      fetch: (url, options) => globalThis.fetch(url, { ...options, dispatcher: undefined } as RequestInit),
      conformIdTokenClaims: false,
      claims: { openid: ['sub', 'groups', 'roles', 'amr', '_claim_names', '_claim_sources'], profile: ['name', 'preferred_username'] },
      features: {
        devInteractions: { enabled: false },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (ctx, form) => {
            ctx.body = page('Sign out of the council', `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out everywhere</button>`);
          },
        },
      },
      interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ ...stand.people.get(id)?.claims, sub: id }) }),
      // Consent was given by the council's administrator, as it is with Entra ID.
      loadExistingGrant: async (ctx) => {
        const grant = new provider.Grant({ clientId: ctx.oidc.client?.clientId ?? '', accountId: ctx.oidc.session?.accountId ?? '' });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
    });
    provider.use(async (ctx, next) => {
      if (ctx.path.startsWith('/interaction/')) return interact(provider, ctx as KoaContextWithOIDC);
      await next();
      const body = ctx.body as { id_token?: string } | undefined;
      if (ctx.path === '/token' && body?.id_token !== undefined && stand.tamper) ctx.body = { ...body, id_token: await stand.tamper(body.id_token, stand) };
    });
    handle = provider.callback();
  }

  async function interact(provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
    if (ctx.method === 'GET') {
      ctx.type = 'html';
      ctx.body = page('The council’s sign-in', '<form method="post"><label>Who are you? <input name="person" autofocus></label><button>Go on</button><button name="cancel" value="yes">Cancel</button></form>');
      return;
    }
    let text = '';
    for await (const chunk of ctx.req) text += String(chunk);
    const form = new URLSearchParams(text);
    const person = form.get('person') ?? '';
    const isKnown = form.get('cancel') === null && stand.people.has(person);
    await provider.interactionFinished(ctx.req, ctx.res, isKnown ? { login: { accountId: person } } : { error: 'access_denied', error_description: 'not this one' }, { mergeWithLastSubmission: false });
    ctx.respond = false;
  }

  await open();
  return stand;
}
