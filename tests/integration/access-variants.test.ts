import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { roles, routes } from '@sightline/contracts';
import type { RouteContract } from '@sightline/contracts';
import { routeAudit } from '../../apps/api/dist/identity/audit/route-audit.js';
import { addressOf, eachOf, nameOf, none, sampleOf } from '../support/access/ask.ts';
import { bannered, child, elsewhere, found, guardian, guide, otherGuardian } from '../support/access/canaries.ts';
import { callersOf, verdict } from '../support/access/callers.ts';
import type { Caller } from '../support/access/callers.ts';
import { AccessStage } from '../support/access/stage.ts';
import { expected } from '../support/access/sweep.ts';
import { exactly, queries, spellings } from '../support/access/variants.ts';
import type { Answer } from '../support/access/variants.ts';
import { query } from '../support/databases.ts';

const atOnce = 12;
/** What tells of an answer without being in it: what it would be, how long, since when, where it goes on. */
const telling = ['etag', 'last-modified', 'content-disposition', 'content-range', 'accept-ranges', 'x-next-cursor', 'set-cookie', 'location', 'allow', 'access-control-allow-origin', 'access-control-allow-methods', 'access-control-allow-headers', 'access-control-allow-credentials'];
const reads = routes.filter(({ method }) => method === 'GET');
const isJson = ({ headers }: Answer): boolean => String(headers['content-type']).startsWith('application/');
/** What the door of the dashboard's files says to a path that climbs out of their folder. */
const isNoFile = ({ status, headers }: Answer): boolean => status === 403 && String(headers['content-security-policy']).startsWith("default-src 'self'");
/** A page of the dashboard, which is the same at every address and for everybody, but for what lets its own styles in. */
const plainly = ({ status, text }: Answer): string => `${status} ${text.replaceAll(/nonce="[^"]*"|ngcspnonce="[^"]*"/gi, '')}`;

