import { strToU8, zipSync } from 'fflate';
import { readArchive } from './archive.js';
import { RecordingError, readPositions } from './positions-csv.js';

const tablesOf = (files: Record<string, string>): ReturnType<typeof readArchive> => readArchive(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));

describe('a GTFS archive', () => {
  it('is read whatever editor wrote it: byte order mark, quoted commas and newlines, Windows line ends, a folder around it', () => {
    const tables = tablesOf({ 'feed/stops.txt': '\uFEFFstop_id,stop_name ,stop_lat\r\nA,"Mill Lane, by the ""Green""",52\r\nB,"Two\nlines",53\r\nC,Short\r\n', 'feed/readme.md': 'not read' });
    if ('problems' in tables) throw new Error('it can be read');
    expect([...tables.keys()]).toEqual(['stops.txt']);
    const stops = tables.get('stops.txt');
    expect(stops?.header).toEqual(['stop_id', 'stop_name', 'stop_lat']);
    expect(stops?.rows).toEqual([['A', 'Mill Lane, by the "Green"', '52'], ['B', 'Two\nlines', '53'], ['C', 'Short']]);
    expect(stops?.lines.at(-1)).toBe(5);
  });

  it('that is none, is broken, or holds a very large nothing is refused', () => {
    const reasonOf = (bytes: Uint8Array): string => {
      const read = readArchive(bytes);
      return 'problems' in read ? (read.problems[0]?.reason ?? '') : '';
    };
    expect(reasonOf(strToU8('no zip'))).toContain('no zip archive');
    expect(reasonOf(zipSync({ 'stops.txt': strToU8('stop_id\nA') }).subarray(0, 40))).toContain('broken zip archive');
    expect(reasonOf(zipSync({ 'stops.txt': strToU8('stop_id\n"A') }))).toContain('is no CSV');
    expect(reasonOf(zipSync({ 'stops.txt': strToU8('') }))).toBe('is empty');
    const huge = Buffer.from(zipSync({ 'stop_times.txt': strToU8('trip_id') }));
    // The size that the directory at the end of the archive tells of its file.
    huge.writeUInt32LE(401 * 2 ** 20, huge.indexOf('PK\u0001\u0002') + 24);
    expect(reasonOf(huge)).toContain('larger than 400 MB');
    const large = Buffer.from(zipSync({ 'stop_times.txt': new Uint8Array(60 * 2 ** 20) }));
    expect(reasonOf(large)).toContain('times its size');
    const lying = Buffer.from(zipSync({ 'stops.txt': strToU8('stop_id\nA') }));
    lying.writeUInt32LE(3, lying.indexOf('PK\u0001\u0002') + 24);
    expect(reasonOf(lying)).toContain('not of the size');
    expect(reasonOf(zipSync({ '../stops.txt': strToU8('stop_id\nA') }))).toContain('leads out');
  });
});

describe('a recording', () => {
  const header = 'vehicle_id,trip_id,start_date,timestamp,latitude,longitude,bearing,speed_mps';

  it('may leave bearing and speed out', () => {
    expect(readPositions(Buffer.from(`${header}\nV,T,20260216,1771257491,38.98,-77.09,,7.6\n`))).toEqual([
      { vehicleId: 'V', tripId: 'T', startDate: '20260216', at: 1_771_257_491_000, latitude: 38.98, longitude: -77.09, bearing: undefined, speed: 7.6 },
    ]);
  });

  it('says which line cannot be read', () => {
    expect(() => readPositions(Buffer.from(`${header}\nV,T,20260216,1771257491,38.98,-77.09,,\nV,T,16/02/2026,1771257491,38.98,-77.09,,\n`))).toThrow(new RecordingError('Line 3: start_date is not as it should be.'));
  });
});
