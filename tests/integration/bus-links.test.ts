import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { BusView, LinkAddress, SchoolEntry, SubscribeReply } from '@sightline/contracts';
import { tickMilliseconds } from '@sightline/contracts';
import { busLink, families, runHome, seenAt, serviceDateOf, tell, told, underWay } from '../support/family.ts';
import { issueLink, tokenIn } from '../support/links.ts';
import { LiveClient } from '../support/live-client.ts';
import type { Followed } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const second = 1000;

describe("the family's and the school's link over real sockets", () => {
  let sightline: Sightline;
  let control: Person;
  const clients: LiveClient[] = [];
  const connect = async (token: string): Promise<{ client: LiveClient; problem: string | undefined }> => {
    const client = new LiveClient(sightline.url, undefined, { link: token });
    clients.push(client);
    return { client, problem: await client.connect() };
  };
  const follow = async (link: LinkAddress, topic: 'bus' | 'school'): Promise<{ client: LiveClient; state: Followed }> => {
    const { client, problem } = await connect(tokenIn(link));
    assert.equal(problem, undefined);
    const { reply, state } = await client.follow(topic, { linkRef: link.linkRef });
    assert.ok(reply.ok, JSON.stringify(reply));
    return { client, state };
  };
  const busIn = (state: Followed): BusView => state.items.get('bus') as BusView;
  const positionIn = (state: Followed) => {
    const view = busIn(state);
    return view.shows === 'run' ? view.run.position : undefined;
  };

  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_TELEPHONE: '0121 496 0100', SIGHTLINE_COUNCIL_NAME: 'Westmarch Council' } });
    control = await signIn(sightline, 'control');
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  after(() => sightline.stop());

  it('[LINK-30] streams the one run as it goes, to the stop of its child and no further', async () => {
    const now = Date.now();
    const afternoon = { routeRef: 'A1', runRef: 'HOME-A1', vehicleRef: 'VA1' };
    await tell(sightline, ...families(afternoon), ...runHome(now, afternoon));
    const { client, state } = await follow(await issueLink(control, 'bus', busLink('P1', 'G1', 'A1')), 'bus');
    assert.equal(positionIn(state), undefined, 'no position before the run begins');
    await tell(sightline, ...underWay(now, afternoon));
    await client.until(() => positionIn(state) !== undefined, 'the position of a run that has begun');
    const text = JSON.stringify([...state.items]);
    assert.match(text, /0121 496 0100/);
    for (const word of ['Quentin', 'Zander', 'Tamsin', 'P1-A1', 'P2-A1', 'HOME-A1', 'VA1', 'Park Gate', 'Tanner', 'Orchard', 'STOP']) assert.ok(!text.includes(word), `says ${word}`);
    const seen = Date.now();
    await tell(sightline, seenAt(seen, 1.55, afternoon));
    await client.until(() => positionIn(state)?.recordedAt === new Date(seen).toISOString(), 'the next position');
    assert.equal(state.gaps, 0);
    await tell(sightline, told('run.completed', { runRef: 'HOME-A1', at: new Date().toISOString() }));
    await client.until(() => positionIn(state) === undefined, 'no position after the run');
  });

  it('[LIVE-7] gives the whole anew to a phone that comes back, also where nothing was published while it was away', async () => {
    const now = Date.now();
    const run = { routeRef: 'A9', runRef: 'HOME-A9', vehicleRef: 'VA9' };
    await tell(sightline, ...families(run), ...runHome(now, run), ...underWay(now, run));
    const link = await issueLink(control, 'bus', busLink('P1', 'G1', 'A9'));
    const { client, state } = await follow(link, 'bus');
    client.close();
    const again = await connect(tokenIn(link));
    const reply = (await again.client.ask('subscribe', { topic: 'bus', params: { linkRef: link.linkRef }, since: state.place })) as SubscribeReply;
    assert.ok(reply.ok && 'snapshot' in reply, JSON.stringify(reply));
  });

  it('[LINK-37] shows a school its buses by number, and another school none of them', async () => {
    const now = Date.now();
    await tell(sightline, ...families({ routeRef: 'B1' }), ...runHome(now, { routeRef: 'B1', runRef: 'HOME-B1', vehicleRef: 'VB1', startsIn: 10 }));
    await tell(sightline, told('school.upserted', { schoolRef: 'S2', name: 'Oakfield School', latitude: 52.4, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' } }));
    const { client, state } = await follow(await issueLink(control, 'school', { schoolRef: 'S1' }), 'school');
    const bus = (): SchoolEntry | undefined => state.items.get('bus:HOME-B1') as SchoolEntry | undefined;
    await client.until(() => bus() !== undefined, 'the bus of the school');
    assert.equal((state.items.get('session') as { direction: string }).direction, 'from-school', serviceDateOf(now));
    const before = bus();
    assert.ok(before?.entry === 'bus' && before.standing === 'due' && before.children === 3);
    assert.doesNotMatch(JSON.stringify([...state.items]), /latitude|initials|passenger|Tamsin|Park Gate/);
    await tell(sightline, told('run.cancelled', { runRef: 'HOME-B1', cause: 'Vehicle fault' }));
    await client.until(() => (bus() as { standing?: string } | undefined)?.standing === 'cancelled', 'the cancelled bus');
    const other = await follow(await issueLink(control, 'school', { schoolRef: 'S2' }), 'school');
    assert.deepEqual([...other.state.items.keys()], ['session']);
  });

  it('[LINK-3] a family or a school is shown out within a tick of the end of its link', async () => {
    const now = Date.now();
    await tell(sightline, ...families({ routeRef: 'C1' }), ...runHome(now, { routeRef: 'C1', runRef: 'HOME-C1', vehicleRef: 'VC1' }));
    for (const [kind, subject] of [['bus', busLink('P1', 'G1', 'C1')], ['school', { schoolRef: 'S1' }]] as const) {
      const link = await issueLink(control, kind, subject);
      const { client, state } = await follow(link, kind);
      const answer = await control.request(`/api/links/${link.linkRef}`, { method: 'DELETE' });
      assert.equal(answer.status, 204);
      const revokedAt = Date.now();
      await client.until(() => !client.socket.connected, 'the end');
      const took = Date.now() - revokedAt;
      console.log(`  ${kind}: shown out ${took} ms after the link was revoked (a tick is ${tickMilliseconds} ms)`);
      assert.ok(took < tickMilliseconds + second, 'within a tick, and what a busy machine takes');
      const told = state.deltaTimes.length;
      assert.deepEqual(client.goodbyes, [{ reason: 'revoked' }]);
      await tell(sightline, ...underWay(now, { routeRef: 'C1', runRef: 'HOME-C1', vehicleRef: 'VC1' }));
      assert.equal((await connect(tokenIn(link))).problem, 'unauthorised');
      assert.equal(state.deltaTimes.length, told, 'nothing came after the end');
    }
  });

  it('[LINK-2] a link opens neither the topic of another kind nor that of another link', async () => {
    const now = Date.now();
    await tell(sightline, ...families({ routeRef: 'D1' }), ...runHome(now, { routeRef: 'D1', runRef: 'HOME-D1', vehicleRef: 'VD1' }));
    const mine = await issueLink(control, 'bus', busLink('P1', 'G1', 'D1'));
    const theirs = await issueLink(control, 'bus', busLink('P2', 'G2', 'D1'));
    const school = await issueLink(control, 'school', { schoolRef: 'S1' });
    const attempts: [LinkAddress, string, string][] = [[mine, 'bus', theirs.linkRef], [mine, 'school', mine.linkRef], [mine, 'school', school.linkRef], [school, 'bus', mine.linkRef], [school, 'school', mine.linkRef], [school, 'fleet', '']];
    for (const [link, topic, linkRef] of attempts) {
      const { client } = await connect(tokenIn(link));
      const reply = (await client.ask('subscribe', { topic, ...(linkRef !== '' && { params: { linkRef } }) })) as { ok: boolean; problem?: { code: string; message: string } };
      assert.deepEqual([reply.ok, reply.problem?.code], [false, 'forbidden'], `${topic} by another's link`);
    }
  });

  it('[LINK-42] [LINK-44] the page tells nobody where it was asked from, and its manifest opens this link alone', async () => {
    const link = await issueLink(control, 'school', { schoolRef: 'S1' });
    const path = new URL(link.url).pathname;
    const page = await fetch(sightline.url + path);
    assert.deepEqual([page.status, page.headers.get('referrer-policy'), page.headers.get('x-robots-tag')], [200, 'no-referrer', 'noindex, nofollow']);
    const manifest = (await (await fetch(`${sightline.url}${path}/app.webmanifest`)).json()) as Record<string, unknown>;
    assert.deepEqual([manifest['id'], manifest['start_url'], manifest['scope']], [path, path, path]);
    assert.equal((await fetch(`${sightline.url}/control`)).headers.get('referrer-policy'), 'same-origin', 'the other pages stay as they were');
    assert.ok(!sightline.output().includes(tokenIn(link)), 'and the log does not have it');
  });

  it('[LINK-1] [LINK-4] a guessed or altered token is refused without why, and whoever goes on guessing has to wait', async () => {
    const token = tokenIn(await issueLink(control, 'school', { schoolRef: 'S1' }));
    const [ref = '', mac = ''] = token.split('.');
    const problems = new Set<string | undefined>();
    for (const wrong of [`${ref}.${mac.split('').reverse().join('')}`, `${'x'.repeat(22)}.${mac}`, 'bus']) problems.add((await connect(wrong)).problem);
    assert.deepEqual([...problems], ['unauthorised']);
    let waiting = false;
    for (let guess = 0; guess < 80 && !waiting; guess += 1) waiting = (await connect(`${'y'.repeat(22)}.${mac}`)).problem === 'too-many';
    assert.ok(waiting, 'a guesser is told to wait');
    assert.equal((await connect(token)).problem, undefined, 'and who has a link comes in all the same');
  });
});
