import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Miniature } from './miniature.ts';

const ends = (name: string): string => `
process.on('SIGTERM', () => { note('${name} asked to stop'); setTimeout(() => process.exit(0), 50); });
process.on('SIGINT', () => note('${name} got an interrupt'));
process.on('disconnect', () => { note('${name} is alone'); process.exit(0); });
setInterval(() => {}, 1000);
`;
const server = `note('server: demo ' + process.env.SIGHTLINE_DEMO);
process.send({ kind: 'ready', address: 'http://127.0.0.1:4000', feedToken: 'a-secret' });${ends('server')}`;
const feed = `note('feed: ' + process.argv.slice(2).join(' ') + ', token ' + process.env['SIGHTLINE_FEED_TOKEN']);${ends('feed')}`;

describe('npm start, once everything is built', () => {
  let miniature: Miniature;
  beforeEach(() => {
    miniature = new Miniature();
  });
  afterEach(() => {
    miniature.remove();
  });
  const start = ['tools/start/start.mjs'];

  it('[START-4] [START-5] runs the server as a demonstration and the feed once it is ready, its token not on the command line', async () => {
    await miniature.make(server, feed);
    const started = miniature.start(process.execPath, start);
    await miniature.until('feed: --url http://127.0.0.1:4000, token a-secret');
    assert.equal(miniature.log()[0], 'server: demo on');
    started.kill('SIGTERM');
    await started.ended;
  });

  it('[START-5] starts no feed where there is no demonstration', async () => {
    await miniature.make(`${server}setTimeout(() => note('server: half a second later'), 500);`, feed);
    const started = miniature.start(process.execPath, start, { SIGHTLINE_DEMO: 'accounts' });
    await miniature.until('server: half a second later');
    started.kill('SIGTERM');
    await started.ended;
    assert.deepEqual(miniature.log(), ['server: demo accounts', 'server: half a second later', 'server asked to stop']);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`[START-6] on ${signal} stops the feed, then the server, then itself`, async () => {
      await miniature.make(server, feed);
      const started = miniature.start(process.execPath, start);
      await miniature.until('feed: --url http://127.0.0.1:4000, token a-secret');
      started.kill(signal);
      assert.deepEqual(await started.ended, { code: 0, signal: null });
      assert.deepEqual(miniature.log().slice(2), ['feed asked to stop', 'server asked to stop']);
    });
  }

  it('[START-6] stops everything when npm is killed', async () => {
    await miniature.make(server, feed);
    const started = miniature.start('npm', ['start']);
    await miniature.until('feed: --url http://127.0.0.1:4000, token a-secret');
    started.kill('SIGKILL');
    await miniature.until('server asked to stop');
    assert.deepEqual(miniature.log().slice(2), ['feed asked to stop', 'server asked to stop']);
  });

  it('[START-6] leaves its children to notice when it is killed itself', async () => {
    await miniature.make(server, feed);
    const started = miniature.start(process.execPath, start);
    await miniature.until('feed: --url http://127.0.0.1:4000, token a-secret');
    started.kill('SIGKILL');
    await Promise.all([miniature.until('feed is alone'), miniature.until('server is alone')]);
  });

  it('[START-7] passes on what the server says and its exit status, and nothing else', async () => {
    await miniature.make("console.error('Port 3000 is busy.'); process.exit(3);", feed);
    const started = miniature.start('npm', ['start', '--silent']);
    assert.deepEqual(await started.ended, { code: 3, signal: null });
    assert.equal(started.output(), 'Port 3000 is busy.\n');
    assert.deepEqual(miniature.log(), []);
  });

  it('[START-7] says so when the feed ends, and the server goes on', async () => {
    await miniature.make(server, 'process.exit(2);');
    const started = miniature.start(process.execPath, start);
    await miniature.until('server: demo on');
    while (!started.output().includes('The demonstration feed has ended')) await new Promise((done) => setTimeout(done, 20));
    assert.match(started.output(), /exit status 2/);
    assert.ok(!miniature.log().includes('server asked to stop'));
    started.kill('SIGTERM');
    await started.ended;
  });
});
