import { sessionCookie, sessionTokenIn } from './cookie.js';
import { isOwnOrigin, isSecure } from './origin.js';
import { csrfTokenOf, hashSecret, newSecret, sameSecret } from './secrets.js';

describe('the cookie of a session [ID-4]', () => {
  const token = newSecret();

  it('is out of reach of scripts and of other sites, and over https also of other hosts', () => {
    expect(sessionCookie(token, 60, false)).toBe(`sightline=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60`);
    expect(sessionCookie(token, 60, true)).toBe(`__Host-sightline=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure`);
  });

  it('is found among others, and anything that is not a token is not', () => {
    expect(sessionTokenIn(`theme=dark; sightline=${token}; other=1`)).toBe(token);
    for (const header of [undefined, '', ';;=', 'sightline=', 'sightline=short', `sightline=${token}'`, `x=${token}`]) {
      expect(sessionTokenIn(header)).toBeUndefined();
    }
  });

  it('is stored as a hash only', () => {
    expect(hashSecret(token)).toHaveLength(32);
    expect(hashSecret(token).toString('base64url')).not.toBe(token);
  });
});

describe('forged requests [ID-5]', () => {
  it('come from another origin', () => {
    const host = 'sightline.example:3000';
    expect(isOwnOrigin({ host, origin: `http://${host}` }, [])).toBe(true);
    expect(isOwnOrigin({ host: 'inner', origin: 'https://front.example' }, ['https://front.example'])).toBe(true);
    for (const origin of ['https://evil.example', 'null', '', 'http://sightline.example', `http://${host}.evil.example`]) {
      expect(isOwnOrigin({ host, origin }, ['https://front.example'])).toBe(false);
    }
  });

  it('that no browser sent cannot be forged, unless the browser says it is another site', () => {
    expect(isOwnOrigin({ host: 'a' }, [])).toBe(true);
    expect(isOwnOrigin({ host: 'a', 'sec-fetch-site': 'cross-site' }, [])).toBe(false);
  });

  it('lack a token that belongs to the one session', () => {
    const [a, b] = [newSecret(), newSecret()];
    expect(csrfTokenOf(a)).toBe(csrfTokenOf(a));
    expect(csrfTokenOf(a)).not.toBe(csrfTokenOf(b));
    expect(sameSecret(csrfTokenOf(a), csrfTokenOf(b))).toBe(false);
  });

  it('knows https behind a proxy by the page it came from', () => {
    expect(isSecure({ origin: 'https://front.example' }, 'http')).toBe(true);
    expect(isSecure({}, 'https')).toBe(true);
    expect(isSecure({ origin: 'http://localhost' }, 'http')).toBe(false);
  });
});
