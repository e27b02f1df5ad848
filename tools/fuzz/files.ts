import { strToU8, zipSync } from 'fflate';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { bent, echo, hostileTexts } from './hostile.ts';
import type { Random } from './random.ts';

/** Made once and kept: a bomb costs its maker time, too. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

const siri = (inside: string, before = '', attributes = ''): string =>
  `<?xml version="1.0"?>${before}<Siri xmlns="http://www.siri.org.uk/siri" version="2.0"${attributes}><ServiceDelivery><ResponseTimestamp>${new Date().toISOString()}</ResponseTimestamp><VehicleMonitoringDelivery>${inside}</VehicleMonitoringDelivery></ServiceDelivery></Siri>`;
const activity = (vehicle: string): string =>
  `<VehicleActivity><RecordedAtTime>${new Date().toISOString()}</RecordedAtTime><MonitoredVehicleJourney><OperatorRef>fuzz</OperatorRef><VehicleRef>${vehicle}</VehicleRef><VehicleLocation><Longitude>-1.9</Longitude><Latitude>52.4</Latitude></VehicleLocation></MonitoredVehicleJourney></VehicleActivity>`;
const laughs = `<!DOCTYPE l [<!ENTITY a "${echo}">${Array.from({ length: 9 }, (_, at) => `<!ENTITY ${String.fromCharCode(98 + at)} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`).join('')}]>`;

const xmls: readonly ((random: Random) => string)[] = [
  (random) => siri(activity(`fuzz-${random.below(12)}`).repeat(1 + random.below(5))),
  (random) => siri(activity(random.pick(hostileTexts))),
  () => siri('<VehicleActivity>&j;</VehicleActivity>', laughs),
  () => siri('&x;', '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://x.invalid/p">%p;]>'),
  () => siri('', '< ! DOCTYPE x>'),
  (random) => siri('<a>'.repeat(random.pick([59, 70, 5000])) + '</a>'.repeat(5000)),
  (random) => siri('', '', ` ${'a'.repeat(random.pick([100, 10_000, 25_000]))}é="1"`),
  (random) => siri('', '', Array.from({ length: random.pick([10, 2000]) }, (_, at) => ` a${at}="${at}"`).join('')),
  (random) => siri('', '', ` a${' '.repeat(random.pick([100, 25_000]))}="1"`),
  (random) => siri('<__proto__><polluted>yes</polluted></__proto__><constructor><prototype>x</prototype></constructor>'.repeat(1 + random.below(3))),
  (random) => siri(`<![CDATA[${'<'.repeat(random.pick([10, 20_000]))}]]>`),
  (random) => siri(`<!--${'-'.repeat(random.pick([10, 20_000]))}`),
  (random) => siri('&lt;'.repeat(random.pick([10, 6000]))),
  (random) => '<'.repeat(random.pick([10, 30_000])),
];

export const xmlOf = (random: Random): Buffer => {
  const bytes = Buffer.from(random.pick(xmls)(random));
  return random.chance(0.3) ? bent(bytes, random) : bytes;
};

/** Protobuf by hand: what no library would write. */
const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) | 0x80);
  }
};
const field = (number: number, content: Buffer, length = content.length): Buffer => Buffer.concat([varint(number * 8 + 2), varint(length), content]);
const float = (number: number, value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([varint(number * 8 + 5), bytes]);
};
const header = (version = '2.0'): Buffer => field(1, Buffer.concat([field(1, Buffer.from(version)), Buffer.from([0x18]), varint(Math.floor(Date.now() / 1000))]));
const position = (latitude: number, longitude: number): Buffer => field(2, Buffer.concat([float(1, latitude), float(2, longitude)]));
const vehicle = (id: string, at: Buffer): Buffer => field(4, Buffer.concat([at, field(8, field(1, Buffer.from(id))), Buffer.from([0x28]), varint(Math.floor(Date.now() / 1000))]));
const entity = (id: string, inside: Buffer): Buffer => field(2, Buffer.concat([field(1, Buffer.from(id)), inside]));

