import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { commandOnlyTypes, eventTypes } from '@sightline/contracts';
import type { JournalEntry, QuarantineEntry } from '@sightline/contracts';
import { samples } from '../fixtures/samples.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { EventReply, Sightline } from '../support/sightline.ts';

const batchType = 'application/cloudevents-batch+json';
const singleType = 'application/cloudevents+json';
const started = (id: string, more: object = {}) => ({ specversion: '1.0', id, source: 'doors', type: 'run.started', data: { runRef: `run-of-${id}`, at: '2026-11-20T08:00:00Z' }, ...more });

describe('the event door', () => {
  let sightline: Sightline;
  let admin: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    admin = await signIn(sightline, 'admin');
  });
  after(() => sightline.stop());

  const post = async (body: string, headers: Record<string, string>): Promise<{ status: number; type: string | null; body: EventReply & { status?: number; detail?: string } }> => {
    const response = await fetch(`${sightline.url}/api/events`, { method: 'POST', headers, body });
    return { status: response.status, type: response.headers.get('content-type'), body: (await response.json()) as EventReply };
  };
  const authorised = (type: string): Record<string, string> => ({ authorization: `Bearer ${sightline.feedToken}`, 'content-type': type });
  const quarantined = async (): Promise<QuarantineEntry[]> => (await admin.get<{ items: QuarantineEntry[] }>('/api/ingest/quarantine?limit=1000')).items;

  it('[INGEST-1] of 1,000 events with one bad in the middle 999 are accepted and one is in quarantine, and the same batch again changes nothing', async () => {
    const batch = Array.from({ length: 1000 }, (_, index) => started(`thousand-${index}`));
    batch[500] = { ...started('thousand-500'), type: 'vehicle.positioned', data: { vehicleRef: 'v', latitude: 99, longitude: 0, recordedAt: '2026-11-20T08:00:00Z' } as never };
    const rejected = [{ index: 500, id: 'thousand-500', problems: [{ path: 'data.latitude', message: 'must be between -90 and 90' }] }];
    assert.deepEqual(await send(sightline, batch), { status: 200, body: { accepted: 999, duplicates: 0, rejected } });
    const before = await quarantined();
    const kept = before.filter(({ id }) => id === 'thousand-500');
    assert.deepEqual(kept.map(({ source, type, problems }) => ({ source, type, problems })), [{ source: 'doors', type: 'vehicle.positioned', problems: rejected[0]?.problems }]);
    assert.deepEqual(await send(sightline, batch), { status: 200, body: { accepted: 0, duplicates: 999, rejected } });
    assert.deepEqual(await quarantined(), before);
  });

  it('[INGEST-2] takes one structured event, whatever the case and parameters of its media type', async () => {
    const { status, body } = await post(JSON.stringify(started('single')), authorised('Application/CloudEvents+JSON; charset=utf-8'));
    assert.deepEqual([status, body], [200, { accepted: 1, duplicates: 0, rejected: [] }]);
  });

  it('[INGEST-3] 401 without a valid token', async () => {
    const wrong: Record<string, string>[] = [{}, { authorization: 'Bearer wrong' }, { authorization: `Basic ${sightline.feedToken}` }];
    for (const headers of wrong) {
      const { status, type } = await post('[]', { 'content-type': batchType, ...headers });
      assert.deepEqual([status, type?.split(';')[0]], [401, 'application/problem+json']);
    }
  });

  it('[INGEST-4] 413 for more than 5 MB, and for more than 10,000 events', async () => {
    const heavy = ' '.repeat(5 * 1024 * 1024 + 1);
    assert.equal((await post(heavy, authorised(batchType))).status, 413);
    assert.equal((await post(JSON.stringify(new Array(10_001).fill({})), authorised(batchType))).status, 413);
  });

  it('[INGEST-5] 415 for another media type, plain JSON among them', async () => {
    for (const type of ['application/json', 'text/xml', 'application/x-www-form-urlencoded']) {
      assert.equal((await post('[]', authorised(type))).status, 415, type);
    }
  });

  it('[INGEST-6] 400 for what is not JSON or not of the shape, and never a word of the body', async () => {
    for (const [body, type] of [['[{"secret-name', batchType], ['{"secret-name": 1}', batchType], ['["secret-name"]', singleType], ['', batchType]] as const) {
      const reply = await post(body, authorised(type));
      assert.deepEqual([reply.status, reply.type?.split(';')[0]], [400, 'application/problem+json']);
      assert.doesNotMatch(JSON.stringify(reply.body), /secret-name/);
    }
  });

  for (const [what, event, path] of [
    ['an unknown type', started('bad-type', { type: 'bus.exploded' }), 'type'],
    ['another specversion', started('bad-version', { specversion: '0.3' }), 'specversion'],
    ['a missing id', { ...started('x'), id: undefined }, 'id'],
    ['a source that is a person', started('bad-source', { source: 'person:control' }), 'source'],
    ['a type that only people may send', started('bad-door', { type: 'alert.closed', data: samples['alert.closed'] }), 'type'],
    ['missing data', { ...started('bad-data'), data: undefined }, 'data'],
    ['a text that cannot be stored', started('bad-text', { type: 'run.cancelled', data: { runRef: 'r', cause: 'a\u0000b' } }), 'data.cause'],
    ['half a surrogate pair', started('bad-half', { type: 'run.cancelled', data: { runRef: 'r', cause: 'a\ud800b' } }), 'data.cause'],
    ['something that is no event', 7, ''],
  ] as const) {
    it(`[INGEST-7] rejects ${what} alone, with the path`, async () => {
      const { status, body } = await send(sightline, [started(`beside ${what}`), event as object]);
      assert.deepEqual([status, body.accepted, body.rejected.map(({ index }) => index)], [200, 1, [1]]);
      assert.deepEqual(body.rejected[0]?.problems.map((problem) => problem.path), [path]);
    });
  }

  it('[INGEST-8] keeps emoji and other letters as they were sent, also escaped', async () => {
    const escaped = String.raw`{"specversion":"1.0","id":"letters","source":"doors","type":"run.cancelled","data":{"runRef":"r-\ud83d\ude8c","cause":"Łódź \u00e9"}}`;
    assert.equal((await post(escaped, authorised(singleType))).body.accepted, 1);
    const { items } = await admin.get<{ items: JournalEntry[] }>('/api/ingest/journal?type=run.cancelled&limit=1000');
    assert.deepEqual(items.find(({ id }) => id === 'letters')?.data, { runRef: 'r-🚌', cause: 'Łódź é' });
  });

  it('[INGEST-9] a batch sent by two senders at once has one effect', async () => {
    const batch = Array.from({ length: 300 }, (_, index) => started(`twice-${index}`));
    const replies = await Promise.all([send(sightline, batch), send(sightline, batch), send(sightline, batch)]);
    const sum = (of: (reply: EventReply) => number): number => replies.reduce((total, { body }) => total + of(body), 0);
    assert.deepEqual([sum((reply) => reply.accepted), sum((reply) => reply.duplicates)], [300, 600]);
  });

  it('[INGEST-10] accepts a valid example of every type of the catalogue, and keeps no personal field in the journal', async () => {
    const forPeople = new Set<string>(commandOnlyTypes);
    const batch = eventTypes.filter((type) => !forPeople.has(type)).sort((a, b) => Object.keys(samples).indexOf(a) - Object.keys(samples).indexOf(b))
      .map((type) => ({ specversion: '1.0', source: 'samples', id: type, type, time: new Date().toISOString(), data: samples[type] }));
    assert.deepEqual((await send(sightline, batch)).body, { accepted: batch.length, duplicates: 0, rejected: [] });
    const lines: JournalEntry[] = [];
    for (let cursor: string | undefined = '0'; cursor !== undefined; ) {
      const page: { items: JournalEntry[]; nextCursor?: string } = await admin.get(`/api/ingest/journal?limit=1000&cursor=${cursor}`);
      lines.push(...page.items);
      cursor = page.nextCursor;
    }
    const facts = lines.filter(({ source }) => source === 'samples');
    assert.deepEqual(new Set(facts.map(({ type }) => type)), new Set(batch.map(({ type }) => type).filter((type) => type !== 'vehicle.positioned')));
    assert.doesNotMatch(JSON.stringify(facts), /Sample (Child|Guardian|Assistant)|ZZ1 1ZZ|0121 496 000[123]|harness/);
  });

  it('[INGEST-11] a position is a duplicate when its source and id, or its vehicle and moment, are known', async () => {
    const fix = (id: string, recordedAt: string) => ({ specversion: '1.0', source: 'fixes', id, type: 'vehicle.positioned', data: { vehicleRef: 'v-1', latitude: 52.4, longitude: -1.9, recordedAt } });
    const [first, second] = [new Date(Date.now() - 20_000).toISOString(), new Date(Date.now() - 10_000).toISOString()];
    assert.equal((await send(sightline, [fix('a', first)])).body.accepted, 1);
    assert.deepEqual((await send(sightline, [fix('a', first), fix('b', first), fix('c', second)])).body, { accepted: 1, duplicates: 2, rejected: [] });
  });

  it('[INGEST-12] a fix from a clock that is wrong is refused or quarantined, with the path', async () => {
    const fix = (id: string, ahead: number) => ({ specversion: '1.0', source: 'clocks', id, type: 'vehicle.positioned', data: { vehicleRef: 'v-2', latitude: 52.4, longitude: -1.9, recordedAt: new Date(Date.now() + ahead).toISOString() } });
    const { body } = await send(sightline, [fix('now', -1000), fix('minutes', 5 * 60_000), fix('days', 48 * 3_600_000)]);
    assert.equal(body.accepted, 1);
    assert.deepEqual(body.rejected.map(({ id, problems }) => [id, problems[0]?.path]), [['minutes', 'data.recordedAt'], ['days', 'data.recordedAt']]);
  });
});
