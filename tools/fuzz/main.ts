/** `npm run fuzz`: a Sightline is sent what nobody should send, and must go on as if nothing had been. */
import { parseArgs } from 'node:util';
import { startProduct } from '../product/product.ts';
import { fuzz } from './fuzz.ts';
import { isKept, reportText } from './report.ts';

const help = `sightline fuzz [--messages N] [--rate N] [--seed N] [--window SECONDS] [--against ADDRESS]

Sends messages that no honest sender would, by HTTP, socket and bare connection, and says what came of it.
  --messages N        how many (20000)
  --rate N            a second, at most (400)
  --seed N            makes the same messages again; printed at the start
  --window SECONDS    of fuzz between two quiet whiles in which the legitimate viewer's latency is measured (60; 0: not)
  --against ADDRESS   a running demonstration instead of one of its own; with SIGHTLINE_FEED_TOKEN and SIGHTLINE_DEMO_PASSWORD

Exit status: 0 when every promise is kept, 1 when one is not, 2 when the fuzzer itself failed.`;

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '20000' },
    rate: { type: 'string', default: '400' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
    window: { type: 'string', default: '60' },
    against: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [messages = 0, rate = 0, seed = 0, windowSeconds = 0] = [values.messages, values.rate, values.seed, values.window].map(Number);
  console.log(`seed ${seed}: ${messages} messages, at most ${rate} a second`);
  const own = values.against === undefined ? await startProduct({ inspect: true }) : undefined;
  const { SIGHTLINE_FEED_TOKEN: feedToken = '', SIGHTLINE_DEMO_PASSWORD: password = '' } = process.env;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    const report = await fuzz({ ...(own ?? { url: values.against ?? '', feedToken, password }), messages, rate, seed, windowSeconds, inspector: own?.inspector(), end: stop.signal, say: (line) => console.error(`  ${line}`) });
    console.log(reportText(report));
    return isKept(report) ? 0 : 1;
  } finally {
    await own?.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
