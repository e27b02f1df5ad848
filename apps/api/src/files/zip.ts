import { crc32, inflateRawSync } from 'node:zlib';

/** What a zip may hold: a small one can hold a very large nothing. Bytes. */
export interface ZipLimits {
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly entryBytes: number;
  readonly entries: number;
  /** Times its size that a file may unpack to, from so many bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
}
const zipLimits: ZipLimits = { packedBytes: 100 * 2 ** 20, unpackedBytes: 400 * 2 ** 20, entryBytes: 250 * 2 ** 20, entries: 1000, ratio: 200, ratioFrom: 10 * 2 ** 20 };

/** Why an archive, or one file of it, is not read; a sentence without its subject. */
export class ZipError extends Error {
  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(reason);
  }
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

const signatures = { end: 0x06054b50, central: 0x02014b50, local: 0x04034b50 } as const;
const endBytes = 22;
const longestComment = 65_535;
const inZip64 = 0xffffffff;
const broken = (): ZipError => new ZipError('', 'is a broken zip archive: it ends before its contents do');

/**
 * Unpacks the wanted files of a zip archive, in memory. Nothing that the archive says of itself is believed: sizes are
 * limits that are enforced while unpacking, and contents are checked against their sums. Source: APPNOTE.TXT 6.3.10.
 */
export function unzip(bytes: Uint8Array, isWanted: (name: string) => boolean, limits = zipLimits): Map<string, Buffer> {
  if (bytes.length > limits.packedBytes) throw new ZipError('', `is larger than ${limits.packedBytes / 2 ** 20} MB`);
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directoryOf(zip, limits);
  for (const { name } of entries) if (isUnsafe(name)) throw new ZipError('', 'holds a file whose name leads out of the archive');
  const wanted = entries.filter(({ name }) => !name.endsWith('/') && isWanted(name));
  const total = wanted.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (total > limits.unpackedBytes) throw new ZipError('', `would be larger than ${limits.unpackedBytes / 2 ** 20} MB unpacked`);
  const files = new Map<string, Buffer>();
  for (const entry of wanted) {
    if (files.has(entry.name)) throw new ZipError(entry.name, 'is there twice in the archive');
    files.set(entry.name, contentOf(zip, entry, limits));
  }
  return files;
}

const isUnsafe = (name: string): boolean => name.includes('\\') || name.includes('\0') || name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..');

function directoryOf(zip: Buffer, limits: ZipLimits): Entry[] {
  const end = endOf(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > limits.entries) throw new ZipError('', `holds more than ${limits.entries} files`);
  let at = zip.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== signatures.central) throw broken();
    const nameBytes = zip.readUInt16LE(at + 28);
    const next = at + 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const entry = {
      name: zip.toString('utf8', at + 46, at + 46 + nameBytes),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packed: zip.readUInt32LE(at + 20),
      unpacked: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    };
    if ([entry.packed, entry.unpacked, entry.offset].includes(inZip64)) throw new ZipError('', 'is a zip archive of the large kind (zip64), which is not read');
    entries.push(entry);
    at = next;
  }
  return entries;
}

/** Where the record at the end of the archive lies; a comment may follow it. */
function endOf(zip: Buffer): number {
  if (zip.length === 0) throw new ZipError('', 'is empty');
  if (zip.length < 4 || zip.readUInt16LE(0) !== 0x4b50) throw new ZipError('', 'is no zip archive');
  for (let at = zip.length - endBytes; at >= Math.max(0, zip.length - endBytes - longestComment); at--) if (zip.readUInt32LE(at) === signatures.end) return at;
  throw broken();
}

function contentOf(zip: Buffer, entry: Entry, limits: ZipLimits): Buffer {
  const { name, flags, method, packed, unpacked, offset } = entry;
  if ((flags & 1) !== 0) throw new ZipError(name, 'is encrypted');
  if (method !== 0 && method !== 8) throw new ZipError(name, 'is packed in a way that is not read; pack it anew as an ordinary zip');
  if (unpacked > limits.entryBytes) throw new ZipError(name, `would be larger than ${limits.entryBytes / 2 ** 20} MB unpacked`);
  if (unpacked > limits.ratioFrom && unpacked > packed * limits.ratio) throw new ZipError(name, `would unpack to more than ${limits.ratio} times its size`);
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== signatures.local) throw broken();
  const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  if (start + packed > zip.length) throw broken();
  const content = method === 0 ? zip.subarray(start, start + packed) : inflated(zip.subarray(start, start + packed), name, unpacked);
  if (content.length !== unpacked) throw new ZipError(name, 'is not of the size that the archive says');
  if (crc32(content) !== entry.crc) throw new ZipError(name, 'is damaged: its contents do not match their sum');
  return content;
}

function inflated(packed: Buffer, name: string, unpacked: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, unpacked) });
  } catch (error) {
    const isLarger = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new ZipError(name, isLarger ? 'is not of the size that the archive says' : 'is damaged and cannot be unpacked');
  }
}
