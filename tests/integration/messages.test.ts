import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { OutboxEntry, OutboxMessage } from '@sightline/contracts';
import { event, scheduledRun } from '../fixtures/events.ts';
import { mobile, theSchool, written } from '../support/families.ts';
import { LiveClient } from '../support/live-client.ts';
import { emailTemplate, notifySettings, smsTemplate, startNotifyStandIn } from '../support/notify-stand-in.ts';
import type { NotifyStandIn } from '../support/notify-stand-in.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const rules = { late: 'approve', cancelled: 'send', resumed: 'send', covered: 'send', arrived: 'send', lateMinutes: 10, changeMinutes: 10, quietFrom: '21:00', quietUntil: '06:30' };

describe('messages to families, by a stand-in of GOV.UK Notify', () => {
  let sightline: Sightline;
  let notify: NotifyStandIn;
  let control: Person;
  let outbox: { readonly items: ReadonlyMap<string, unknown> };
  const clients: LiveClient[] = [];
  const command = async (type: string, data: object, person = control): Promise<number> => (await person.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type, data }) })).status;
  const messagesOf = (runRef: string): OutboxMessage[] => [...outbox.items.values()].flatMap((entry) => ((entry as OutboxEntry).entry === 'message' ? [(entry as Extract<OutboxEntry, { entry: 'message' }>).message] : [])).filter((message) => message.runRef === runRef);
  const messageOf = (runRef: string, is: (message: OutboxMessage) => boolean): Promise<OutboxMessage> => until(`a message of ${runRef}`, () => messagesOf(runRef).find(is), 30_000);
  const toldTo = (number: number) => notify.taken.filter(({ to }) => to === written(number));
  let next = 1000;
  /** A run of its own with one family of its own, about to begin. Resolves with the family's number. */
  const runWithFamily = async (runRef: string, guardian: object = {}): Promise<number> => {
    const number = (next += 1);
    const told = await send(sightline, [
      scheduledRun(runRef, Date.now() + 30 * 60_000, { routeRef: `route ${runRef}`, schoolRef: 'S1' }),
      event('passenger.upserted', { passengerRef: `child ${runRef}`, name: 'Robin Example', schoolRef: 'S1', routeRef: `route ${runRef}`, boardingStopRef: `${runRef}-stop-2`, needs: [], assistantRequired: false }),
      event('guardian.upserted', { guardianRef: `guardian ${runRef}`, passengerRefs: [`child ${runRef}`], relationship: 'mother', telephones: [mobile(number)], messages: 'sms', ...guardian }),
    ]);
    assert.deepEqual(told.body.rejected, []);
    return number;
  };
  const cancel = (runRef: string) => send(sightline, [event('run.cancelled', { runRef, cause: 'Vehicle fault' })]);

  before(async () => {
    notify = await startNotifyStandIn();
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', ...notifySettings(notify.url) } });
    control = await signIn(sightline, 'control');
    assert.equal(await command('messaging.rules-set', rules), 200);
    await send(sightline, [theSchool]);
    const client = new LiveClient(sightline.url, control.cookie);
    clients.push(client);
    await client.connect();
    outbox = (await client.follow('outbox')).state;
  });
  after(async () => {
    for (const client of clients) client.close();
    await sightline.stop();
    await notify.stop();
  });

  it('[MSG-21] tells a family once by text message with the address of its own page, and learns that it was delivered', async () => {
    const number = await runWithFamily('plain');
    await cancel('plain');
    await cancel('plain');
    await messageOf('plain', ({ counts }) => counts.sent === 1);
    const [message, ...more] = toldTo(number);
    assert.deepEqual([more.length, message?.type, message?.templateId], [0, 'sms', smsTemplate]);
    assert.match(message?.message ?? '', /^Route route plain, to Beechwood School, does not run today: vehicle fault\..*\nhttp:\/\/\S+\/bus\/\S+$/s);
    assert.equal(/Robin|Example/.test(message?.message ?? ''), false, 'no child is named');
    for (const one of notify.taken) one.status = 'delivered';
    const delivered = await messageOf('plain', ({ counts }) => counts.delivered === 1);
    const { items } = await control.get<{ items: { initials: string[]; state: string }[] }>(`/api/transport/messages/${encodeURIComponent(delivered.messageRef)}/recipients`);
    assert.deepEqual(items.map(({ initials, state }) => [initials, state]), [[['RE'], 'delivered']]);
  });

  it('[MSG-22] holds what its rule holds until the control room approves it, in other words where it likes; a second approval is refused', async () => {
    const number = await runWithFamily('held');
    await send(sightline, [event('run.delayed', { runRef: 'held', minutes: 20, cause: 'Roadworks' })]);
    const { messageRef, words } = await messageOf('held', ({ counts }) => counts.held === 1);
    assert.match(words[0]?.words ?? '', /late because of roadworks/);
    assert.equal(await command('message.approved', { messageRef, runRef: 'held' }, await signIn(sightline, 'calls')), 403);
    assert.equal(await command('message.approved', { messageRef, runRef: 'held', words: 'About 20 minutes late. Sorry.' }), 200);
    await messageOf('held', ({ counts }) => counts.sent === 1);
    assert.match(toldTo(number)[0]?.message ?? '', /^About 20 minutes late\. Sorry\.\nhttp/);
    assert.equal(await command('message.approved', { messageRef, runRef: 'held' }), 409);
  });

  it('[MSG-23] what waits is taken back when it is true no longer, and dropped when the control room says so', async () => {
    const number = await runWithFamily('overtaken');
    await send(sightline, [event('run.delayed', { runRef: 'overtaken', minutes: 20, cause: 'Roadworks' })]);
    await messageOf('overtaken', ({ counts }) => counts.held === 1);
    await send(sightline, [event('run.delayed', { runRef: 'overtaken', minutes: 0, cause: 'over' })]);
    await messageOf('overtaken', ({ reasons }) => reasons['superseded'] === 1);
    await send(sightline, [event('run.delayed', { runRef: 'overtaken', minutes: 30, cause: 'Roadworks' })]);
    const again = await messageOf('overtaken', ({ counts }) => counts.held === 1);
    assert.equal(await command('message.dropped', { messageRef: again.messageRef, runRef: 'overtaken' }), 200);
    await messageOf('overtaken', ({ reasons }) => reasons['dropped'] === 1);
    assert.deepEqual(toldTo(number), []);
  });

  it('[MSG-24] what the control room writes goes to every family, once, in place of what waits', async () => {
    const number = await runWithFamily('written');
    await send(sightline, [event('run.delayed', { runRef: 'written', minutes: 20, cause: 'Roadworks' })]);
    await messageOf('written', ({ counts }) => counts.held === 1);
    assert.equal(await command('message.sent', { messageRef: 'own words', runRef: 'written', audience: 'families', words: 'Please wait indoors.' }), 200);
    const sent = await messageOf('written', ({ kind, counts }) => kind === 'written' && counts.sent === 1);
    assert.equal(sent.decidedBy, 'control');
    assert.deepEqual(toldTo(number).map(({ message }) => message.split('\n')[0]), ['Please wait indoors.']);
    assert.equal(messagesOf('written').reduce((sum, { counts }) => sum + counts.held, 0), 0);
  });

  it('[MSG-25] who opted out is not written to, whatever a later import says, and who asks for messages gets them', async () => {
    const number = await runWithFamily('opted');
    assert.equal(await command('message.opted-out', { guardianRef: 'guardian opted' }), 200);
    await send(sightline, [event('guardian.upserted', { guardianRef: 'guardian opted', passengerRefs: ['child opted'], relationship: 'mother', telephones: [mobile(number)], messages: 'sms' })]);
    await cancel('opted');
    await messageOf('opted', ({ reasons }) => reasons['opted-out'] === 1);
    assert.deepEqual(toldTo(number), []);
    assert.equal(await command('message.opted-in', { guardianRef: 'guardian opted' }), 200);
    await send(sightline, [event('run.covered', { runRef: 'opted', how: 'taxi' })]);
    await messageOf('opted', ({ kind, counts }) => kind === 'covered' && counts.sent === 1);
    assert.equal(toldTo(number).length, 1);
  });

  it('[MSG-26] emails go by the template of emails, and a family without a number is counted, not lost', async () => {
    await runWithFamily('emailed', { messages: 'email', email: 'alex@family.example' });
    await runWithFamily('unreachable', { telephones: [] });
    await cancel('emailed');
    await cancel('unreachable');
    await messageOf('emailed', ({ counts }) => counts.sent === 1);
    const email = notify.taken.find(({ to }) => to === 'alex@family.example');
    assert.deepEqual([email?.type, email?.templateId, email?.about], ['email', emailTemplate, 'Route route emailed, to Beechwood School']);
    await messageOf('unreachable', ({ reasons }) => reasons['no-address'] === 1);
  });

  it('[MSG-27] a number that does not work fails with its reason at once; a failure, a lost answer and a limit are tried again, and nobody is told twice', async () => {
    const [bad, failing, lost, limited] = [await runWithFamily('bad'), await runWithFamily('failing'), await runWithFamily('lost'), await runWithFamily('limited')];
    notify.trouble = (to, attempt) => {
      if (to === written(bad)) return { status: 400, error: 'ValidationError', message: 'phone_number Number is not valid' };
      if (attempt > 1) return undefined;
      return to === written(failing) ? { status: 500 } : to === written(lost) ? 'late' : undefined;
    };
    for (const runRef of ['bad', 'failing', 'lost']) await cancel(runRef);
    await messageOf('bad', ({ reasons }) => reasons['bad-address'] === 1);
    for (const runRef of ['failing', 'lost']) await messageOf(runRef, ({ counts }) => counts.sent + counts.delivered === 1);
    assert.deepEqual([toldTo(bad).length, toldTo(failing).length, toldTo(lost).length], [0, 1, 1]);
    notify.trouble = (to, attempt) => (to === written(limited) && attempt === 1 ? { status: 429, error: 'RateLimitError', message: 'Exceeded rate limit' } : undefined);
    await cancel('limited');
    await until('the outbox to say that it waits', () => (outbox.items.get('carrier') as Extract<OutboxEntry, { entry: 'carrier' }>).carrier.state === 'waiting' || undefined);
    await messageOf('limited', ({ counts }) => counts.sent + counts.delivered === 1);
    assert.equal(toldTo(limited).length, 1);
    notify.trouble = () => undefined;
  });

  it('[MSG-28] a key that is refused stops the channel, costs no message its attempts, and is told to the outbox, to the health of sources and to Prometheus', async () => {
    const number = await runWithFamily('refused');
    notify.trouble = () => ({ status: 403, error: 'AuthError', message: 'Invalid token: API key not found' });
    await cancel('refused');
    const stopped = await until('the channel to stop', () => {
      const { carrier } = outbox.items.get('carrier') as Extract<OutboxEntry, { entry: 'carrier' }>;
      return carrier.state === 'stopped' ? carrier : undefined;
    });
    assert.match(stopped.reason ?? '', /refuses the key/);
    const waiting = await messageOf('refused', ({ counts }) => counts.queued === 1);
    assert.equal(waiting.counts.failed, 0);
    const { items } = await control.get<{ items: { attempts: number }[] }>(`/api/transport/messages/${encodeURIComponent(waiting.messageRef)}/recipients`);
    assert.equal(items[0]?.attempts, 0);
    const feeds = await control.get<{ items: { source: string; state: string }[] }>('/api/sources/health');
    assert.equal(feeds.items.find(({ source }) => source === 'govuk-notify')?.state, 'refused');
    assert.match(await (await fetch(`${sightline.url}/api/health/metrics`)).text(), /sightline_messages_carrier_working\{carrier="notify"\} 0/);
    notify.trouble = () => undefined;
    await until('it to go when the key works again', () => toldTo(number).length === 1 || undefined, 45_000);
  });

  it('[MSG-29] nothing of a person is in the table, the journal or a log', async () => {
    const csv = await (await control.request('/api/transport/messages', { headers: { accept: 'text/csv' } })).text();
    assert.match(csv, /Route route plain/);
    const journal = await fetch(`${sightline.url}/api/events?limit=1000`, { headers: { authorization: `Bearer ${sightline.feedToken}` } }).then((response) => response.text());
    const logs = join(sightline.dataDir, 'logs');
    const logged = await Promise.all((await readdir(logs).catch(() => [])).map((name) => readFile(join(logs, name), 'utf8')));
    for (const text of [csv, journal, sightline.output(), ...logged]) assert.equal(/0770090|\+44770|family\.example|Robin|Please wait|Sorry\./.test(text), false);
  });
});

