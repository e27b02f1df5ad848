/**
 * PostgreSQL's binary form of one-dimensional arrays: a column of numbers as a parameter. Making and reading numbers as
 * text is a large part of what storing a batch of positions costs, on both sides of the wire. The driver sends a Buffer
 * as it is. Source: PostgreSQL's `array_recv`, `float8recv` and `timestamptz_recv`.
 */

const headerBytes = 20;
const valueBytes = 8;
const float8 = 701;
const timestamptz = 1184;
/** PostgreSQL counts from 2000-01-01, in microseconds. */
const epochMilliseconds = Date.UTC(2000, 0, 1);
const twoTo32 = 2 ** 32;

type Put = (view: DataView, at: number, value: number) => void;

function arrayOf(type: number, values: readonly (number | undefined)[], put: Put): Buffer {
  const present = values.reduce<number>((count, value) => (value === undefined ? count : count + 1), 0);
  const buffer = Buffer.allocUnsafe(headerBytes + values.length * 4 + present * valueBytes);
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  view.setInt32(0, 1);
  view.setInt32(4, present < values.length ? 1 : 0);
  view.setInt32(8, type);
  view.setInt32(12, values.length);
  view.setInt32(16, 1);
  let at = headerBytes;
  for (const value of values) {
    view.setInt32(at, value === undefined ? -1 : valueBytes);
    at += 4;
    if (value === undefined) continue;
    put(view, at, value);
    at += valueBytes;
  }
  return buffer;
}

/** Numbers as `float8[]`; `undefined` is null. */
export const doubles = (values: readonly (number | undefined)[]): Buffer => arrayOf(float8, values, (view, at, value) => view.setFloat64(at, value));

/** Moments in epoch milliseconds as `timestamptz[]`; `undefined` is null. */
export const instants = (values: readonly (number | undefined)[]): Buffer =>
  arrayOf(timestamptz, values, (view, at, value) => {
    const microseconds = Math.round((value - epochMilliseconds) * 1000);
    view.setInt32(at, Math.floor(microseconds / twoTo32));
    view.setUint32(at + 4, microseconds % twoTo32 < 0 ? (microseconds % twoTo32) + twoTo32 : microseconds % twoTo32);
  });
