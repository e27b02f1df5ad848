import { Vault } from '../../config/vault.js';
import { attemptCookie, attemptIn, attemptMilliseconds, pageAfter } from './attempt.js';
import type { Attempt } from './attempt.js';
import { baseOf } from './base.js';
import { Once } from './once.js';
import { roleOf } from './roles.js';

const attempt: Attempt = { state: 's', nonce: 'n', verifier: 'v', base: 'https://sightline.example', back: '/control', at: 1000 };
const vault = new Vault('a secret of this installation', 'attempt');
const begunAt = (secure: boolean): Attempt => (secure ? attempt : { ...attempt, base: 'http://localhost:3000' });
const cookieOf = (secure: boolean): string => attemptCookie(begunAt(secure), vault, secure).split(';')[0] ?? '';

describe('an attempt', () => {
  it.each([true, false])('[ID-21] comes back as it was, and only for ten minutes (https: %s)', (secure) => {
    expect(attemptIn(cookieOf(secure), vault, 1000 + attemptMilliseconds)).toEqual(begunAt(secure));
    expect(attemptIn(cookieOf(secure), vault, 1001 + attemptMilliseconds)).toBeUndefined();
    expect(attemptIn(cookieOf(secure), vault, 999)).toBeUndefined();
  });

  it('[ID-21] cannot be made, changed, or taken from another installation or purpose', () => {
    const [name = '', value = ''] = cookieOf(true).split('=');
    const changed = `${value.slice(0, 40)}${value[40] === 'A' ? 'B' : 'A'}${value.slice(41)}`;
    const foreign = [new Vault('another secret', 'attempt'), new Vault('a secret of this installation', 'id token')].map((other) => other.close(JSON.stringify(attempt), 'attempt'));
    for (const bad of [changed, ...foreign, '', 'AAAA', 'x'.repeat(5000), Buffer.from(JSON.stringify(attempt)).toString('base64url')]) {
      expect(attemptIn(`${name}=${bad}`, vault, 1000)).toBeUndefined();
    }
  });

  it('[ID-21] counts only by the name that no neighbour of our domain can set, where there is https', () => {
    const [, value = ''] = cookieOf(true).split('=');
    expect([attemptIn(`sightline-attempt=${value}`, vault, 1000), attemptIn(`__Host-sightline-attempt=${value}`, vault, 1000)]).toEqual([undefined, attempt]);
  });

  it('[ID-21] is for https alone where there is https', () => {
    expect(attemptCookie(attempt, vault, true)).toMatch(/^__Host-sightline-attempt=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/);
    expect(attemptCookie(null, vault, false)).toBe('sightline-attempt=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0');
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', '/a\nb', '/ä', '/sign-in', '/sign-in?x', '/api/session', ''])('[ID-28] leads home and not to %j', (back) => {
    expect(pageAfter(back)).toBe('/');
  });
  it.each(['/control', '/control?view=list#x', '/apiary', '/'])('[ID-28] leads to %s', (back) => {
    expect(pageAfter(back)).toBe(back);
  });
});

describe('what comes once', () => {
  it('[ID-30] is new once, is forgotten after its time, and does not fill the memory', () => {
    const once = new Once(1000, 3);
    expect([once.isFirst('a', 0), once.isFirst('a', 1000), once.isFirst('b', 1000), once.isFirst('a', 1001)]).toEqual([true, false, true, true]);
    expect(['c', 'd', 'e'].map((key) => once.isFirst(key, 1002))).toEqual([true, true, true]);
    expect(once.isFirst('b', 1002)).toBe(true);
  });
});

describe('our own address', () => {
  const of = (host: string, publicUrl?: string): string | undefined => baseOf({ protocol: 'http', headers: { host } }, { publicUrl, origins: ['http://proxy.example'] });
  it('[ID-20] is the setting, or one of ours, and never what a Host header says', () => {
    expect([of('evil.example'), of('evil.example', 'https://s.example'), of('proxy.example'), of('localhost:3000'), of('127.0.0.1:3000'), of('localhost.evil.example'), of('a b')])
      .toEqual([undefined, 'https://s.example', 'http://proxy.example', 'http://localhost:3000', 'http://127.0.0.1:3000', undefined, undefined]);
  });
});

describe('groups', () => {
  const rules = { groupsClaim: 'groups', roles: [{ role: 'manager', group: 'm' }, { role: 'control', group: 'c' }] } as const;
  it.each([
    [{ groups: ['c', 'm'] }, 'manager'], [{ groups: 'c' }, 'control'], [{ groups: ['C'] }, 'no-role'], [{}, 'no-role'], [{ groups: { c: true } }, 'no-role'],
    [{ _claim_names: { groups: 'src1' } }, 'too-many-groups'], [{ hasgroups: true }, 'too-many-groups'], [{ hasgroups: 'true' }, 'too-many-groups'],
  ])('[ID-24] %j: %s', (claims, role) => {
    expect(roleOf(claims, rules)).toBe(role);
  });
  it.each([{ _claim_names: { groups: 'src1' } }, { hasgroups: true }])('[ID-24] a token that says that groups are left out gives no role by those that it carries: %j', (mark) => {
    expect(roleOf({ groups: ['c'], ...mark }, rules)).toBe('too-many-groups');
  });
  it('[ID-24] too many groups do not stand in the way of app roles, which are all in the token', () => {
    const byAppRole = { groupsClaim: 'roles', roles: rules.roles };
    const tooMany = { hasgroups: true, _claim_names: { groups: 'src1' } };
    expect([roleOf({ ...tooMany, roles: ['c'] }, byAppRole), roleOf(tooMany, byAppRole), roleOf({ _claim_names: { roles: 'src1' } }, byAppRole)]).toEqual(['control', 'no-role', 'too-many-groups']);
  });
});