describe('messages of a demonstration', () => {
  it('[MSG-30] never leave, whatever is set: they are kept in the outbox', async () => {
    const notify = await startNotifyStandIn();
    const sightline = await startSightline({ env: notifySettings(notify.url) });
    try {
      const control = await signIn(sightline, 'control');
      const client = new LiveClient(sightline.url, control.cookie);
      await client.connect();
      const { state } = await client.follow('outbox');
      await send(sightline, [
        theSchool,
        scheduledRun('shown', Date.now() + 30 * 60_000, { routeRef: 'shown', schoolRef: 'S1' }),
        event('passenger.upserted', { passengerRef: 'child shown', schoolRef: 'S1', routeRef: 'shown', needs: [], assistantRequired: false }),
        event('guardian.upserted', { guardianRef: 'guardian shown', passengerRefs: ['child shown'], relationship: 'mother', telephones: [mobile(1)], messages: 'sms' }),
        event('run.delayed', { runRef: 'shown', minutes: 20, cause: 'Roadworks' }),
      ]);
      await until('it to be kept', () => [...state.items.values()].some((entry) => {
        const one = entry as OutboxEntry;
        return one.entry === 'message' && one.message.runRef === 'shown' && one.message.counts.sent === 1 && one.message.carriers.join() === 'outbox';
      }) || undefined);
      assert.deepEqual(notify.asked, []);
      client.close();
    } finally {
      await sightline.stop();
      await notify.stop();
    }
  });
});
