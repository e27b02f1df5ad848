import { SignJWT, UnsecuredJWT, decodeJwt, exportSPKI, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { standClient } from './oidc-provider-stand.ts';
import type { Tamper } from './oidc-provider-stand.ts';

const seconds = (): number => Math.floor(Date.now() / 1000);
/** A token signed with any key at all. */
export const signed = (claims: JWTPayload, key: CryptoKey | Uint8Array, header: { alg: string; kid?: string }): Promise<string> => new SignJWT(claims).setProtectedHeader(header).sign(key);
const resigned = (change: JWTPayload): Tamper => (token, { key }) => signed({ ...decodeJwt(token), ...change }, key().privateKey, { alg: 'RS256', kid: key().kid });
const stranger = generateKeyPair('RS256');

/** What is wrong with a token, the part that the audit names, and how it is made. */
export const hostile: readonly (readonly [string, string | RegExp, Tamper])[] = [
  ['no signature (alg none)', 'algorithm', (token) => new UnsecuredJWT(decodeJwt(token)).encode()],
  ['HS256 with the public key as its secret', 'algorithm', async (token, { key }) => {
    const publicKey = await importJWK(key().publicJwk, 'RS256', { extractable: true });
    return signed(decodeJwt(token), new TextEncoder().encode(await exportSPKI(publicKey as CryptoKey)), { alg: 'HS256', kid: key().kid });
  }],
  ['HS256 with the client secret', 'algorithm', (token) => signed(decodeJwt(token), new TextEncoder().encode(standClient.clientSecret), { alg: 'HS256' })],
  ['a key of somebody else under the same name', 'signature', async (token, { key }) => signed(decodeJwt(token), (await stranger).privateKey, { alg: 'RS256', kid: key().kid })],
  ['a key that nobody knows', 'key', async (token) => signed(decodeJwt(token), (await stranger).privateKey, { alg: 'RS256', kid: 'unknown' })],
  ['a signature taken off', /signature|form/, (token) => `${token.split('.').slice(0, 2).join('.')}.`],
  ['a role changed after signing', 'signature', (token) => {
    const [header, , signature] = token.split('.');
    return [header, Buffer.from(JSON.stringify({ ...decodeJwt(token), groups: ['g-admin'] })).toString('base64url'), signature].join('.');
  }],
  ['another audience', 'aud', resigned({ aud: 'somebody-else' })],
  ['another issuer', 'iss', resigned({ iss: 'https://evil.example' })],
  ['another nonce', 'nonce', resigned({ nonce: 'of another sign-in' })],
  ['no nonce', 'form', resigned({ nonce: undefined })],
  ['expired', 'exp', resigned({ exp: seconds() - 3600 })],
  ['made in the future', 'iat', resigned({ iat: seconds() + 3600 })],
  ['made long ago', 'iat', resigned({ iat: seconds() - 7200 })],
  ['for several, and meant for another', 'azp', resigned({ aud: [standClient.clientId, 'other'], azp: 'other' })],
  ['of nobody', 'form', resigned({ sub: undefined })],
];
