import { Batches, batchOf, encode } from './frame.js';

/** Reads a frame as RFC 6455 § 5.2 has it. */
function payloadOf(bytes: Buffer): string {
  expect(bytes.readUInt8(0)).toBe(0x81);
  const short = bytes.readUInt8(1);
  const [length, start] = short < 126 ? [short, 2] : short === 126 ? [bytes.readUInt16BE(2), 4] : [Number(bytes.readBigUInt64BE(2)), 10];
  expect(bytes.length).toBe(start + length);
  return bytes.toString('utf8', start);
}

describe('frames [LIVE-5]', () => {
  it.each([0, 90, 120, 65_500, 65_530, 200_000])('are websocket text frames whatever their length (%i)', (length) => {
    const message = { words: 'é'.repeat(length / 2), more: 'x'.repeat(length / 2) };
    const frame = encode('delta', message);
    expect(payloadOf(frame.bytes)).toBe(`42${JSON.stringify(['delta', message])}`);
    expect(frame.packet).toBe(`2${JSON.stringify(['delta', message])}`);
  });

  it('of a tick are put together once for all who are sent the same', () => {
    const [a, b] = [encode('delta', 1), encode('heartbeat', 2)];
    const batches = new Batches();
    expect(batches.of([a]).bytes).toBe(a.bytes);
    expect(batches.of([a, b])).toBe(batches.of([a, b]));
    expect(batches.of([a, b]).bytes).toEqual(Buffer.concat([a.bytes, b.bytes]));
    expect(batches.of([b, a]).bytes).toEqual(batchOf([b, a]).bytes);
  });
});
