import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { samplePositions, sampleFiles } from '../fixtures/recording.ts';

const program = resolve(import.meta.dirname, '../../apps/api/dist/cli/main.js');
const replay = (...args: readonly string[]): { status: number | null; stdout: string; stderr: string } => spawnSync(process.execPath, [program, 'replay', ...args], { encoding: 'utf8' });

/** A row of what was expected, in epoch seconds. */
interface Row {
  readonly text: string;
  readonly trip: string;
  readonly date: string;
  readonly sequence: number;
  readonly at: number;
  readonly arrival: number;
  readonly earliest: number;
  readonly latest: number;
}

describe('[PRED-7] a recording that is replayed', () => {
  let files: Awaited<ReturnType<typeof sampleFiles>>;
  before(async () => {
    files = await sampleFiles();
  });
  after(() => files.remove());

  const expectedOf = async (positions: string): Promise<Row[]> => {
    const folder = dirname(files.gtfs);
    await writeFile(join(folder, 'some.csv'), positions);
    const out = join(folder, 'predictions.csv');
    const { status, stderr } = replay('--gtfs', files.gtfs, '--positions', join(folder, 'some.csv'), '--out', out);
    assert.equal(status, 0, stderr);
    const [header, ...lines] = (await readFile(out, 'utf8')).trimEnd().split('\n');
    assert.equal(header, 'trip_id,start_date,stop_sequence,predicted_at,predicted_arrival,earliest,latest');
    return lines.map((text) => {
      const [trip = '', date = '', ...numbers] = text.split(',');
      const [sequence = 0, at = 0, arrival = 0, earliest = 0, latest = 0] = numbers.map(Number);
      return { text, trip, date, sequence, at, arrival, earliest, latest };
    });
  };

  it('says at every fix when the stops ahead are expected, once each, in order', async () => {
    const rows = await expectedOf(samplePositions);
    const fixes = new Set(samplePositions.trimEnd().split('\n').slice(1).map((line) => `${line.split(',')[1]} ${line.split(',')[3]}`));
    assert.equal(new Set(rows.map(({ trip, sequence, at }) => `${trip} ${sequence} ${at}`)).size, rows.length);
    for (const { trip, date, at, arrival, earliest, latest } of rows) {
      assert.ok(fixes.has(`${trip} ${at}`) && date === '20250603');
      assert.ok(at <= earliest && earliest <= arrival && arrival <= latest);
    }
    // Half-way, T1 is as late as its pace makes it: it is at the fourth stop 334 s after its start.
    const start = Date.UTC(2025, 5, 3, 7) / 1000;
    const ahead = rows.filter(({ trip, at }) => trip === 'T1' && at === start + 200);
    assert.deepEqual(ahead.map(({ sequence }) => sequence), [3, 4, 5]);
    assert.ok(Math.abs((ahead[1]?.arrival ?? 0) - (start + 334)) < 60, JSON.stringify(ahead));
  });

  it('knows nothing of what comes later: cut off anywhere, it has said the same', async () => {
    const [header = '', ...lines] = samplePositions.trimEnd().split('\n');
    const whole = await expectedOf(samplePositions);
    const moments = lines.map((line) => Number(line.split(',')[3]));
    const [from, until] = [Math.min(...moments), Math.max(...moments)];
    for (const share of [0.1, 0.25, 0.6, 0.85]) {
      const cut = from + share * (until - from);
      const some = await expectedOf([header, ...lines.filter((_, i) => (moments[i] ?? 0) <= cut)].join('\n'));
      assert.deepEqual(some.map(({ text }) => text), whole.filter(({ at }) => at <= cut).map(({ text }) => text));
      assert.ok(some.length > 0);
    }
  });

  it('learns from the bus before: the second knows that the road takes less than was planned', async () => {
    const [header = '', ...lines] = samplePositions.trimEnd().split('\n');
    const alone = await expectedOf([header, ...lines.filter((line) => line.includes(',T2,'))].join('\n'));
    const both = (await expectedOf(samplePositions)).filter(({ trip }) => trip === 'T2');
    const at = Date.UTC(2025, 5, 3, 7) / 1000 + 1290 + 150;
    const [last, lastAlone] = [both, alone].map((rows) => rows.filter((row) => row.at === at).at(-1));
    assert.ok(last && lastAlone && last.arrival < lastAlone.arrival);
    assert.ok(last.latest - last.earliest < lastAlone.latest - lastAlone.earliest);
  });

  it('prints what it saw and how fast it was, and says how it is called', () => {
    const { status, stdout } = replay('--gtfs', files.gtfs, '--positions', files.positions, '--repeat', '3');
    assert.equal(status, 0);
    assert.match(stdout, /^318 fixes, 312 matched, 30 arrivals, 0 predictions written\n(?:\S+ +min: [\d.]+ % likely, [\d.]+ % as told, [\d.]+ % within the window, of \d+\n)+\d+ fixes\/s, \d+ windows, in [\d.]+ s of processor time\n$/);
    assert.equal(replay('--gtfs', files.gtfs).status, 2);
    assert.equal(replay('--gtfs', files.gtfs, '--positions', join(files.gtfs, 'none'), '--out', '/dev/null').status, 1);
    assert.match(replay('--help').stdout, /--repeat N/);
  });
});