const protobufs: readonly ((random: Random) => Buffer)[] = [
  (random) => Buffer.concat([header(), entity('a', vehicle(`fuzz-${random.below(12)}`, position(52.4, -1.9)))]),
  (random) => Buffer.concat([header(), entity('a', vehicle('fuzz-1', position(random.pick([Number.NaN, Infinity, -Infinity, 1e38]), 0)))]),
  (random) => Buffer.concat([header(random.pick(hostileTexts)), entity(random.pick(hostileTexts), vehicle(random.pick(hostileTexts), position(52, -1)))]),
  (random) => Buffer.concat([header(), field(2, Buffer.from([1, 2, 3]), random.pick([4, 100_000, 2 ** 31, 2 ** 40]))]),
  (random) => Buffer.concat([header(), Buffer.alloc(random.pick([50, 5000, 15_000]), 0x0b)]),
  () => Buffer.concat([header(), Buffer.alloc(11, 0xff)]),
  (random) => Array.from({ length: random.pick([10, 200]) }).reduce<Buffer>((inside) => field(2, inside), Buffer.from([1])),
  (random) => Buffer.concat([header(), ...Array.from({ length: random.pick([5, 300]) }, (_, at) => entity(String(at), vehicle(`fuzz-${at % 12}`, position(52.4, -1.9))))]),
  (random) => random.bytes(random.below(400)),
];

export const protobufOf = (random: Random): Buffer => {
  const bytes = random.pick(protobufs)(random);
  return random.chance(0.3) ? bent(bytes, random) : bytes;
};

/** A body packed in a way that says so: small on the wire, large within. */
const packed = {
  gzip: once(() => gzipSync(Buffer.alloc(50 * 2 ** 20))),
  br: once(() => brotliCompressSync(Buffer.alloc(50 * 2 ** 20))),
  deflate: once(() => deflateSync(Buffer.alloc(50 * 2 ** 20))),
};
export const packings = Object.keys(packed) as (keyof typeof packed)[];
export const packedBomb = (packing: keyof typeof packed): Buffer => packed[packing]();

const csvs: readonly ((random: Random) => string)[] = [
  (random) => `vehicleRef,operatorRef,seats\nfuzz-vehicleRef-${random.below(12)},fuzz-op,${random.pick(['16', '-1', '1e400', 'many', echo])}\n`,
  (random) => `schoolRef,name,latitude,longitude\n${random.pick(hostileTexts)},"${random.pick(hostileTexts)}",52,${random.pick(hostileTexts)}\n`,
  () => `passengerRef,name,postcode\n"never closed,${echo}\n`.repeat(3),
  (random) => `${','.repeat(random.pick([10, 1000, 100_000]))}\n1,2\n`,
  (random) => `a\n${'"'.repeat(random.pick([11, 10_001]))}`,
  () => '__proto__,constructor,toString\n1,2,3\n',
  () => 'vehicleRef,vehicleRef,vehicleRef\na,b,c\n',
  (random) => `vehicleRef;seats\r${'x;1\r'.repeat(random.pick([5, 2000]))}`,
  () => '\uFEFF\n\n\n',
];

