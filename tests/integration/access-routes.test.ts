import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { routes } from '@sightline/contracts';
import { nameOf, none } from '../support/access/ask.ts';
import { guide, standIn } from '../support/access/canaries.ts';
import { samples } from '../support/access/samples.ts';
import { AccessStage } from '../support/access/stage.ts';
import { sweep } from '../support/access/sweep.ts';
import type { Swept } from '../support/access/sweep.ts';

describe('every route for every kind of caller', () => {
  const stage = new AccessStage();
  let swept: Swept;
  before(async () => {
    assert.deepEqual(routes.map(nameOf).filter((name) => !Object.hasOwn(samples, name)), [], '[ACC-31] routes without a row in tests/support/access/samples.ts');
    await stage.start();
    swept = await sweep(stage);
  });
  after(() => stage.stop());

  it('[ACC-31] every row that says how a route is asked has its route', () => {
    assert.deepEqual(Object.keys(samples).filter((name) => !routes.some((route) => nameOf(route) === name)), []);
  });

  it('[ACC-32] lets in whom the contract and the table name, and nobody else', (context) => {
    context.diagnostic(`${routes.length} routes, ${swept.requests} requests, ${swept.files} of them files`);
    none(swept.wrong);
  });

  it('[ACC-33] tells nobody a field that the table forbids them, in no reply, no error and no file', () => {
    none(swept.told);
  });

  it('[ACC-33] and whoever may is told: the values are there to be found', () => {
    for (const [place, value] of [
      ['control GET /api/transport/runs/{runRef}', guide.telephone],
      ['control GET /api/transport/runs/{runRef}/stand-ins', standIn.name],
      ['manager GET /api/transport/runs/{runRef}', 'canarynoteofarun'],
      ['calls GET /api/contact/contacts/{contactRef}', 'canarywordsofacall'],
      ['board GET /api/programme/periods/{period}/report.pdf', 'Write to every family'],
      ['feed GET /api/feeds/gtfs', '412'],
      ['admin GET /api/ingest/journal', 'passenger.boarded'],
    ] as const) assert.ok(swept.replies.get(place)?.includes(value), `${place} has ${value}`);
  });
});
