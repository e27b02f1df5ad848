import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { routes } from '@sightline/contracts';
import type { RouteContract } from '@sightline/contracts';
import { ask, eachOf, nameOf, sampleOf } from '../support/access/ask.ts';
import { callersOf, verdict } from '../support/access/callers.ts';
import type { Caller } from '../support/access/callers.ts';
import { samples } from '../support/access/samples.ts';
import { AccessStage } from '../support/access/stage.ts';

/** What a caller is to be answered: of the contract, the tables, and the few rules that a handler has of its own. */
function expected(route: RouteContract, caller: Caller): readonly number[] {
  const said = verdict(route, caller);
  if (said !== 'in') return [said];
  const { answers, handler } = sampleOf(route);
  if (handler && caller.holds.by === 'session' && !handler.may(caller.holds.role)) return [handler.refusal];
  return answers ?? [route.status ?? 200];
}

describe('every route for every kind of caller', () => {
  const stage = new AccessStage();
  let callers: readonly Caller[];
  before(async () => {
    await stage.start();
    callers = callersOf(stage);
  });
  after(() => stage.stop());

  it('[ACC-31] every route has a row that says how it is asked, and every row has its route', () => {
    assert.deepEqual(routes.map(nameOf).filter((name) => !Object.hasOwn(samples, name)), [], 'routes without a row in tests/support/access/samples.ts');
    assert.deepEqual(Object.keys(samples).filter((name) => !routes.some((route) => nameOf(route) === name)), [], 'rows without a route');
  });

  it('[ACC-32] lets in whom the contract and the table name, and nobody else', async (context) => {
    const wrong: string[] = [];
    let asked = 0;
    const one = async (route: RouteContract, caller: Caller): Promise<void> => {
      const { endsSession } = sampleOf(route);
      const who = endsSession && caller.holds.by === 'session' && verdict(route, caller) === 'in' ? await renewed(caller) : caller;
      const response = await ask(stage, route, who);
      const text = await response.text();
      asked += 1;
      const wanted = expected(route, caller);
      if (!wanted.includes(response.status)) wrong.push(`${nameOf(route)} for ${caller.name}: ${response.status} and not ${wanted.join(' or ')} ${response.status < 500 && response.status !== 400 ? '' : text.slice(0, 300)}`);
    };
    const renewed = async (caller: Caller): Promise<Caller> => {
      const person = await stage.freshPerson(caller.holds.by === 'session' ? caller.holds.role : 'board');
      return { ...caller, headers: { cookie: person.cookie, origin: stage.sightline.url, 'x-csrf-token': person.csrfToken } };
    };
    const pairs = routes.flatMap((route) => callers.map((caller) => ({ route, caller })));
    const isAlone = ({ route }: { route: RouteContract }): boolean => sampleOf(route).alone === true;
    await Promise.all([
      eachOf(pairs.filter((pair) => !isAlone(pair)), 12, ({ route, caller }) => one(route, caller)),
      eachOf(pairs.filter(isAlone), 2, ({ route, caller }) => one(route, caller)),
    ]);
    context.diagnostic(`${routes.length} routes, ${callers.length} kinds of caller: ${asked} requests`);
    assert.deepEqual(wrong.sort(), []);
  });
});
