import { XMLParser } from 'fast-xml-parser';
import type { SheetLook } from './sheet.messages.js';
import { FillColours } from './workbook-fills.js';

/** Files of an unpacked workbook by their paths. */
type Parts = ReadonlyMap<string, Buffer>;
type Xml = Record<string, unknown>;

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, parseTagValue: false, processEntities: true });
const xmlOf = (parts: Parts, path: string): Xml => {
  const content = parts.get(path);
  return content === undefined ? {} : (parser.parse(content.toString('utf8')) as Xml);
};
const listOf = (value: unknown): Xml[] => (value === undefined || value === '' ? [] : Array.isArray(value) ? (value as Xml[]) : [value as Xml]);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** More merged ranges than any plan has are there to cost time: the rest is read as if it were not merged. */
const mostMerges = 5000;

/** Reads of each sheet what the reader of values does not tell: merged cells, fills and hidden rows. Source: ECMA-376, part 1, 18.3 and 18.8. */
export class WorkbookLooks {
  private readonly paths: ReadonlyMap<string, string>;
  private readonly fills: FillColours;

  constructor(private readonly parts: Parts) {
    const targets = new Map(listOf((xmlOf(parts, 'xl/_rels/workbook.xml.rels')['Relationships'] as Xml | undefined)?.['Relationship']).map((each) => [textOf(each['@Id']), textOf(each['@Target'])]));
    const workbook = xmlOf(parts, 'xl/workbook.xml')['workbook'] as Xml | undefined;
    const sheets = listOf((workbook?.['sheets'] as Xml | undefined)?.['sheet']);
    this.paths = new Map(sheets.map((sheet) => [textOf(sheet['@name']), pathOf(targets.get(textOf(sheet['@id'])) ?? '')]));
    const theme = [...parts.keys()].find((path) => /^xl\/theme\/theme\d*\.xml$/.test(path));
    this.fills = FillColours.of(xmlOf(parts, 'xl/styles.xml'), theme === undefined ? {} : xmlOf(parts, theme));
  }

  /** How the first `rows` rows of a sheet look. */
  of(sheet: string, rows: number): SheetLook {
    const look: { merges: [number, number, number, number][]; fills: [number, number, string][]; hidden: number[] } = { merges: [], fills: [], hidden: [] };
    const xml = this.parts.get(this.paths.get(sheet) ?? '')?.toString('utf8') ?? '';
    let row = -1;
    let column = -1;
    // The tags alone, one after the other: a tree of a whole sheet takes many times its memory, and the values are read elsewhere.
    for (const [, tag, attributes = ''] of xml.matchAll(/<(?:\w+:)?(row|c|mergeCell)\b([^<>]*)>/g)) {
      if (tag === 'mergeCell') {
        const range = rangeOf(attributeOf(attributes, 'ref'));
        if (range !== undefined && range[0] < rows && look.merges.length < mostMerges) look.merges.push(range);
      } else if (tag === 'row') {
        row = Number(attributeOf(attributes, 'r') || row + 2) - 1;
        column = -1;
        if (row < rows && /\bhidden="(1|true)"/.test(attributes)) look.hidden.push(row);
      } else {
        const at = cellOf(attributeOf(attributes, 'r'));
        column = at?.column ?? column + 1;
        const fill = row < rows ? this.fills.of(Number(attributeOf(attributes, 's') || 0)) : undefined;
        if (fill !== undefined) look.fills.push([row, column, fill]);
      }
    }
    return look;
  }
}

const pathOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);
const attributeOf = (attributes: string, name: string): string => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';

function cellOf(reference: string): { readonly row: number; readonly column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(reference) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  const column = Array.from(letters, (letter) => letter.charCodeAt(0) - 64).reduce((sum, letter) => sum * 26 + letter, 0) - 1;
  return { row: Number(digits) - 1, column };
}

function rangeOf(reference: string): [number, number, number, number] | undefined {
  const [from, to] = reference.split(':').map(cellOf);
  return from === undefined || to === undefined ? undefined : [from.row, from.column, to.row, to.column];
}
