import { createHmac } from 'node:crypto';
import { bent, hostileTexts } from './hostile.ts';
import type { Random } from './random.ts';
import type { Target } from './target.ts';

const base64 = (value: string | Buffer): string => Buffer.from(value).toString('base64url');

/** A JSON Web Token that nobody issued: no algorithm, a public key as a secret, another audience or issuer, no end, nonsense. */
export function forgedJwt(random: Random, audience = 'sightline', issuer = 'https://issuer.invalid'): string {
  const now = Math.floor(Date.now() / 1000);
  const algorithm = random.pick(['none', 'None', 'HS256', 'RS256', 'ES256', '', '__proto__']);
  const claims = { iss: random.pick([issuer, 'https://evil.invalid', '']), aud: random.pick([audience, 'another', ['a', audience], {}, null]), sub: 'admin', sid: 'x', exp: random.pick([now + 3600, now - 3600, Number.MAX_VALUE, -1, 'never', 253402300800]), iat: now, nonce: 'n', jti: 'j', groups: ['admin'], events: { 'http://schemas.openid.net/event/backchannel-logout': {} } };
  const head = { alg: algorithm, typ: 'JWT', kid: random.pick(['1', '../../dev/null', "' OR 1=1", '__proto__']), ...(random.chance(0.3) && { jku: 'https://evil.invalid/keys', jwk: { kty: 'oct', k: 'AAAA' } }), ...(random.chance(0.1) && { crit: ['x'] }) };
  const nested = random.chance(0.05) ? `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}` : JSON.stringify(claims);
  const signed = `${base64(JSON.stringify(head))}.${base64(nested)}`;
  const signature = algorithm === 'HS256' ? createHmac('sha256', random.pick(['', 'secret', '-----BEGIN PUBLIC KEY-----'])).update(signed).digest() : Buffer.alloc(random.pick([0, 32, 64]));
  return `${signed}.${base64(signature)}`;
}

/** A link's token with something of it changed, cut or put to. */
export function forgedLink(token: string, random: Random): string {
  const text = random.pick([
    () => token.slice(0, random.below(token.length)),
    () => `${token}x`,
    () => bent(Buffer.from(token), random).toString('latin1').replaceAll(/[^\x21-\x7e]/g, 'A'),
    () => token.split('').toReversed().join(''),
    () => token.toUpperCase(),
    () => 'A'.repeat(random.pick([1, 43, 200, 201, 4000])),
    () => forgedJwt(random),
  ])();
  return text === '' ? 'x' : text;
}

/** Headers of someone who invented what they prove themselves by. */
export function forgedToken({ people, links }: Target, random: Random): Record<string, string> {
  const link = random.pick(links).token;
  const cookie = people.admin.cookie;
  const printable = random.pick(hostileTexts).replaceAll(/[^\x20-\x7e]/g, '');
  return random.pick<() => Record<string, string>>([
    () => ({ authorization: `Bearer ${forgedJwt(random)}` }),
    () => ({ authorization: `Link ${forgedLink(link, random)}` }),
    // A link is no session, a session no link, and neither is a machine's token.
    () => ({ authorization: `Bearer ${link}` }),
    () => ({ authorization: `Link ${cookie.split('=')[1] ?? ''}` }),
    () => ({ cookie: `${cookie.split('=')[0]}=${link}` }),
    () => ({ cookie: `${cookie.slice(0, -4)}AAAA` }),
    () => ({ cookie: `${cookie.split('=')[0]}=${forgedJwt(random)}` }),
    () => ({ cookie: `${'a=b; '.repeat(500)}${cookie.split('=')[0]}=` }),
    () => ({ authorization: printable, cookie: printable }),
    () => ({ authorization: `Basic ${Buffer.from(printable).toString('base64')}` }),
    () => ({ authorization: `Basic ${'A'.repeat(3000)}` }),
  ])();
}
