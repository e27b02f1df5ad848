import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { WallboardReply } from '@sightline/contracts';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { EventReply, Sightline } from '../support/sightline.ts';
import { noonZone } from '../support/zones.ts';

let sightline: Sightline;
before(async () => {
  sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: noonZone(Date.now()) } });
});
after(() => sightline.stop());

test('[CALL-96] the commands of docs/telephony.md do what it says, and do it once', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/telephony.md'), 'utf8');
  const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, command = '']) => command);
  assert.equal(commands.length, 2);
  const env = { ...process.env, SIGHTLINE: sightline.url, TOKEN: sightline.feedToken, NOW: new Date().toISOString(), no_proxy: '*' };
  const run = async (command: string): Promise<EventReply> => JSON.parse((await promisify(execFile)('sh', ['-c', command], { env })).stdout) as EventReply;
  const replies: EventReply[] = [];
  for (const command of [...commands, ...commands]) replies.push(await run(command));
  assert.deepEqual(replies.map(({ accepted, duplicates, rejected }) => [accepted, duplicates, rejected.length]), [[1, 0, 0], [4, 0, 0], [0, 1, 0], [0, 4, 0]]);
  const { metrics } = await (await signIn(sightline, 'calls')).get<WallboardReply>('/api/contact/wallboard');
  const value = (name: string): number | null | undefined => metrics.find((metric) => metric.name === name)?.value;
  assert.deepEqual([value('calls-waiting'), value('service-level-b'), value('abandonment'), value('average-handling-time')], [0, 100, 50, 245]);
});
