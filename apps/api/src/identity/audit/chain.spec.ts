import * as fc from 'fast-check';
import type { ChainedRecord } from './chain.js';
import { ChainWalk, chainBegins, sealOf } from './chain.js';

const key = 'a key that is not in the database';

function chain(details: readonly unknown[]): ChainedRecord[] {
  let before = chainBegins.seal;
  return details.map((detail, index) => {
    const record = { place: index + 1, at: new Date(1_700_000_000_000 + index).toISOString(), accountId: null, action: 'refused', detail };
    before = sealOf(key, before, record);
    return { ...record, seal: before };
  });
}
function walk(records: readonly ChainedRecord[], by = key): ChainWalk {
  const found = new ChainWalk(by);
  for (const record of records) found.step(record);
  return found;
}
const details = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 2, maxLength: 40 });

describe('[ID-13] the chain of the audit', () => {
  it('holds as it was written, whatever order the fields of a detail are kept in', () => {
    fc.assert(
      fc.property(details, (all) => {
        const turned = chain(all).map((record) => ({ ...record, detail: Object.fromEntries(Object.entries(record.detail as object).reverse()) }));
        expect(walk(turned).faults).toEqual([]);
      }),
    );
  });

  it('finds any one record that was changed, and says which', () => {
    fc.assert(
      fc.property(details, fc.nat(), fc.constantFrom('detail', 'action', 'at', 'accountId', 'seal'), (all, at, field) => {
        const records = chain(all);
        const place = at % records.length;
        const forged = { detail: { forged: true }, action: 'signed-in', at: '2020-01-01T00:00:00.000Z', accountId: 'somebody', seal: Buffer.alloc(32, 7) }[field];
        const found = walk(records.map((record, index) => (index === place ? { ...record, [field]: forged } : record)));
        expect(found.faults[0]).toEqual({ place: place + 1, fault: 'changed' });
      }),
    );
  });

  it('finds any record that was taken out of its middle', () => {
    fc.assert(
      fc.property(details, fc.nat(), (all, at) => {
        const records = chain(all);
        const place = at % (records.length - 1);
        expect(walk(records.filter((_, index) => index !== place)).faults).toContainEqual({ place: place + 1, fault: 'missing' });
      }),
    );
  });

  it('cannot be made anew without the key, and shows by its head what was cut off the end', () => {
    const records = chain([{ a: 1 }, { b: 2 }, { c: 3 }]);
    expect(walk(records, 'another key').faults).toHaveLength(3);
    expect(walk(records.slice(0, 2)).head).not.toBe(walk(records).head);
  });

  it('tells of a gap in one word, however wide somebody made it', () => {
    const records = chain([{ a: 1 }, { b: 2 }, { c: 3 }]).map((record) => (record.place === 3 ? { ...record, place: Number.MAX_SAFE_INTEGER } : record));
    expect(walk(records).faults).toEqual([{ place: 3, fault: 'missing', upTo: Number.MAX_SAFE_INTEGER - 1 }]);
  });

  it('counts what it cannot tell one by one', () => {
    const found = walk(chain(Array.from({ length: 3_000 }, (_, n) => ({ n }))), 'a key that was lost');
    expect([found.faulty, found.faults.length]).toEqual([3_000, 1_000]);
  });
});
