import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Role } from '@sightline/contracts';
import { routeAudit } from '../../apps/api/dist/identity/audit/route-audit.js';
import { topicAudit } from '../../apps/api/dist/identity/audit/topic-audit.js';
import { openedCase } from '../fixtures/events.ts';
import { query } from '../support/databases.ts';
import { issueLink, tokenIn } from '../support/links.ts';
import { LiveClient } from '../support/live-client.ts';
import { LookUpStage, held, secrets } from '../support/look-ups.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send } from '../support/sightline.ts';

interface Record_ {
  readonly place: number;
  readonly action: string;
  readonly username: string | null;
  readonly detail: Record<string, unknown>;
}

/** What makes an audited route answer: who asks, what, and what its record has to hold. */
interface Drive {
  readonly as: Role | 'link' | 'feed';
  readonly path?: string;
  readonly init?: RequestInit;
  readonly detail: Record<string, unknown>;
}

const json = (body: unknown, method = 'POST'): RequestInit => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const csvFile = (text: string): RequestInit => {
  const body = new FormData();
  body.set('file', new Blob([text], { type: 'text/csv' }), 'file.csv');
  return { method: 'POST', body };
};
const profile = { name: 'weekly', columns: { Ref: 'caseRef' } };

describe('[AUD-1] everything that shows or changes something is on record before its answer is sent', () => {
  const stage = new LookUpStage();
  const people = new Map<string, Person>();
  let token = '';
  let linkRef = '';
  let rejectsOf = '';

  const person = async (role: Role): Promise<Person> => {
    const known = people.get(role) ?? (await signIn(stage.sightline, role));
    people.set(role, known);
    return known;
  };
  const rows = (after = 0): Promise<Record_[]> =>
    query<Record_ & Record<string, unknown>>(stage.databaseUrl, 'SELECT place::int, action, username, detail FROM audit LEFT JOIN account ON account.id = audit.account_id WHERE place > $1 ORDER BY place', [after]);
  const last = async (): Promise<number> => (await rows()).at(-1)?.place ?? 0;

  before(async () => {
    await stage.start();
    await stage.accept([openedCase('C-1', '2026-09-01', { caseType: 'ehcp-assessment' })]);
    const link = await issueLink(await person('control'), 'school', { schoolRef: 'S1' });
    token = tokenIn(link);
    linkRef = link.linkRef;
    const admin = await person('admin');
    const imported = await admin.request('/api/imports/schools?wait=false', csvFile('schoolRef,name\nS9,\n'));
    rejectsOf = ((await imported.json()) as { importId?: string }).importId ?? '';
  });
  after(() => stage.stop());

  /** By route. Those of a kind that are left out share their row's words with one that is here. */
  const drives: Record<string, Drive> = {
    'POST /api/commands': { as: 'control', init: json({ type: 'note.added', data: { noteRef: 'N1', runRef: 'R1', words: `${held.child} was unwell` } }), detail: { command: 'note.added', noteRef: 'N1', runRef: 'R1' } },
    'POST /api/imports/{kind}': { as: 'admin', path: '/api/imports/schools', init: csvFile('schoolRef,name\nS7,Larch Hall\n'), detail: { kind: 'schools' } },
    'GET /api/imports/jobs/{importId}/rejects.csv': { as: 'admin', detail: { route: 'GET /api/imports/jobs/{importId}/rejects.csv' } },
    'GET /api/imports/{kind}/template.csv': { as: 'admin', path: '/api/imports/schools/template.csv', detail: { kind: 'schools', route: 'GET /api/imports/{kind}/template.csv' } },
    'GET /api/imports/programme/template.csv': { as: 'office', detail: { route: 'GET /api/imports/programme/template.csv' } },
    'POST /api/devices': { as: 'admin', init: json({ name: 'phone-1', vehicleRef: 'V1' }), detail: { name: 'phone-1', vehicleRef: 'V1' } },
    'DELETE /api/devices/{name}': { as: 'admin', path: '/api/devices/phone-1', init: { method: 'DELETE' }, detail: { name: 'phone-1' } },
    'GET /api/links/current': { as: 'link', detail: {} },
    'GET /api/transport/runs/{runRef}': { as: 'control', path: '/api/transport/runs/R1', detail: { runRef: 'R1' } },
    'GET /api/transport/runs/{runRef}/trace': { as: 'manager', path: '/api/transport/runs/R1/trace', detail: { runRef: 'R1' } },
    'GET /api/transport/morning-pack': { as: 'control', detail: { session: 'to-school' } },
    'GET /api/transport/runs/{runRef}/stand-ins': { as: 'control', path: '/api/transport/runs/R1/stand-ins', detail: { runRef: 'R1', part: 'stand-ins' } },
    'GET /api/transport/runs/{runRef}/substitutes': { as: 'control', path: '/api/transport/runs/R1/substitutes', detail: { runRef: 'R1', part: 'substitutes' } },
    'GET /api/feeds/gtfs-realtime/{feed}': { as: 'feed', path: '/api/feeds/gtfs-realtime/vehicle-positions', detail: { machine: 'feed', feed: 'vehicle-positions' } },
    'GET /api/feeds/gtfs': { as: 'feed', detail: { machine: 'feed', route: 'GET /api/feeds/gtfs' } },
    'GET /api/casework/cases/{caseRef}': { as: 'manager', path: '/api/casework/cases/C-1', detail: { caseRef: 'C-1' } },
    'GET /api/casework/cases/{caseRef}/clocks': { as: 'manager', path: '/api/casework/cases/C-1/clocks', detail: { caseRef: 'C-1', part: 'clocks' } },
    'PUT /api/imports/cases/profiles/{name}': { as: 'manager', path: '/api/imports/cases/profiles/weekly', init: json(profile, 'PUT'), detail: { name: 'weekly' } },
    'DELETE /api/imports/cases/profiles/{name}': { as: 'manager', path: '/api/imports/cases/profiles/weekly', init: { method: 'DELETE' }, detail: { name: 'weekly' } },
    'POST /api/contact/contacts': { as: 'calls', init: json({ contactRef: randomUUID(), topic: 'where-is-the-bus', outcome: 'told' }), detail: {} },
    'GET /api/retention/holds': { as: 'admin', detail: { items: 1 } },
    'GET /api/audit/unusual': { as: 'admin', detail: { part: 'unusual' } },
    'GET /api/audit': { as: 'admin', detail: {} },
  };
  /** Their rows are another's in all but a name, and what they need is another test's to make. */
  const alike: Record<string, keyof typeof drives> = {
    'POST /api/imports/gtfs': 'POST /api/imports/{kind}',
    'POST /api/imports/cases': 'POST /api/imports/{kind}',
    'POST /api/imports/bank-holidays': 'POST /api/imports/{kind}',
    'POST /api/imports/programme': 'POST /api/imports/{kind}',
    'GET /api/imports/cases/jobs/{importId}/rejects.csv': 'GET /api/imports/jobs/{importId}/rejects.csv',
    'GET /api/imports/programme/jobs/{importId}/rejects.csv': 'GET /api/imports/jobs/{importId}/rejects.csv',
    'PUT /api/imports/programme/profiles/{name}': 'PUT /api/imports/cases/profiles/{name}',
    'DELETE /api/imports/programme/profiles/{name}': 'DELETE /api/imports/cases/profiles/{name}',
    'GET /api/transport/messages/{messageRef}/recipients': 'GET /api/transport/runs/{runRef}/trace',
    'GET /api/programme/periods/{period}/report.pdf': 'GET /api/feeds/gtfs',
  };

  it('has a way to make every audited route answer, or one that is alike', () => {
    const audited = Object.entries(routeAudit).filter(([, row]) => 'action' in row).map(([route]) => route);
    assert.deepEqual(audited.filter((route) => !Object.hasOwn(drives, route) && !Object.hasOwn(alike, route)), []);
  });

  for (const [route, { as, path, init, detail }] of Object.entries(drives)) {
    const row = routeAudit[route];
    if (row === undefined || !('action' in row)) continue;
    it(route, async () => {
      const address = path ?? (route.slice(route.indexOf(' ') + 1)).replace('{importId}', rejectsOf);
      const before_ = await last();
      const headers = as === 'link' ? { authorization: `Link ${token}` } : { authorization: `Bearer ${stage.sightline.feedToken}` };
      const asked = as === 'link' || as === 'feed' ? await fetch(stage.sightline.url + address, { headers }) : await (await person(as)).request(address, init);
      // Its body is not read yet: the record has to be there when the answer is.
      const found = (await rows(before_)).find(({ action }) => action === row.action);
      assert.ok(asked.ok, `${asked.status} ${await asked.text()}`);
      assert.ok(found, `${row.action} is on record`);
      assert.equal(found.username, as === 'link' || as === 'feed' ? null : as);
      assert.deepEqual(Object.fromEntries(Object.keys(detail).map((key) => [key, found.detail[key]])), detail, JSON.stringify(found.detail));
    });
  }

  it('any table as CSV is an export, with its filters and rows', async () => {
    const before_ = await last();
    const asked = await (await person('manager')).request('/api/casework/cases?caseType=ehcp-assessment&state=all', { headers: { accept: 'text/csv' } });
    assert.equal(asked.status, 200);
    assert.deepEqual((await rows(before_)).map(({ action, detail }) => [action, detail]), [['exported', { route: 'GET /api/casework/cases', filter: { caseType: 'ehcp-assessment', state: 'all' }, rows: 1 }]]);
  });

  it('a run that is followed by who is shown its children, and by nobody else', async () => {
    for (const [role, expected] of [['control', ['run-followed']], ['manager', []]] as const) {
      const before_ = await last();
      const client = new LiveClient(stage.sightline.url, (await person(role)).cookie);
      assert.equal(await client.connect(), undefined);
      assert.equal((await client.follow('run', { runRef: 'R1' })).reply.ok, true);
      client.close();
      assert.deepEqual((await rows(before_)).map(({ action }) => action), expected);
    }
  });

  it('a page behind a link, once an hour', async () => {
    const before_ = await last();
    for (let time = 0; time < 2; time++) {
      const client = new LiveClient(stage.sightline.url, undefined, { link: token });
      assert.equal(await client.connect(), undefined);
      assert.equal((await client.follow('school', { linkRef })).reply.ok, true);
      client.close();
    }
    assert.deepEqual((await rows(before_)).map(({ action, detail }) => [action, detail]), [['link-followed', { topic: 'school', linkRef }]]);
    const links = Object.entries(topicAudit).filter(([, row]) => 'action' in row && row.action === 'link-followed').map(([topic]) => topic);
    assert.deepEqual(links.sort(), ['bus', 'crew', 'operator', 'school']);
  });

  it('[AUD-6] every kind of refusal: a route, a command, a socket, a subscription, a link, a machine, a password', async () => {
    const before_ = await last();
    const board = await person('board');
    const { url } = stage.sightline;
    assert.equal((await board.request('/api/devices')).status, 403);
    assert.equal((await board.request('/api/commands', json({ type: 'note.added', data: {} }))).status, 403);
    assert.equal((await (await person('control')).request('/api/commands', json({ type: 'note.added', data: { runRef: 'R1' } }))).status, 400);
    assert.equal((await fetch(`${url}/api/devices`)).status, 401);
    assert.equal((await fetch(`${url}/api/links/messages`, { headers: { authorization: 'Link nonsense' } })).status, 401);
    assert.equal((await send({ ...stage.sightline, feedToken: 'guess' }, [])).status, 401);
    assert.equal((await fetch(`${url}/api/devices/phone-1`, { method: 'DELETE', headers: { cookie: (await person('admin')).cookie } })).status, 403);
    await assert.rejects(signIn(stage.sightline, 'calls', 'not the password'));
    await assert.rejects(signIn(stage.sightline, 'calls', 'not that one either'));
    assert.equal(await new LiveClient(url, undefined).connect(), 'unauthorised');
    const client = new LiveClient(url, board.cookie);
    assert.equal(await client.connect(), undefined);
    await client.follow('fleet');
    await client.ask('unsubscribe', { topic: 'programme' });
    client.close();
    const found = (await rows(before_)).filter(({ action }) => /refused/.test(action)).map(({ action, username, detail: { name, ...detail } }) => ({ action, username, detail, ...(name !== undefined && { name }) }));
    assert.deepEqual(found.map(({ action, username, detail }) => [action, username, detail]), [
      ['refused', 'board', { resource: 'devices', grant: 'see', role: 'board' }],
      ['refused', 'board', { command: 'note.added', role: 'board' }],
      ['command-refused', 'control', { command: 'note.added', runRef: 'R1', status: 400 }],
      ['refused', null, { route: 'GET /api/devices', status: 401 }],
      ['refused', null, { route: 'GET /api/links/messages', status: 401 }],
      ['refused', null, { route: 'POST /api/events', status: 401 }],
      ['refused', null, { route: 'DELETE /api/devices/{name}', status: 403 }],
      ['sign-in-refused', null, {}],
      ['sign-in-refused', null, {}],
      ['refused', null, { socket: 'unauthorised' }],
      ['refused', 'board', { topic: 'fleet', role: 'board' }],
    ]);
    const names = found.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
    assert.deepEqual([names.length, new Set(names).size, /^[\w-]{16}$/.test(names[0] ?? '')], [2, 1, true], 'guesses at one name can be told, the name cannot');
  });

  it('[AUD-6] a flood of one refusal is one record', async () => {
    const before_ = await last();
    const office = await person('office');
    const answers = await Promise.all(Array.from({ length: 200 }, () => office.request('/api/accounts')));
    assert.ok(answers.every(({ status }) => status === 403 || status === 429));
    assert.equal((await rows(before_)).filter(({ username }) => username === 'office').length, 1);
  });

  it('[AUD-4] what cannot be written down is not shown', async () => {
    await query(stage.databaseUrl, 'ALTER TABLE audit RENAME TO audit_away');
    try {
      const control = await person('control');
      const run = await control.request('/api/transport/runs/R1');
      assert.equal(run.status, 503);
      assert.ok(!(await run.text()).includes('initials'));
      assert.equal((await control.request('/api/transport/runs')).status, 200, 'what shows nothing of a child is');
      const client = new LiveClient(stage.sightline.url, control.cookie);
      assert.equal(await client.connect(), undefined);
      const { reply } = await client.follow('run', { runRef: 'R1' });
      assert.equal(reply.ok ? 'ok' : reply.problem.code, 'unavailable');
      client.close();
    } finally {
      await query(stage.databaseUrl, 'ALTER TABLE audit_away RENAME TO audit');
    }
    assert.equal((await (await person('control')).request('/api/transport/runs/R1')).status, 200);
  });

  it('[AUD-5] and in all of it there is no name, fact or password', async () => {
    const all = JSON.stringify(await rows());
    for (const secret of secrets) assert.ok(!all.includes(secret), 'a secret is not in the audit');
  });
});
