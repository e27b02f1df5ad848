import { strFromU8, unzipSync } from 'fflate';
import bindings from 'gtfs-realtime-bindings';
import { extractText } from 'unpdf';

/** A reply as it can be searched: everything that is in it as text, and its JSON where it is JSON. */
export interface Unpacked {
  readonly text: string;
  readonly json: unknown;
}

export async function unpack(response: Response): Promise<Unpacked> {
  const type = response.headers.get('content-type') ?? '';
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (type.includes('application/zip')) return { text: Object.entries(unzipSync(bytes)).map(([name, inner]) => `${name}\n${strFromU8(inner)}`).join('\n'), json: undefined };
  if (type.includes('application/x-protobuf')) return { text: JSON.stringify(bindings.transit_realtime.FeedMessage.decode(bytes).toJSON()), json: undefined };
  if (type.includes('application/pdf')) return { text: (await extractText(bytes, { mergePages: true })).text, json: undefined };
  const text = new TextDecoder().decode(bytes);
  return { text, json: /^application\/(problem\+)?json/.test(type) ? (JSON.parse(text) as unknown) : undefined };
}

/** The rows of a CSV as JSON again: the column `a.b` is the field `a.b` of an item. */
export function rowsOf(csv: string): Record<string, unknown>[] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain = '', end] of csv.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') lines.push([]);
  }
  const [columns = [], ...rows] = lines.filter((line) => line.length > 1 || line[0] !== '');
  return rows.map((cells) => Object.fromEntries(columns.map((column, at) => [column, valueIn(cells[at] ?? '')])));
}

const valueIn = (cell: string): unknown => {
  if (/^[[{]/.test(cell)) return JSON.parse(cell) as unknown;
  if (cell === '') return null;
  return cell !== '' && Number.isFinite(Number(cell)) ? Number(cell) : cell;
};
