import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fuzz } from '../../tools/fuzz/fuzz.ts';
import type { FuzzReport } from '../../tools/fuzz/fuzz.ts';
import { isKept } from '../../tools/fuzz/report.ts';
import { Sightings } from '../../tools/fuzz/sightings.ts';
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

describe('the legitimate viewer of the fuzzer', () => {
  it('[FUZZ-8] counts what it waits for as long as it has waited, and neither what was overtaken nor what was refused', () => {
    const sightings = new Sightings();
    sightings.sent('R1', 1, 0);
    sightings.sent('R2', 1, 0);
    sightings.sent('R3', 1, 0);
    sightings.seen('R1', 1, 40);
    sightings.failed('R3', 1);
    assert.deepEqual(sightings.take(10_000), [40, 10_000]);
    sightings.sent('R2', 2, 10_500);
    sightings.seen('R2', 2, 10_600);
    assert.deepEqual(sightings.take(10_700), [100]);
  });

  it('[FUZZ-8] keeps no promise where it saw nothing', () => {
    const report = (fuzzed: number, quiet: number): FuzzReport => ({ findings: [], windows: [{ fuzzed, quiet }], memory: undefined }) as unknown as FuzzReport;
    assert.deepEqual([isKept(report(30, 20)), isKept(report(50, 20)), isKept(report(Number.NaN, 20)), isKept(report(30, Number.NaN))], [true, false, false, false]);
  });
});
