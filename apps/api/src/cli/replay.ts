import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { horizons, recordingOf, replay as replayed } from '@sightline/domain';
import type { Prediction, RecordedFix, Recording, Replayed, Run, Tally } from '@sightline/domain';
import { CommandError, UsageError } from './command.js';
import type { Command } from './command.js';
import { feedIn, positionsIn } from './recording-files.js';

const day = 86_400_000;

export const replay: Command = {
  name: 'replay',
  summary: 'plays recorded positions through the rules and writes what was expected',
  help: [
    'Usage: sightline replay --gtfs FILE --positions CSV --out CSV [--repeat N]',
    '',
    'Plays the fixes through the engine of the product at event time, without a server, and writes a row for each fix and',
    'stop ahead: trip_id, start_date, stop_sequence, predicted_at (the time of the fix), predicted_arrival (the likely',
    'time), earliest and latest (10th and 90th percentile), in epoch seconds. What is learnt is learnt from fixes already',
    'past. The positions have the columns vehicle_id, trip_id, start_date, timestamp (epoch seconds), latitude, longitude,',
    'bearing, speed_mps. Prints how many fixes were found on the path of their run, how many arrivals were seen, how often',
    'what was expected kept the public windows (by the minutes that were truly left, as the product scores itself), and how',
    'many fixes the engine took in a second of processor time, reading and writing left out.',
    '',
    '--repeat N plays the recording N times in a row, one day after another, with what was learnt kept, to measure the',
    'speed; --out may then be left out, and gets the first day.',
  ].join('\n'),
  run: async (args, io) => {
    const options = { gtfs: { type: 'string' }, positions: { type: 'string' }, out: { type: 'string' }, repeat: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const repeat = Number(values.repeat ?? 1);
    if (values.gtfs === undefined || values.positions === undefined) throw new UsageError('--gtfs and --positions are needed.');
    if (values.out === undefined && values.repeat === undefined) throw new UsageError('--out is needed.');
    if (!Number.isInteger(repeat) || repeat < 1 || repeat > 1000) throw new UsageError('--repeat takes a number from 1 to 1000.');
    const feed = await feedIn(values.gtfs);
    const recorded = await positionsIn(values.positions);
    const rows = new Rows();
    const result = play(recordingOf(feed, repeated(recorded, repeat), 0), values.out === undefined ? undefined : rows, lastOf(recorded));
    if (values.out !== undefined) await rows.write(values.out);
    io.print(`${result.fixes} fixes, ${result.matched} matched, ${result.arrivals} arrivals, ${rows.size} predictions written`);
    for (const horizon of horizons) {
      const tally = result.record.get(horizon);
      if (tally) io.print(`${horizon.padEnd(5)} min: ${shareOf(tally, 'likelyInside')} likely, ${shareOf(tally, 'centredInside')} as told, ${shareOf(tally, 'windowInside')} within the window, of ${tally.compared}`);
    }
    io.print(`${Math.round(result.fixes / result.seconds)} fixes/s, ${result.windows} windows, in ${result.seconds.toFixed(2)} s of processor time`);
    return 0;
  },
};

const shareOf = (tally: Tally, what: 'likelyInside' | 'centredInside' | 'windowInside'): string => `${((100 * tally[what]) / tally.compared).toFixed(1)} %`;

const lastOf = (recorded: readonly RecordedFix[]): number => recorded.reduce((last, { at }) => Math.max(last, at), 0);

/** The same recording once more for each following day, so that the product has a past to learn from. */
function repeated(recorded: readonly RecordedFix[], times: number): RecordedFix[] {
  const all: RecordedFix[] = [];
  for (let n = 0; n < times; n++) for (const fix of recorded) all.push(n === 0 ? fix : { ...fix, at: fix.at + n * day, startDate: laterDate(fix.startDate, n) });
  return all;
}

const laterDate = (date: string, days: number): string =>
  new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6)) + days)).toISOString().slice(0, 10).replaceAll('-', '');

/** Runs the recording through the engine. Only the rows of fixes until a moment are kept, and only where there is a place for them. */
function play(recording: Recording, rows: Rows | undefined, until: number): Replayed & { readonly windows: number; readonly seconds: number } {
  let windows = 0;
  // Time of the processor and not of the clock: others may use this machine.
  const began = process.cpuUsage();
  const result = replayed(recording, (run, at, expected) => {
    windows += expected.length;
    if (rows !== undefined && at <= until) rows.add(run, at, expected);
  });
  const { user, system } = process.cpuUsage(began);
  return { ...result, windows, seconds: (user + system) / 1e6 };
}

/** Predictions on their way to a file. */
class Rows {
  private readonly runs: Run[] = [];
  private readonly places = new Map<string, number>();
  /** Of each row: run, sequence, moment of the fix, likely, earliest, latest. */
  private values = new Float64Array(6 * 4096);
  size = 0;

  add(run: Run, at: number, expected: readonly Prediction[]): void {
    let place = this.places.get(run.plan.runRef);
    if (place === undefined) {
      place = this.runs.push(run) - 1;
      this.places.set(run.plan.runRef, place);
    }
    for (const { index, likely, earliest, latest } of expected) {
      if (6 * (this.size + 1) > this.values.length) {
        const grown = new Float64Array(2 * this.values.length);
        grown.set(this.values);
        this.values = grown;
      }
      this.values.set([place, run.plan.calls[index]?.sequence ?? 0, at, likely, earliest, latest], 6 * this.size++);
    }
  }

  async write(file: string): Promise<void> {
    const out = createWriteStream(file);
    const failed = once(out, 'error').then(() => {
      throw new CommandError(`${file} cannot be written.`);
    });
    await Promise.race([this.writeTo(out), failed]);
  }

  private async writeTo(out: WriteStream): Promise<void> {
    out.write('trip_id,start_date,stop_sequence,predicted_at,predicted_arrival,earliest,latest\n');
    let lines: string[] = [];
    for (let i = 0; i < this.size; i++) {
      const [place, sequence, ...moments] = this.values.subarray(6 * i, 6 * i + 6);
      const plan = this.runs[place ?? 0]?.plan;
      lines.push(`${inCsv(plan?.tripRef ?? '')},${plan?.serviceDate.replaceAll('-', '')},${sequence},${moments.map((moment) => Math.round(moment) / 1000).join(',')}\n`);
      if (lines.length < 10_000) continue;
      if (!out.write(lines.join(''))) await once(out, 'drain');
      lines = [];
    }
    out.end(lines.join(''));
    await finished(out);
  }
}

const inCsv = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
