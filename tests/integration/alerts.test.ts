import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Alert, AlertHistory, AlertRow, EventData, EventType, HandoverReport, Problem } from '@sightline/contracts';
import { event, scheduledRun } from '../fixtures/events.ts';
import { LiveClient } from '../support/live-client.ts';
import type { Followed } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const json = { 'content-type': 'application/json' };

describe('alerts', () => {
  const clients: LiveClient[] = [];
  let sightline: Sightline;
  let sam: Person;
  let kim: Person;

  const command = async <T extends EventType>(person: Person, type: T, data: EventData<T>): Promise<{ status: number; problem: Problem }> => {
    const reply = await person.request('/api/commands', { method: 'POST', headers: json, body: JSON.stringify({ type, data }) });
    return { status: reply.status, problem: (await reply.json()) as Problem };
  };
  const told = async <T extends EventType>(person: Person, type: T, data: EventData<T>): Promise<void> => assert.equal((await command(person, type, data)).status, 200, type);
  const follow = async (person: Person): Promise<Followed> => {
    const client = new LiveClient(sightline.url, person.cookie);
    clients.push(client);
    await client.connect();
    return (await client.follow('alerts')).state;
  };
  const alertIn = (state: Followed, alertRef: string): Alert | undefined => state.items.get(alertRef) as Alert | undefined;
  /** Runs of one operator that are cancelled, each an alert at once. */
  const cancelled = async (refs: readonly string[], cause: string, operatorRef = 'north'): Promise<void> => {
    const start = Date.now() + 600_000;
    const { body } = await send(sightline, [...refs.map((ref) => scheduledRun(ref, start, { operatorRef })), ...refs.map((runRef) => event('run.cancelled', { runRef, cause }))]);
    assert.deepEqual(body.rejected, []);
  };
  const enter = async (): Promise<void> => {
    [sam, kim] = await Promise.all([signIn(sightline, 'control'), signIn(sightline, 'kim', 'password-of-kim')]);
  };

  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: 'UTC', SIGHTLINE_ESCALATION_SECONDS: '2' } });
    const admin = await signIn(sightline, 'admin');
    const made = await admin.request('/api/accounts', { method: 'POST', headers: json, body: JSON.stringify({ username: 'kim', role: 'control', password: 'password-of-kim' }) });
    assert.equal(made.status, 201);
    await enter();
    await send(sightline, [event('operator.upserted', { operatorRef: 'north', name: 'Northgate Coaches' })]);
  });
  after(async () => {
    for (const client of clients) client.close();
    await sightline.stop();
  });

  it('[ALERT-8] what one officer acknowledges the other sees with the name, and is told so when coming second', async () => {
    await cancelled(['one'], 'vehicle defect');
    const seen = await follow(kim);
    assert.equal((await until('the alert', () => alertIn(seen, 'uncovered:one'))).asks, 1);
    await told(sam, 'alert.acknowledged', { alertRef: 'uncovered:one' });
    const alert = await until('its acknowledgement', () => (alertIn(seen, 'uncovered:one')?.state === 'acknowledged' ? alertIn(seen, 'uncovered:one') : undefined));
    assert.equal(alert.acknowledgedBy, 'control');
    const second = await command(kim, 'alert.acknowledged', { alertRef: 'uncovered:one' });
    assert.equal(second.status, 409);
    assert.match(second.problem.problems?.[0]?.message ?? '', /^was acknowledged by control at \d\d:\d\d$/);
    await told(sam, 'alert.acknowledged', { alertRef: 'uncovered:one' });
    await told(kim, 'alert.assigned', { alertRef: 'uncovered:one', to: 'kim' });
    await told(kim, 'note.added', { noteRef: 'note-one', alertRef: 'uncovered:one', words: 'taxi ordered' });
    assert.equal((await until('the note', () => (alertIn(seen, 'uncovered:one')?.notes === 1 ? alertIn(seen, 'uncovered:one') : undefined))).assignedTo, 'kim');
    const gone = await command(kim, 'alert.acknowledged', { alertRef: 'late:one' });
    assert.deepEqual([gone.status, gone.problem.problems?.[0]?.path], [409, 'data.alertRef']);
  });

  it('[ALERT-7] the history of an alert says who did what, and its words reach those who take a shift over', async () => {
    const path = '/api/transport/alerts/uncovered:one';
    const { alert, items } = await sam.get<AlertHistory>(path);
    assert.deepEqual(items.map(({ step, actor, words }) => [step, actor, words]), [
      ['raised', undefined, undefined],
      ['acknowledged', 'control', undefined],
      ['assigned', 'kim', 'kim'],
      ['noted', 'kim', 'taxi ordered'],
    ]);
    assert.equal(alert.state, 'acknowledged');
    const calls = await signIn(sightline, 'calls');
    assert.deepEqual((await calls.get<AlertHistory>(path)).items.find(({ step }) => step === 'noted')?.words, undefined);
    assert.equal((await calls.request('/api/transport/handover')).status, 403);
    assert.equal((await command(calls, 'alert.acknowledged', { alertRef: 'uncovered:one' })).status, 403);
    assert.equal((await sam.request('/api/transport/alerts/uncovered:never')).status, 404);
  });

  it('[ALERT-12] three runs of an operator with one cause are a group, and dissolve as they are acknowledged', async () => {
    const refs = ['g1', 'g2', 'g3'];
    const seen = await follow(kim);
    await cancelled(refs, 'M6 shut at junction 7');
    const groups = (): (Alert['group'] | undefined)[] => refs.map((ref) => alertIn(seen, `uncovered:${ref}`)?.group);
    await until('the group', () => groups().every((group) => group !== undefined) || undefined);
    assert.deepEqual(new Set(groups().map((group) => group?.groupRef)).size, 1);
    assert.deepEqual([groups()[0]?.title, groups()[0]?.detail], ['3 runs cancelled, no cover yet, one cause', 'Northgate Coaches: M6 shut at junction 7']);
    for (const ref of refs) await told(sam, 'alert.acknowledged', { alertRef: `uncovered:${ref}` });
    await until('its end', () => refs.every((ref) => alertIn(seen, `uncovered:${ref}`)?.state === 'acknowledged' && alertIn(seen, `uncovered:${ref}`)?.group === undefined) || undefined);
  });

  it('[ALERT-9] a handover says what is open and who has it, and gives it on', async () => {
    await told(kim, 'run.covered', { runRef: 'g3', how: 'taxi' });
    await told(kim, 'shift.handed-over', { handoverRef: 'h1', to: 'control', words: 'quiet' });
    const report = await sam.get<HandoverReport>('/api/transport/handover');
    assert.deepEqual({ ...report.last, at: '' }, { handoverRef: 'h1', at: '', by: 'kim', from: 'kim', to: 'control', words: 'quiet', openAlerts: 3 });
    const lines = (section: string) => report.items.filter((item) => item.section === section);
    const one = lines('open').find(({ ref }) => ref === 'uncovered:one');
    assert.deepEqual([one?.who, one?.acknowledgedBy, one?.operatorName], ['control', 'control', 'Northgate Coaches']);
    assert.match(one?.notes ?? '', /^\d\d:\d\d kim: taxi ordered$/);
    assert.equal(lines('open').length, 3);
    assert.ok(lines('disruption').some(({ routeRef }) => routeRef === 'route of one'));
    const csv = await (await sam.request('/api/transport/handover', { headers: { accept: 'text/csv' } })).text();
    assert.match(csv.split('\r\n')[0] ?? '', /^section,ref,/);
    assert.equal(csv.trim().split('\r\n').length, report.items.length + 1);
  });

  it('lists the alerts of a service date, those that need someone first', async () => {
    await cancelled(['open-one'], 'snow', 'south');
    const { items } = await sam.get<{ items: AlertRow[] }>('/api/transport/alerts');
    assert.deepEqual(items.map(({ alertRef }) => alertRef).sort(), ['uncovered:g1', 'uncovered:g2', 'uncovered:g3', 'uncovered:one', 'uncovered:open-one']);
    assert.deepEqual(items.map(({ state }) => state), ['open', 'acknowledged', 'acknowledged', 'acknowledged', 'closed']);
    const page = await sam.get<{ items: AlertRow[]; nextCursor?: string }>('/api/transport/alerts?limit=2');
    const rest = await sam.get<{ items: AlertRow[] }>(`/api/transport/alerts?limit=9&cursor=${encodeURIComponent(page.nextCursor ?? '')}`);
    assert.deepEqual([...page.items, ...rest.items].map(({ alertRef }) => alertRef), items.map(({ alertRef }) => alertRef));
    assert.deepEqual((await sam.get<{ items: AlertRow[] }>('/api/transport/alerts?state=closed')).items.map(({ alertRef }) => alertRef), ['uncovered:g3']);
    assert.deepEqual((await sam.get<{ items: AlertRow[] }>('/api/transport/alerts?serviceDate=2026-03-03')).items, []);
    const csv = await sam.request('/api/transport/alerts?state=open', { headers: { accept: 'text/csv' } });
    assert.match(await csv.text(), /uncovered:open-one/);
  });

  it('[ALERT-5] a safeguarding alert that nobody acknowledges escalates once, and stays until someone has', async () => {
    const manager = await signIn(sightline, 'manager');
    const seen = await follow(manager);
    const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
    const alertRef = 'unaccounted:over';
    const child = { passengerRef: 'child', name: 'Wren Example', schoolRef: 'school', routeRef: 'route of over', needs: [], assistantRequired: false };
    const { body } = await send(sightline, [
      event('passenger.upserted', child),
      scheduledRun('over', Date.now() - 30 * 60_000),
      event('run.started', { runRef: 'over', at: ago(30) }),
      event('passenger.boarded', { runRef: 'over', passengerRef: 'child', at: ago(29) }),
      event('run.completed', { runRef: 'over', at: ago(10) }),
    ]);
    assert.deepEqual(body.rejected, []);
    const raised = await until('the alert', () => alertIn(seen, alertRef));
    assert.deepEqual([raised.band, raised.detail], ['safeguarding', 'The run is over: 1 child is still ticked off as aboard']);
    const escalated = await until('its escalation', () => (alertIn(seen, alertRef)?.escalatedAt === undefined ? undefined : alertIn(seen, alertRef)));
    assert.equal(escalated.asks, 2);
    await told(sam, 'passenger.alighted', { runRef: 'over', passengerRef: 'child', at: ago(11) });
    const over = await until('the end of its condition', () => (alertIn(seen, alertRef)?.endedAt === undefined ? undefined : alertIn(seen, alertRef)));
    assert.equal(over.state, 'open');
    assert.ok(!JSON.stringify([...seen.items.values()]).includes('Wren'));
    await told(sam, 'alert.acknowledged', { alertRef });
    await until('its end', () => (alertIn(seen, alertRef) === undefined ? true : undefined));
    const { items } = await sam.get<AlertHistory>(`/api/transport/alerts/${alertRef}`);
    assert.deepEqual(items.map(({ step }) => step), ['raised', 'escalated', 'ended', 'acknowledged']);
  });

  it('[ALERT-10] after a crash every alert is as it was, and nothing is asked again', async () => {
    const lasting = (items: readonly AlertRow[]): object[] => items.map(({ detail: _, ...item }) => item);
    const before = (await sam.get<{ items: AlertRow[] }>('/api/transport/alerts')).items;
    const history = await sam.get<AlertHistory>('/api/transport/alerts/uncovered:one');
    await sightline.kill9();
    sightline = await sightline.restart();
    await enter();
    const seen = await follow(kim);
    assert.deepEqual([...seen.items.keys()].sort(), before.filter(({ state }) => state !== 'closed').map(({ alertRef }) => alertRef).sort());
    assert.deepEqual(lasting((await sam.get<{ items: AlertRow[] }>('/api/transport/alerts')).items), lasting(before));
    assert.deepEqual((await sam.get<AlertHistory>('/api/transport/alerts/uncovered:one')).items, history.items);
  });
});
