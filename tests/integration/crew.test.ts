import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CrewPart, CrewRun, IngestReply, LinkAddress, RunDetail } from '@sightline/contracts';
import { event, fix, minutesFrom, scheduledRun } from '../fixtures/events.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const minute = 60_000;
const tokenOf = ({ url }: LinkAddress): string => url.slice(url.lastIndexOf('/') + 1);

describe('what a crew sees and says by its link', () => {
  let sightline: Sightline;
  let control: Person;
  const now = Date.now();
  const clients: LiveClient[] = [];

  const issue = async (subject: object): Promise<LinkAddress> => {
    const response = await control.request('/api/links', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind: 'crew', ...subject }) });
    assert.equal(response.status, 201, await response.clone().text());
    return (await response.json()) as LinkAddress;
  };
  const tell = async (link: LinkAddress, events: object[]): Promise<IngestReply> => {
    const response = await fetch(`${sightline.url}/api/links/events`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Link ${tokenOf(link)}` }, body: JSON.stringify({ events }) });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as IngestReply;
  };
  const follow = async (link: LinkAddress): Promise<{ parts: Map<string, CrewPart>; client: LiveClient; run: () => CrewRun | undefined }> => {
    const client = new LiveClient(sightline.url, undefined, { link: tokenOf(link) });
    clients.push(client);
    await client.connect();
    const { reply, state } = await client.follow('crew', { linkRef: link.linkRef });
    assert.equal(reply.ok, true);
    const parts = state.items as Map<string, CrewPart>;
    const run = (): CrewRun | undefined => {
      const part = state.items.get('run') as CrewPart | undefined;
      return part?.part === 'run' ? part.run : undefined;
    };
    return { parts, client, run };
  };
  let sent = 0;
  const said = (type: string, data: object): { id: string; type: string; data: object } => ({ id: `phone-${(sent += 1)}`, type, data });
  const at = (minutes: number): string => minutesFrom(now, minutes);
  const signedIn = (link: LinkAddress, runRef: string): object => said('crew.signed-in', { runRef, role: 'assistant', ref: `crew:${link.linkRef}`, at: at(-9) });

  before(async () => {
    sightline = await startSightline();
    control = await signIn(sightline, 'control');
    const child = (passengerRef: string, name: string, routeRef: string, more: object = {}) =>
      event('passenger.upserted', { passengerRef, name, birthDate: '2016-03-04', postcode: 'ZZ9 9ZZ', schoolRef: 'S', routeRef, needs: [], assistantRequired: false, ...more });
    const { body } = await send(sightline, [
      event('school.upserted', { schoolRef: 'S', name: 'Beechwood School', latitude: 52.51, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' } }),
      event('operator.upserted', { operatorRef: 'O', name: 'Ridgeway Travel', telephone: '0121 496 0412' }),
      scheduledRun('run-now', now - 10 * minute, { routeRef: '412', schoolRef: 'S', operatorRef: 'O' }),
      scheduledRun('run-other', now - 10 * minute, { routeRef: '413' }),
      scheduledRun('run-far', now + 180 * minute, { routeRef: '414' }),
      scheduledRun('run-offline', now - 25 * minute, { routeRef: '415' }),
      ...['guide-1', 'guide-2'].map((assistantRef) => event('assistant.upserted', { assistantRef, name: `Guide ${assistantRef}` })),
      scheduledRun('run-given', now - 5 * minute, { routeRef: '416' }),
      child('P1', 'Maya Patel', '412', { needs: ['wheelchair'], boardingStopRef: 'run-now-stop-2' }),
      child('P2', 'Leo Ash', '412', { banner: 'court-order', boardingStopRef: 'run-now-stop-1' }),
      child('P3', 'Ida Frost', '413'),
      child('P4', 'Sam Reed', '414'),
      child('P5', 'Noor Khan', '415'),
    ]);
    assert.deepEqual(body.rejected, []);
  });
  after(async () => {
    for (const client of clients) client.close();
    await sightline.stop();
  });

  it('[LINK-62] children by initials until it has signed in, then by first name; of those with a banner only what to do', async () => {
    const link = await issue({ runRef: 'run-now' });
    const { run, client } = await follow(link);
    const heard: string[] = [];
    client.socket.onAny((...all) => heard.push(JSON.stringify(all)));
    assert.deepEqual(run()?.children.map(({ name, needs, boards, alights, status, handOver }) => [name, needs, boards, alights, status, handOver]), [
      ['L. A.', [], 1, 4, 'to-board', 'ring-control'],
      ['M. P.', ['wheelchair'], 2, 4, 'to-board', undefined],
    ]);
    assert.equal(run()?.operatorTelephone, '0121 496 0412');
    assert.deepEqual((await tell(link, [signedIn(link, 'run-now')])).rejected, []);
    await client.until(() => run()?.signedIn?.role === 'assistant', 'the sign-in');
    assert.deepEqual(run()?.children.map(({ name }) => name), ['Leo A.', 'Maya P.']);
    assert.ok(heard.length > 0);
    for (const words of [...heard, JSON.stringify(run())]) assert.doesNotMatch(words, /Patel|Ash\b|2016-03-04|ZZ9|court-order|shielded/);
  });

  it('[LINK-60] nothing of a run earlier than two hours before it but its name and time', async () => {
    const { parts, run } = await follow(await issue({ runRef: 'run-far' }));
    assert.equal(run(), undefined);
    assert.deepEqual(parts.get('next'), { part: 'next', next: { routeRef: '414', direction: 'to-school', startsAt: at(180), opensAt: at(60) } });
  });

  it('[LINK-66] takes what a crew says of its run, and nothing of others or in their names', async () => {
    const link = await issue({ runRef: 'run-now' });
    const phone = `crew:${link.linkRef}`;
    const now4 = at(-4);
    const position = { vehicleRef: phone, runRef: 'run-now', latitude: 52.485, longitude: -1.9, recordedAt: now4 };
    const { runRef: _, ...withoutRun } = position;
    const refused: [object, string][] = [
      [said('passenger.boarded', { runRef: 'run-other', passengerRef: 'P3', at: now4 }), 'data.runRef'],
      [said('passenger.boarded', { runRef: 'run-now', passengerRef: 'P3', at: now4 }), 'data.passengerRef'],
      [said('passenger.boarded', { runRef: 'run-now', passengerRef: 'P1', at: at(-200) }), 'data.runRef'],
      [said('vehicle.positioned', { ...position, vehicleRef: 'V1' }), 'data.vehicleRef'],
      [said('vehicle.positioned', withoutRun), 'data.runRef'],
      [said('crew.signed-in', { runRef: 'run-now', role: 'assistant', ref: 'somebody', at: now4 }), 'data.ref'],
      [said('run.delayed', { runRef: 'run-now', minutes: 10, cause: 'Maya was sick' }), 'data.cause'],
      [said('run.delayed', { runRef: 'run-now', minutes: 10, cause: 'Traffic', message: 'to be published' }), 'data.message'],
      [said('note.added', { noteRef: 'n', runRef: 'run-now', caseRef: 'C', words: 'x' }), 'data.runRef'],
      [said('run.cancelled', { runRef: 'run-now', cause: 'Snow' }), 'type'],
    ];
    const reply = await tell(link, refused.map(([each]) => each));
    assert.equal(reply.accepted, 0);
    assert.deepEqual(reply.rejected.map(({ problems }) => problems[0]?.path), refused.map(([, path]) => path));
    const taken = [
      said('passenger.boarded', { runRef: 'run-now', passengerRef: 'P1', sequence: 1, at: now4 }),
      said('passenger.corrected', { runRef: 'run-now', passengerRef: 'P1', status: 'to-board', at: at(-3.9) }),
      said('run.delayed', { runRef: 'run-now', minutes: 10, cause: 'Traffic' }),
      { ...said('note.added', { noteRef: 'crew-note', runRef: 'run-now', words: 'Crew: the ramp sticks' }), time: now4 },
      said('vehicle.positioned', position),
    ];
    assert.deepEqual(await tell(link, taken), { accepted: taken.length, duplicates: 0, rejected: [] });
    assert.deepEqual(await tell(link, taken), { accepted: 0, duplicates: taken.length, rejected: [] });
    const run = await control.get<RunDetail>('/api/transport/runs/run-now');
    assert.deepEqual(run.notes?.map(({ noteRef, at: when, words }) => [noteRef, when, words]), [['crew-note', now4, 'Crew: the ramp sticks']]);
    assert.equal(run.delay?.minutes, 10);
  });

  it('[LINK-65] a run with no other device is where its crew\'s phone is, and takes no vehicle for it', async () => {
    const link = await issue({ runRef: 'run-other' });
    const { parts, client } = await follow(link);
    const along = (step: number) => said('vehicle.positioned', { ...fix(`crew:${link.linkRef}`, Date.now() - (5 - step) * 8000, { runRef: 'run-other', latitude: 52.4805 + step * 0.0006, bearing: 0, speedMetresPerSecond: 8, accuracyMetres: 6 }).data });
    assert.deepEqual((await tell(link, [0, 1, 2, 3, 4, 5].map(along))).rejected, []);
    const run = await until('the run on its way', async () => {
      const found = await control.get<RunDetail>('/api/transport/runs/run-other');
      return found.state === 'running' ? found : undefined;
    });
    assert.equal(run.vehicleRef, undefined);
    assert.ok(run.position !== undefined && run.position.ageSeconds < 30);
    await client.until(() => (parts.get('seen') ?? { part: '' }).part === 'seen', 'that the control room sees it');
    assert.equal((parts.get('seen') as Extract<CrewPart, { part: 'seen' }>).byThisPhone, true);
    const { items } = await control.get<{ items: unknown[] }>('/api/transport/runs/run-other/trace');
    assert.equal(items.length, 6);
  });

  it('[LINK-61] a run that goes to another guide goes from the page of the first to the page of the other', async () => {
    const guides = await Promise.all(['guide-1', 'guide-2'].map(async (assistantRef) => follow(await issue({ assistantRef }))));
    const shown = (): (string | undefined)[] => guides.map(({ run }) => run()?.runRef);
    for (const [assistantRef, expected] of [['guide-1', ['run-given', undefined]], ['guide-2', [undefined, 'run-given']]] as const) {
      assert.deepEqual((await send(sightline, [event('run.assigned', { runRef: 'run-given', assistantRef })])).body.rejected, []);
      for (const { client } of guides) await client.until(() => shown().every((runRef, index) => runRef === expected[index]), `that ${assistantRef} has it`, 20_000);
    }
  });

  it('[LINK-66] a phone that was offline tells of a run that is over, and the walk through the bus ends it', async () => {
    const link = await issue({ runRef: 'run-offline' });
    const offline = [
      signedIn(link, 'run-offline'),
      said('run.started', { runRef: 'run-offline', at: at(-24) }),
      said('passenger.boarded', { runRef: 'run-offline', passengerRef: 'P5', sequence: 1, at: at(-24) }),
      said('passenger.alighted', { runRef: 'run-offline', passengerRef: 'P5', sequence: 4, at: at(-12) }),
      said('crew.walked', { runRef: 'run-offline', role: 'assistant', ref: `crew:${link.linkRef}`, at: at(-11) }),
    ];
    assert.deepEqual((await tell(link, offline)).rejected, []);
    const run = await control.get<RunDetail>('/api/transport/runs/run-offline');
    assert.equal(run.state, 'completed');
    assert.equal(run.walkedAt, at(-11));
    assert.deepEqual(run.children?.map(({ status }) => status), ['alighted']);
  });
});
