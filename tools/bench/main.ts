/** `npm run bench`: the product and its yardsticks, side by side in one run. Every figure it prints was measured in it. */
import { parseArgs } from 'node:util';
import { fanOut } from './fan-out.ts';
import type { Bench, Measurement } from './harness.ts';
import { isMet } from './harness.ts';
import { ingest } from './ingest.ts';
import { latency } from './latency.ts';
import { asJson, table } from './table.ts';
import { tutorialIngest } from './tutorial-ingest.ts';

/** In the order of the table. */
const benches: readonly Bench[] = [ingest, fanOut, tutorialIngest, latency];

const help = `sightline bench [--json] [--pairs N] [--only NAME[,NAME]]

Runs the product and its yardsticks in turn and prints the median ratios.
  --json     one line of JSON on standard output instead of the table
  --pairs N  how often each is run (5)
  --only     ${benches.map(({ name }) => name).join(', ')}

Exit status: 0 when every target is met, 1 when one is missed, 2 when the benchmark itself failed.`;

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, pairs: { type: 'string', default: '5' }, only: { type: 'string' }, help: { type: 'boolean', default: false } },
});

async function main(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  const pairs = Math.max(1, Number.parseInt(values.pairs, 10) || 5);
  const only = values.only?.split(',');
  const measurements: Measurement[] = [];
  for (const bench of benches.filter(({ name }) => only?.includes(name) ?? true)) {
    console.error(`${bench.title} …`);
    measurements.push(...(await bench.run({ pairs, say: (line) => console.error(`  ${line}`) })));
  }
  console.log(values.json ? asJson(measurements, pairs) : `\nMedians of ${pairs} pairs, interleaved, on this machine just now:\n\n${table(measurements)}`);
  return measurements.every(isMet) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
