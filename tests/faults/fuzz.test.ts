import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fuzz } from '../../tools/fuzz/fuzz.ts';
import { startSightline } from '../support/sightline.ts';

const messages = 20_000;
const seed = 7;

describe('a Sightline that is sent what nobody should send', () => {
  it('[FUZZ-5] goes on, sends nobody a frame or field that is not theirs, and stores what it acknowledged', async (t) => {
    const sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    try {
      const { url, feedToken, demoPassword: password, pid } = sightline;
      const end = AbortSignal.timeout(100_000);
      const report = await fuzz({ url, feedToken, password, messages, rate: 1000, seed, windowSeconds: 0, end, say: (line) => t.diagnostic(line) });
      t.diagnostic(`seed ${seed}: ${report.sent} messages, ${report.framesHeard} frames heard in ${Math.round(report.seconds)} s`);
      assert.deepEqual(report.findings, [], `seed ${seed}`);
      assert.ok(report.framesHeard > 100 && report.ledger.told > 10 && report.sent > 1000, 'it hardly got anywhere');
      assert.equal((await fetch(`${url}/api/health/ready`)).status, 200);
      // The same process that was there at the beginning.
      process.kill(pid, 0);
    } finally {
      assert.equal(await sightline.stop(), 0);
    }
  });
});