describe('every route in other words', () => {
  const stage = new AccessStage();
  let callers: readonly Caller[];
  /** Whoever proves what they say: one of each role, kind of link and machine, and nobody. */
  let honest: readonly Caller[];
  before(async () => {
    await stage.start();
    callers = callersOf(stage);
    honest = callers.filter(({ name, viewer }) => name === viewer || name === 'a feed token' || name === 'a device');
  });
  after(() => stage.stop());

  const named = (name: string): Caller => {
    const caller = callers.find((each) => each.name === name);
    assert.ok(caller, name);
    return caller;
  };
  const isIn = (route: RouteContract, caller: Caller): boolean => verdict(route, caller) === 'in' && expected(route, caller).some((status) => status < 300);
  /** A role that a route lets in, and one that it refuses, where there are such. */
  const insider = (route: RouteContract): Caller | undefined => {
    const letIn = roles.map(named).filter((caller) => isIn(route, caller));
    // Not always the first: nobody may ask all of this alone.
    return letIn[route.path.length % letIn.length] ?? [named('a feed token'), named('a device'), ...honest].find((caller) => isIn(route, caller));
  };
  const outsiders = (route: RouteContract): Caller[] => [named('nobody'), ...roles.map(named).filter((caller) => verdict(route, caller) !== 'in').slice(0, 1)].filter((caller) => verdict(route, caller) !== 'in');
  const each = async (pairs: readonly (readonly [RouteContract, Caller])[], work: (route: RouteContract, caller: Caller) => Promise<void>): Promise<void> => {
    const isAlone = ([route]: readonly [RouteContract, Caller]): boolean => sampleOf(route).alone === true;
    await Promise.all([eachOf(pairs.filter((pair) => !isAlone(pair)), atOnce, ([route, caller]) => work(route, caller)), eachOf(pairs.filter(isAlone), 2, ([route, caller]) => work(route, caller))]);
  };

  it('[ACC-47] HEAD is let in and refused as GET is, for every caller, and its headers tell no more', async () => {
    const wrong: string[] = [];
    await each(reads.flatMap((route) => callers.map((caller) => [route, caller] as const)), async (route, caller) => {
      const wanted = expected(route, caller);
      const answer = await exactly(stage, 'HEAD', addressOf(stage, route, caller), caller);
      const say = (what: string): unknown => wrong.push(`HEAD ${route.path} for ${caller.name}: ${what}`);
      if (!wanted.includes(answer.status)) say(`${answer.status} and not ${wanted.join(' or ')}`);
      if (answer.text !== '') say('a body');
      if (answer.status < 400) return;
      for (const name of telling) if (answer.headers[name] !== undefined) say(name);
      if (caller !== named('nobody') && answer.status === 403 && !isJson(answer)) say(`content-type ${answer.headers['content-type']}`);
    });
    none(wrong);
  });

  it('[ACC-47] a HEAD that would tell something leaves the record that its GET leaves', async () => {
    const wrong: string[] = [];
    const places = async (): Promise<number> => (await query<{ place: number }>(stage.databaseUrl, 'SELECT coalesce(max(place), 0)::int AS place FROM audit'))[0]?.place ?? 0;
    const since = async (place: number): Promise<string[]> => (await query<{ action: string }>(stage.databaseUrl, 'SELECT DISTINCT action FROM audit WHERE place > $1 ORDER BY action', [place])).map(({ action }) => action);
    for (const route of reads) {
      const row = routeAudit[nameOf(route)];
      const caller = roles.map(named).find((one) => isIn(route, one));
      // What is counted by the hour was counted by others before.
      if (row === undefined || 'no' in row || ('hourly' in row && row.hourly === true) || caller === undefined) continue;
      const left: string[][] = [];
      for (const method of ['GET', 'HEAD']) {
        const before_ = await places();
        await exactly(stage, method, addressOf(stage, route, caller), caller);
        left.push(await since(before_));
      }
      const [byGet = [], byHead = []] = left;
      if (byGet.join() !== byHead.join()) wrong.push(`${nameOf(route)} for ${caller.name}: ${byHead.join(', ') || 'nothing'} and not ${byGet.join(', ')}`);
    }
    none(wrong);
  });

  it('[ACC-48] OPTIONS and methods that a route has not tell everybody the same: nothing', async () => {
    const wrong: string[] = [];
    const paths = [...new Set(routes.map(({ path }) => path))];
    await eachOf(paths, atOnce, async (path) => {
      const here = routes.filter((route) => route.path === path);
      const [route] = here;
      assert.ok(route);
      const has = new Set<string>(here.map(({ method }) => method));
      for (const method of ['OPTIONS', 'TRACE', 'PROPFIND', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !has.has(one) && !(one === 'HEAD' && has.has('GET'))))
        for (const caller of [named('nobody'), named('admin'), named('control')]) {
          const answer = await exactly(stage, method, addressOf(stage, route, caller), caller, { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' });
          // Another route's parameter may stand where this one's word does, and is asked for as such.
          const other = routes.find((one) => one.method === method && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
          const wanted = other === undefined ? [404] : verdict(other, { holds: caller.holds.by === 'session' ? { ...caller.holds, forged: 'foreign-origin' } : caller.holds }) === 'in' ? [200, 400, 404] : [401, 403, 404];
          if (!wanted.includes(answer.status)) wrong.push(`${method} ${path} for ${caller.name}: ${answer.status}`);
          for (const name of telling) if (answer.headers[name] !== undefined) wrong.push(`${method} ${path} for ${caller.name}: ${name}`);
        }
    });
    none(wrong);
  });

  it('[ACC-48] a request is what its method says, whatever a header or a parameter says', async () => {
    const wrong: string[] = [];
    const others = { 'x-http-method-override': 'DELETE', 'x-http-method': 'DELETE', 'x-method-override': 'DELETE', 'x-original-url': '/api/accounts', 'x-rewrite-url': '/api/accounts', 'x-original-method': 'DELETE' };
    await each(reads.flatMap((route) => [insider(route), ...outsiders(route)].flatMap((caller) => (caller === undefined ? [] : [[route, caller] as const]))), async (route, caller) => {
      const wanted = expected(route, caller);
      const { status } = await exactly(stage, 'GET', addressOf(stage, route, caller), caller, others);
      if (!wanted.includes(status)) wrong.push(`${nameOf(route)} for ${caller.name}: ${status} and not ${wanted.join(' or ')}`);
    });
    // And a POST is not the route that it names.
    for (const route of routes.filter(({ method, path }) => method !== 'GET' && method !== 'POST' && !routes.some((other) => other.path === path && other.method === 'POST'))) {
      const { status } = await exactly(stage, 'POST', addressOf(stage, route, named('admin')), named('admin'), { 'x-http-method-override': route.method });
      if (status !== 404) wrong.push(`${nameOf(route)} by POST: ${status}`);
    }
    none(wrong);
  });

  it('[ACC-49] an address in another spelling is answered as the address is, with the headers of its answer, or not at all', async () => {
    const wrong: string[] = [];
    const { host } = new URL(stage.sightline.url);
    const page = plainly(await exactly(stage, 'GET', '/', named('nobody')));
    await each(routes.flatMap((route) => [insider(route), ...outsiders(route)].flatMap((caller) => (caller === undefined ? [] : [[route, caller] as const]))), async (route, caller) => {
      const lets = verdict(route, caller) === 'in';
      // A change that is let in is made by its own tests; here nobody gets to one by another spelling.
      if (lets && route.method !== 'GET') return;
      const address = addressOf(stage, route, caller);
      const wanted = expected(route, caller);
      const plain = lets ? await exactly(stage, route.method, address, caller) : undefined;
      for (const [how, spell] of Object.entries(spellings)) {
        const answer = await exactly(stage, route.method, spell(address, host), caller);
        const say = (what: string): unknown => wrong.push(`${nameOf(route)} ${how} for ${caller.name}: ${what}`);
        for (const what of found(answer.text, caller.viewer, nameOf(route))) say(what);
        if (plainly(answer) === page || answer.status === 404 || answer.status === 400 || isNoFile(answer)) continue;
        if (!wanted.includes(answer.status)) say(`${answer.status} and not ${wanted.join(' or ')}`);
        const fixed = plain ?? { headers: { 'cache-control': 'no-store' } };
        if (answer.headers['cache-control'] !== fixed.headers['cache-control']) say(`cache-control ${answer.headers['cache-control']}`);
        if (!String(answer.headers['content-security-policy']).startsWith("default-src 'none'")) say('the policy of a page');
      }
    });
    none(wrong);
  });

  it('[ACC-50] a query of arrays, objects and names that every object has opens nothing and breaks nothing', async () => {
    const wrong: string[] = [];
    await each(reads.flatMap((route) => [insider(route), ...outsiders(route)].flatMap((caller) => (caller === undefined ? [] : [[route, caller] as const]))), async (route, caller) => {
      const lets = verdict(route, caller) === 'in';
      const plain = addressOf(stage, route, caller);
      for (const more of queries(lets ? Object.keys(route.query?.shape ?? {}) : [])) {
        const answer = await exactly(stage, 'GET', `${plain}${plain.includes('?') ? '&' : '?'}${more}`, caller);
        const say = (what: string): unknown => wrong.push(`${nameOf(route)} ?${more.slice(0, 40)} for ${caller.name}: ${what}`);
        for (const what of found(answer.text, caller.viewer, nameOf(route))) say(what);
        if (lets ? answer.status >= 500 : ![400, 404, ...expected(route, caller)].includes(answer.status)) say(String(answer.status));
      }
    });
    none(wrong);
  });

  it('[ACC-50] a reference of another kind, or a name that every object has, is nobody’s', async () => {
    const wrong: string[] = [];
    const refs = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '..', '%', '*', "' OR 1=1 --", child.ref, bannered.ref, elsewhere.ref, guardian.ref, otherGuardian.ref, guide.ref, 'R2', 'K1', 'S2', 'O2', 'V1', 'CALL1', 'admin', stage.link('bus').linkRef, stage.lookUpRef, stage.otherLookUpRef, stage.otherContactRef, 'x'.repeat(500)];
    const withParameters = routes.filter(({ method, path }) => method === 'GET' && path.includes('{'));
    await each(withParameters.flatMap((route) => honest.filter((caller) => caller.holds.by === 'session' && verdict(route, caller) === 'in').map((caller) => [route, caller] as const)), async (route, caller) => {
      const own = addressOf(stage, route, caller);
      for (const ref of refs) {
        const address = route.path.replaceAll(/\{\w+\}/g, encodeURIComponent(ref));
        if (own.startsWith(address)) continue;
        const answer = await exactly(stage, 'GET', address, caller);
        const say = (what: string): unknown => wrong.push(`${nameOf(route)} of ${ref.slice(0, 40)} for ${caller.name}: ${what}`);
        for (const what of found(answer.text, caller.viewer, nameOf(route))) say(what);
        if (answer.status >= 500) say(String(answer.status));
      }
    });
    none(wrong);
  });

  it('[ACC-51] no answer can be held against another: nothing has a validator, and a condition or a range changes nothing', async () => {
    const wrong: string[] = [];
    const conditions = { 'if-none-match': '*', 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT', range: 'bytes=0-3', 'if-range': 'x' };
    await each(reads.flatMap((route) => [insider(route), ...outsiders(route)].flatMap((caller) => (caller === undefined ? [] : [[route, caller] as const]))), async (route, caller) => {
      const wanted = expected(route, caller);
      const answer = await exactly(stage, 'GET', addressOf(stage, route, caller), caller, conditions);
      const say = (what: string): unknown => wrong.push(`${nameOf(route)} for ${caller.name}: ${what}`);
      if (!wanted.includes(answer.status)) say(`${answer.status} and not ${wanted.join(' or ')}`);
      for (const name of ['etag', 'last-modified', 'accept-ranges', 'content-range']) if (answer.headers[name] !== undefined) say(name);
      if (answer.headers['cache-control'] !== 'no-store') say(`cache-control ${answer.headers['cache-control']}`);
    });
    none(wrong);
  });

  it('[ACC-52] whatever form is asked for, it is the same answer to the same caller', async () => {
    const wrong: string[] = [];
    const forms = ['application/pdf', 'text/html', 'TEXT/CSV', 'text/csv;q=0.1, application/json', 'application/json;q=0.1, text/csv', 'text/csv;q=0', 'application/xml', 'application/zip', '../../etc/passwd', 'text/csv, text/csv', '*/*;q=0'];
    await each(reads.flatMap((route) => [insider(route), ...outsiders(route)].flatMap((caller) => (caller === undefined ? [] : [[route, caller] as const]))), async (route, caller) => {
      const wanted = expected(route, caller);
      for (const accept of forms) {
        const answer = await exactly(stage, 'GET', addressOf(stage, route, caller), caller, { accept });
        const say = (what: string): unknown => wrong.push(`${nameOf(route)} as ${accept} for ${caller.name}: ${what}`);
        if (!wanted.includes(answer.status)) say(`${answer.status} and not ${wanted.join(' or ')}`);
        for (const what of found(answer.text, caller.viewer, nameOf(route))) say(what);
        if (verdict(route, caller) !== 'in' && !String(answer.headers['content-type']).startsWith('application/problem+json')) say(String(answer.headers['content-type']));
      }
    });
    none(wrong);
  });
});
