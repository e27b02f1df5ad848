import fc from 'fast-check';
import { doubles, instants } from './binary-arrays.js';

/** Reads what PostgreSQL would: the values of a one-dimensional array of 8-byte elements. */
function read(buffer: Buffer, of: (at: number) => number): (number | undefined)[] {
  const values: (number | undefined)[] = [];
  for (let at = 20; at < buffer.length; ) {
    const length = buffer.readInt32BE(at);
    at += 4;
    values.push(length === -1 ? undefined : of(at));
    at += Math.max(length, 0);
  }
  return values;
}
const header = (buffer: Buffer): number[] => [0, 4, 8, 12, 16].map((at) => buffer.readInt32BE(at));
const since2000 = Date.UTC(2000, 0, 1);

describe('binary arrays', () => {
  it('hold every number exactly, and null where there is none', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ noNaN: true }), { nil: undefined })), (values) => {
        const buffer = doubles(values);
        expect(header(buffer)).toEqual([1, values.includes(undefined) ? 1 : 0, 701, values.length, 1]);
        expect(read(buffer, (at) => buffer.readDoubleBE(at))).toEqual(values);
      }),
    );
  });

  it('hold every moment, to the microsecond, before and after 2000', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: Date.UTC(1800, 0, 1), max: Date.UTC(2300, 0, 1) })), (moments) => {
        const buffer = instants(moments);
        expect(header(buffer)).toEqual([1, 0, 1184, moments.length, 1]);
        expect(read(buffer, (at) => Number(buffer.readBigInt64BE(at) / 1000n) + since2000)).toEqual(moments);
      }),
    );
  });
});
