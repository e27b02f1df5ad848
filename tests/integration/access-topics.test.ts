import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { linkKinds, mayAccess, roles, topicNames, topics } from '@sightline/contracts';
import type { TopicName, TopicParams } from '@sightline/contracts';
import { LiveClient } from '../support/live-client.ts';
import { none } from '../support/access/ask.ts';
import { child, guide } from '../support/access/canaries.ts';
import { goesOn } from '../support/access/life.ts';
import { Recorder, findingsIn } from '../support/access/recorder.ts';
import type { Watcher } from '../support/access/recorder.ts';
import { AccessStage } from '../support/access/stage.ts';

const stepMilliseconds = 500;
const steps = 40;

describe('every topic for everybody', () => {
  const stage = new AccessStage();
  let watchers: readonly Watcher[];
  const open: { close(): void }[] = [];
  before(async () => {
    await stage.start();
    watchers = [
      ...roles.map((role) => ({ role, cookie: stage.person(role).cookie })),
      ...linkKinds.flatMap((kind) => [
        { kind, link: stage.link(kind), viewer: `link:${kind}` },
        { kind, link: stage.otherLinks.get(kind) ?? stage.link(kind), viewer: `link:${kind}:other` },
      ]),
    ];
  });
  after(async () => {
    for (const each of open) each.close();
    await stage.stop();
  });

  const recorder = async (watcher: Watcher): Promise<Recorder> => {
    const made = new Recorder(stage, watcher);
    open.push(made);
    await made.connect();
    return made;
  };

  /** Parameters that name something, for whoever asks. A topic without a row here takes none. */
  const paramsOf: { readonly [N in TopicName]?: () => TopicParams } = {
    run: () => ({ runRef: 'R1' }),
    'look-up': () => ({ lookUpRef: stage.lookUpRef }),
    ...Object.fromEntries(topicNames.flatMap((topic) => { const { link } = topics[topic]; return link === undefined ? [] : [[topic, () => ({ linkRef: stage.link(link).linkRef })]]; })),
  };
  const paramsFor = (topic: TopicName, watcher: Watcher): TopicParams | undefined => (topics[topic].link !== undefined && 'kind' in watcher && topics[topic].link === watcher.kind ? { linkRef: watcher.link.linkRef } : paramsOf[topic]?.());
  /** Of the table alone. */
  const isOpen = (topic: TopicName, watcher: Watcher): boolean => ('role' in watcher ? mayAccess(watcher.role, topics[topic].resource, topics[topic].grant) : topics[topic].link === watcher.kind);

  it('[ACC-41] every topic has parameters that name something', () => {
    for (const topic of topicNames) assert.equal(topics[topic].params.safeParse(paramsOf[topic]?.() ?? {}).success, true, `${topic} needs a row in paramsOf`);
  });

  it('[ACC-42] is open to whom the table names, and forbidden to everybody else', async () => {
    const wrong: string[] = [];
    for (const watcher of watchers) {
      const socket = await recorder(watcher);
      for (const topic of topicNames) {
        const reply = await socket.subscribe(topic, paramsFor(topic, watcher));
        const code = reply.ok ? 'open' : reply.problem.code;
        if (code !== (isOpen(topic, watcher) ? 'open' : 'forbidden')) wrong.push(`${topic} for ${socket.viewer}: ${code}`);
      }
      socket.close();
    }
    assert.deepEqual(wrong, []);
  });

  it('[ACC-43] is open with one’s own parameters alone', async () => {
    const { lookUpRef, otherLookUpRef } = stage;
    const others = [
      ...roles.map((role) => ({ watcher: { role, cookie: stage.person(role).cookie }, topic: 'look-up' as const, params: { lookUpRef: otherLookUpRef } })),
      { watcher: { role: 'calls' as const, cookie: stage.otherAdviser.cookie }, topic: 'look-up' as const, params: { lookUpRef } },
      ...linkKinds.flatMap((kind) => linkKinds.map((other) => ({ watcher: { kind, link: stage.link(kind), viewer: `link:${kind}` }, topic: other, params: { linkRef: stage.otherLinks.get(other)?.linkRef ?? '' } }))),
      ...linkKinds.map((kind) => ({ watcher: { kind, link: stage.link(kind), viewer: `link:${kind}` }, topic: kind, params: { linkRef: stage.revokedLink.linkRef } })),
    ];
    for (const { watcher, topic, params } of others) {
      const socket = await recorder(watcher);
      const reply = await socket.subscribe(topic, params);
      assert.deepEqual([reply.ok, !reply.ok && reply.problem.code], [false, 'forbidden'], `${topic} of another for ${socket.viewer}`);
      socket.close();
    }
  });

  it('[ACC-44] nobody comes in by socket with anything but a good session or a good link', async () => {
    const { url, feedToken } = stage.sightline;
    const tries: readonly [string, LiveClient][] = [
      ['nothing', new LiveClient(url, undefined)],
      ['an expired session', new LiveClient(url, stage.expired.cookie)],
      ['a session that was signed out', new LiveClient(url, stage.signedOut.cookie)],
      ['a feed token as a cookie', new LiveClient(url, `sightline=${feedToken}`)],
      ['a link as a cookie', new LiveClient(url, `sightline=${stage.link('bus').token}`)],
      ['a revoked link', new LiveClient(url, undefined, { link: stage.revokedLink.token })],
      ['a revoked link beside a good session', new LiveClient(url, stage.person('control').cookie, { link: stage.revokedLink.token })],
      ['a feed token as a link', new LiveClient(url, undefined, { link: feedToken })],
      ['a device’s secret as a link', new LiveClient(url, undefined, { link: stage.device.secret })],
      ['a session from another site', new LiveClient(url, stage.person('control').cookie, { origin: 'https://evil.example' })],
    ];
    for (const [what, client] of tries) {
      open.push(client);
      assert.notEqual(await client.connect(), undefined, what);
    }
    const both = new Recorder(stage, { kind: 'bus', link: stage.link('bus'), viewer: 'link:bus' });
    open.push(both);
    both.client.socket.io.opts.extraHeaders = { cookie: stage.person('control').cookie };
    await both.connect();
    const reply = await both.subscribe('fleet');
    assert.equal(reply.ok, false, 'a good session beside a good link adds nothing');
  });

  it('[ACC-45] a recorded session of each role and each link has no field that its table forbids', async (context) => {
    const sockets = await Promise.all(watchers.map(recorder));
    for (const socket of sockets) {
      for (const topic of topicNames) {
        if (!isOpen(topic, socket.watcher)) continue;
        assert.equal((await socket.subscribe(topic, paramsFor(topic, socket.watcher))).ok, true, `${topic} for ${socket.viewer}`);
      }
    }
    const editor = { editor: 'page-of-a-recording' };
    for (let step = 1; step <= steps; step += 1) {
      await stage.tell(goesOn(step));
      if (step % 8 === 1) await stage.post(stage.person('office'), '/api/programme/editing/item/I1', editor, step % 16 === 1 ? 'PUT' : 'DELETE').catch(() => undefined);
      if (step % 10 === 5) await stage.command('control', 'message.sent', { messageRef: crypto.randomUUID(), runRef: 'R1', audience: 'families', words: 'canarymessage: again' });
      await sleep(stepMilliseconds);
      if (step === steps / 2) await comeBack(sockets);
    }
    const told = new Map<TopicName, number>();
    for (const socket of sockets) for (const topic of topicNames) told.set(topic, (told.get(topic) ?? 0) + socket.count('delta', topic));
    const frames = sockets.reduce((sum, socket) => sum + socket.frames.length, 0);
    const characters = sockets.reduce((sum, socket) => sum + socket.frames.reduce((all, { raw }) => all + raw.length, 0), 0);
    context.diagnostic(`${sockets.length} sockets, ${frames} frames, ${characters} characters; deltas: ${[...told].map(([topic, count]) => `${topic} ${count}`).join(', ')}`);
    assert.deepEqual([...told].filter(([, count]) => count === 0).map(([topic]) => topic), [], 'topics that told nothing while it was recorded');
    assert.ok(sockets.every((socket) => socket.frames.some(({ what }) => what === 'heartbeat')), 'each socket heard a heartbeat');
    none(sockets.flatMap((socket) => socket.findings()));
    const heard = (viewer: string): string => sockets.find((socket) => socket.viewer === viewer)?.frames.map(({ raw }) => raw).join('') ?? '';
    for (const [viewer, value] of [['calls', `${child.first} ${child.last}`], ['link:crew', child.first], ['control', guide.telephone]] as const) assert.ok(heard(viewer).includes(value), `${viewer} is sent what it may be: the values are there to be found`);
  });

  /** Half of the topics of each socket are asked for again from where it stood: resumed, or with a new snapshot. */
  const comeBack = async (sockets: readonly Recorder[]): Promise<void> => {
    for (const socket of sockets) {
      for (const [topic, reply] of socket.replies) {
        if (!reply.ok) continue;
        await socket.subscribe(topic as TopicName, paramsFor(topic as TopicName, socket.watcher), { epoch: reply.epoch, seq: reply.seq });
      }
    }
  };

  it('[ACC-46] the reader of recordings finds a field that is forbidden, a value that is, and one that should be masked', () => {
    const run = { runRef: 'R1', children: [{ initials: 'Z. Q.', needs: ['wheelchair'] }] };
    const frame = (values: readonly unknown[], topic: TopicName = 'run') => ({ what: 'delta', topic, raw: JSON.stringify(values), values }) as const;
    assert.deepEqual(findingsIn(frame([{ runRef: 'R1' }]), 'board', 'board').length > 0, true, 'a role without the topic may see nothing of it');
    assert.deepEqual(findingsIn(frame([run]), 'control', 'control'), []);
    assert.deepEqual(findingsIn(frame([run]), 'calls', 'calls'), ['calls, topic run: children.initials', 'calls, topic run: children.needs']);
    assert.deepEqual(findingsIn(frame([{ runRef: 'R1', somethingNew: 1 }]), 'control', 'control'), ['control, topic run: somethingNew (no row)']);
    assert.deepEqual(findingsIn(frame([{ runRef: 'R1', assistantRef: 'A1' }]), 'calls', 'calls'), ['calls, topic run: assistantRef (unmasked)']);
    assert.deepEqual(findingsIn(frame([{ runRef: `x${child.last}` }]), 'control', 'control'), ['control, topic run: last name of C1']);
    assert.deepEqual(findingsIn({ what: 'heartbeat', topic: undefined, raw: child.postcode, values: [] }, 'control', 'control'), ['control, topic heartbeat: postcode of C1']);
  });
});
