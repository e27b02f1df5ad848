import { BenchCity } from './city.ts';
import { DoorSender } from './door.ts';
import { interleaved, ratiosOf } from './harness.ts';
import type { Bench, BenchOptions, Measurement } from './harness.ts';
import { PlainSql } from './plain-sql.ts';
import { startProduct } from '../product/product.ts';

const rowsEach = 1000;
const batchesEach = 60;
const connections = 4;

/**
 * (a) Positions of 600 assigned runs through the HTTP door (parsed, validated, matched to their paths, stored, and
 * acknowledged after the commit) against the same rows straight into a table of the same shape.
 */
export const ingest: Bench = {
  name: 'ingest',
  title: 'Ingest: 600 assigned runs through the door, against plain SQL',
  run: async (options) => {
    const product = await startProduct();
    try {
      return await measure(product, options);
    } finally {
      await product.stop();
    }
  },
};

async function measure(product: Awaited<ReturnType<typeof startProduct>>, { pairs, say }: BenchOptions): Promise<Measurement[]> {
  const city = new BenchCity(Date.now(), (pairs + 1) * batchesEach * rowsEach);
  const plain = new PlainSql(product.databaseUrl);
  await plain.open();
  const door = new DoorSender(product, connections);
  try {
    for (const events of chunks(city.schedule(), 200)) await door.sendAll([bodyOf(events)], events.length);
    const rate = (seconds: number): number => (rowsEach * batchesEach) / seconds;
    const batches = () => Array.from({ length: batchesEach }, () => city.next(rowsEach));
    const through = async (): Promise<number> => {
      // Made ready beforehand: what a sender does to make its bodies is not the product's work.
      const bodies = batches().map((fixes) => bodyOf(fixes.map((fix) => city.asEvent(fix))));
      const result = rate(await door.sendAll(bodies, rowsEach));
      say(`Sightline ${Math.round(result).toLocaleString('en-GB')} rows/s`);
      return result;
    };
    const straight = (how: 'insert' | 'copy') => async (): Promise<number> => {
      await plain.clear();
      const result = rate(await plain[how](yardstickRows()));
      say(`${how} ${Math.round(result).toLocaleString('en-GB')} rows/s`);
      return result;
    };
    const yardstickRows = () => {
      const other = new BenchCity(Date.now(), batchesEach * rowsEach);
      return Array.from({ length: batchesEach }, () => other.next(rowsEach));
    };
    // Once each uncounted: a server that runs all day is compiled and warm.
    await through();
    await straight('insert')();
    await straight('copy')();
    const { sightline, unnest, copy } = await interleaved(pairs, { sightline: through, unnest: straight('insert'), copy: straight('copy') });
    const product_ = { name: 'door', unit: 'rows/s', values: sightline };
    return [
      { ratio: 'ingestVsUnnest', what: 'ingest vs INSERT … unnest', product: product_, yardstick: { name: 'unnest', unit: 'rows/s', values: unnest }, ratios: ratiosOf(sightline, unnest), target: 0.5 },
      { ratio: 'ingestVsCopy', what: 'ingest vs COPY', product: product_, yardstick: { name: 'COPY', unit: 'rows/s', values: copy }, ratios: ratiosOf(sightline, copy), target: 0 },
    ];
  } finally {
    door.close();
    await plain.close();
  }
}

const bodyOf = (events: readonly object[]): Buffer => Buffer.from(JSON.stringify(events));

function* chunks<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}
