import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { minute } from './clock.ts';
import { Door, DoorRefused } from './door.ts';
import type { Truth } from './event.ts';
import { World } from './world.ts';

const help = `Plays an invented council into a Sightline that runs as a demonstration: a city's school
run, its office's cases, an improvement plan and a contact centre, at the speed of life.

  node tools/simulator/main.ts [--url http://127.0.0.1:3000] [--routes 600] [--seed 1]

  --url ADDRESS     where Sightline listens (http://127.0.0.1:3000)
  --routes N        how many routes, 1 to 2000 (600)
  --seed N          another seed makes another city (1)
  --interval N      seconds between two fixes of a vehicle (10)
  --weeks N         school runs of so many past weeks are told, too (3)
  --trouble N       how many times as often as usual something goes wrong (1)
  --truth FILE      writes what really happened, one JSON object a line
  --help

The token of the door is read from SIGHTLINE_FEED_TOKEN.

Without a server, as fast as it can:
  --from INSTANT    begin then, such as 2026-11-10T08:00:00Z
  --minutes N       and go on for so long (30)
  --out FILE        write the events there, one a line
`;

const say = (words: string): void => {
  process.stdout.write(`Demonstration: ${words}\n`);
};

function fail(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(2);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        url: { type: 'string', default: 'http://127.0.0.1:3000' },
        routes: { type: 'string', default: '600' },
        seed: { type: 'string', default: '1' },
        interval: { type: 'string', default: '10' },
        weeks: { type: 'string', default: '3' },
        trouble: { type: 'string', default: '1' },
        truth: { type: 'string' },
        from: { type: 'string' },
        minutes: { type: 'string', default: '30' },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : 'These options do not fit.'} See --help.`);
  }
}

function wholeNumber(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high) fail(`--${name} must be a whole number from ${low} to ${high}.`);
  return value;
}

const options = readOptions();
if (options.help) {
  process.stdout.write(help);
  process.exit(0);
}
const from = options.from === undefined ? Date.now() : Date.parse(options.from);
if (Number.isNaN(from)) fail('--from must be an instant, such as 2026-11-10T08:00:00Z.');
const truthFile = options.truth === undefined ? undefined : createWriteStream(options.truth);
const common = {
  seed: wholeNumber('seed', options.seed, 0, 1_000_000),
  routes: wholeNumber('routes', options.routes, 1, 2000),
  trouble: wholeNumber('trouble', options.trouble, 1, 10),
  interval: wholeNumber('interval', options.interval, 1, 600) * 1000,
  ...(truthFile === undefined ? {} : { truth: (line: Truth) => void truthFile.write(`${JSON.stringify(line)}\n`) }),
};

if (options.out === undefined) await playLive(options.url);
else await writeOut(options.out, wholeNumber('minutes', options.minutes, 1, 2880));

/** Event time: everything at once, without a server. */
async function writeOut(file: string, minutes: number): Promise<void> {
  const world = new World({ ...common, from });
  const out = createWriteStream(file);
  let count = 0;
  const write = async (events: readonly object[]): Promise<void> => {
    count += events.length;
    const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    if (!out.write(text)) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  };
  for (const { events } of world.opening()) await write(events);
  for (let passed = 1; passed <= minutes; passed++) await write(world.until(from + passed * minute));
  await new Promise<void>((resolve) => out.end(resolve));
  if (truthFile !== undefined) await new Promise<void>((resolve) => truthFile.end(resolve));
  say(`wrote ${count} events to ${file}.`);
}

async function playLive(url: string): Promise<void> {
  const token = process.env['SIGHTLINE_FEED_TOKEN'];
  if (token === undefined || token === '') fail('SIGHTLINE_FEED_TOKEN is not set: the simulator has nothing to show at the door.');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  // Whoever started us with a channel has died: nobody is left to stop us.
  process.once('disconnect', () => stop.abort());
  process.channel?.unref();
  const door = new Door(url, token, say);
  const world = new World({ ...common, from, pastWeeks: wholeNumber('weeks', options.weeks, 0, 26) });
  const tell = async (): Promise<void> => {
    for (const { title, events } of world.opening()) {
      await door.history(events);
      say(`sent ${title}.`);
    }
    say('all of the past is in; the day goes on.');
    tidyMemory();
  };
  void tell();
  let told = Date.now();
  try {
    while (!stop.signal.aborted) {
      const more = await door.flush(stop.signal);
      const now = Date.now();
      door.live(world.until(now));
      if (now - told > 10 * minute) {
        told = now;
        tidyMemory();
        say(`so far ${door.sent.accepted} taken, ${door.sent.duplicates} known already, ${door.sent.rejected} rejected.`);
      }
      await new Promise((resolve) => setTimeout(resolve, more ? 0 : 500));
    }
  } catch (error) {
    if (error instanceof DoorRefused) fail(error.message);
    throw error;
  } finally {
    truthFile?.end();
  }
}

/** Telling the past takes much memory, and a day little: gives back what V8 would keep in case of more. */
function tidyMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