const workbook = (sheet: string, more: Record<string, string> = {}): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  }).map(([name, text]) => [name, strToU8(text)])));
const rows = (inside: string): string => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${inside}</sheetData></worksheet>`;
const gtfs = (more: Record<string, Uint8Array>): Uint8Array => zipSync({ 'agency.txt': strToU8('agency_id,agency_name,agency_url,agency_timezone\nA,A,https://a.invalid,Europe/London\n'), 'routes.txt': strToU8('route_id,route_type\nR,3\n'), ...more });

/** Archives; those that cost the server seconds are rare. */
const zips = {
  light: [
    () => workbook(rows('<row r="1"><c r="A1" t="inlineStr"><is><t>Case</t></is></c></row>')),
    () => workbook(rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    () => workbook(`${laughs}${rows('<row r="1"><c r="A1" t="str"><v>&j;</v></c></row>')}`),
    () => workbook(rows('<row r="-1"><c r="A0"><v>NaN</v></c><c r="ZZZZZZ9"><v>1</v></c><c><v/></c></row>')),
    () => workbook(rows('<a>'.repeat(20_000))),
    () => workbook('not xml at all'),
    () => zipSync({ '../../../../tmp/zq.txt': strToU8('x'), 'a/../../b.xml': strToU8('x') }),
    () => zipSync({ 'inner.zip': zipSync({ 'inner.zip': zipSync({ 'stops.txt': strToU8('stop_id\n') }) }) }),
    () => zipSync(Object.fromEntries(Array.from({ length: 1500 }, (_, at) => [`${at}.txt`, new Uint8Array(1)]))),
    () => gtfs({ 'stops.txt': strToU8('stop_id,stop_lat,stop_lon\n"never closed,1,2\n') }),
    () => gtfs({ 'stops.txt': strToU8(`${','.repeat(100_000)}\n`) }),
    () => gtfs({ 'calendar.txt': strToU8('service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nS,1,1,1,1,1,1,1,00000101,99991231\n') }),
  ].map(once),
  heavy: [
    () => zipSync({ 'stop_times.txt': new Uint8Array(60 * 2 ** 20) }),
    () => workbook(rows('<row><c><v>1</v></c></row>'.repeat(300_000))),
    () => workbook(rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), { 'xl/sharedStrings.xml': `<sst>${'<si><t>x</t></si>'.repeat(500_000)}</sst>` }),
  ].map(once),
};

function fileOf(random: Random): Buffer {
  if (random.chance(0.5)) return Buffer.from(random.pick(csvs)(random));
  const zip = Buffer.from(random.pick(random.chance(0.01) ? zips.heavy : zips.light)());
  return random.chance(0.4) ? bent(zip, random) : zip;
}

/** A form with a file, and lies about how many and how they end. */
export function multipartOf(random: Random): { readonly type: string; readonly body: Buffer } {
  const boundary = random.pick(['fuzz-boundary', 'x', '-'.repeat(60), 'a b']);
  const named = random.pick(['file', 'file', 'file', '__proto__', 'constructor', '']);
  const fileName = random.pick(['a.csv', 'cases.xlsx', 'feed.zip', '../../etc/passwd', 'C:\\\\x', 'a"; name="b', '\u0000.csv', 'é'.repeat(200), '__proto__']);
  const part = (inside: Buffer, disposition = `form-data; name="${named}"; filename="${fileName}"`): Buffer => Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: application/octet-stream\r\n\r\n`), inside, Buffer.from('\r\n')]);
  const text = (name: string, value: string): Buffer => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  const end = Buffer.from(`--${boundary}--\r\n`);
  const type = `multipart/form-data; boundary=${boundary}`;
  switch (random.below(10)) {
    case 0:
      return { type: 'multipart/form-data', body: Buffer.concat([part(fileOf(random)), end]) };
    case 1:
      return { type, body: part(fileOf(random)) };
    case 2:
      return { type, body: Buffer.concat([...Array.from({ length: random.pick([3, 11, 2000]) }, (_, at) => text(`f${at}`, 'x')), end]) };
    case 3:
      return { type, body: Buffer.concat([text('profile', random.pick(hostileTexts)), text('__proto__', 'x'), part(fileOf(random)), part(fileOf(random)), end]) };
    case 4:
      return { type, body: Buffer.concat([text('profile', `{"columns":${'['.repeat(2000)}`), part(fileOf(random)), end]) };
    case 5:
      return { type, body: Buffer.concat([Buffer.from(`--${boundary}\r\n${'X-Many: 1\r\n'.repeat(500)}\r\n`), end]) };
    default:
      return { type, body: Buffer.concat([part(fileOf(random)), end]) };
  }
}
