import { auditActions, routes, topicNames } from '@sightline/contracts';
import { recordOfRefusal, recordOfReply } from './record-of.js';
import { routeAudit } from './route-audit.js';
import { recordOfTopic, topicAudit } from './topic-audit.js';

const account = { kind: 'account', accountId: '00000000-0000-4000-8000-000000000001', username: 'amy', role: 'control' } as const;
const request = (more: object) => ({ method: 'GET', headers: {}, ip: '127.0.0.1', protocol: 'http', principal: account, ...more });

describe('[AUD-1] the tables of what is written down', () => {
  it('say of every route and topic how, or why not, and of nothing else', () => {
    const served = routes.map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(routeAudit).filter((route) => !served.includes(route))).toEqual([]);
    expect(served.filter((route) => !Object.hasOwn(routeAudit, route))).toEqual([]);
    expect(Object.keys(topicAudit).sort()).toEqual([...topicNames].sort());
  });

  it('name actions that there are, and references that the route has', () => {
    const rows = Object.entries(routeAudit);
    for (const [route, row] of rows) {
      const actions = 'by' in row ? row.by : 'action' in row ? [row.action] : [];
      for (const action of actions) expect(auditActions).toContain(action);
      for (const name of 'params' in row ? (row.params ?? []) : []) expect(`${route} ${name}`).toBe(route.includes(`{${name}}`) ? `${route} ${name}` : 'no such parameter');
    }
  });

  it('leave no route that changes something without a record, but machines in the journal and beats of a page', () => {
    const silent = Object.entries(routeAudit).filter(([route, row]) => !route.startsWith('GET ') && 'no' in row);
    for (const [route, row] of silent) expect([route, 'no' in row ? row.no : '']).toEqual([route, expect.stringMatching(/journal|beat/) as unknown]);
  });
});

describe('[AUD-5] what a record holds', () => {
  it('of a run: its reference and how many children, and nothing where none were shown', () => {
    const route = 'GET /api/transport/runs/{runRef}';
    const asked = request({ params: { runRef: 'run-1' } });
    expect(recordOfReply(route, asked, { children: [{ initials: 'AB' }, { initials: 'CD' }] }, false)).toMatchObject({ action: 'run-opened', accountId: account.accountId, detail: { runRef: 'run-1', children: 2 } });
    expect(recordOfReply(route, asked, { runRef: 'run-1' }, false)).toBeUndefined();
  });

  it('of a command: its type and references, and no value of it', () => {
    const body = { type: 'note.added', data: { noteRef: 'n1', runRef: 'run-1', words: 'Amy Bell was unwell', by: 'x' } };
    const record = recordOfReply('POST /api/commands', request({ method: 'POST', body }), { ok: true, id: 'e1' }, false);
    expect(record?.detail).toEqual({ command: 'note.added', noteRef: 'n1', runRef: 'run-1', id: 'e1' });
    expect(recordOfRefusal('POST /api/commands', request({ method: 'POST', body: { type: 'Amy Bell', data: { 'Amy Bell': 1 } } }), 400)?.detail).toEqual({ command: 'unknown', status: 400 });
  });

  it('of a file: its route, its filters and its rows; what was typed into a search is no filter', () => {
    const csv = 'a,b\r\n1,2\r\n3,4\r\n';
    const cases = recordOfReply('GET /api/casework/cases', request({ query: { caseType: 'ehcp', reason: 'Amy Bell, moved', nonsense: 'x' } }), csv, true);
    expect(cases).toMatchObject({ as: 'export', action: 'exported', detail: { route: 'GET /api/casework/cases', filter: { caseType: 'ehcp' }, rows: 2 } });
    expect(JSON.stringify(recordOfReply('GET /api/contact/search', request({ query: { q: 'Amy' } }), csv, true))).not.toContain('Amy');
  });

  it('of a run that is followed: only by who is shown its children', () => {
    expect(recordOfTopic('run', { runRef: 'run-1' }, account)).toMatchObject({ action: 'run-followed', detail: { runRef: 'run-1' } });
    expect(recordOfTopic('run', { runRef: 'run-1' }, { ...account, role: 'admin' })).toBeUndefined();
  });
});
