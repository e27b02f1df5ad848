import { setImmediate } from 'node:timers/promises';
import { deviceRequest, eventSchemas } from '@sightline/contracts';
import type { CsvKind, EventType, ImportColumn, ImportProblem } from '@sightline/contracts';
import { columnOf, keyIn, readHeader, readRow, valueAt } from '@sightline/domain';
import type { ReadHeader } from '@sightline/domain';
import type { CsvTable } from './csv-file.js';
import { eventOf, isPersonal, kindOf } from './csv-kinds.js';
import type { Known } from './csv-kinds.js';

/** A row that passed its contract: an event that is to be, or a device. */
export interface GoodRow {
  readonly index: number;
  readonly line: number;
  readonly key: string;
  readonly type: EventType | 'device';
  readonly data: Known;
}

/** A row that did not, with what is wrong with it in words. */
export interface BadRow {
  readonly index: number;
  readonly problems: readonly ImportProblem[];
}

/** The event loop is given back after so many rows. */
const breath = 100;
const longestEcho = 100;

/** What stands in a cell may be told again, unless it may be about a person. */
function echo(kind: CsvKind, column: ImportColumn | undefined, text: string): string {
  if (text === '') return '';
  return isPersonal(kind, column) ? '•••' : text.slice(0, longestEcho);
}

/** Reads rows one by one over what is known of their records. */
export class CsvRows {
  readonly header: ReadHeader;

  constructor(
    private readonly kind: CsvKind,
    private readonly table: CsvTable,
  ) {
    this.header = readHeader(kindOf(kind), table.header);
  }

  async *read(known: ReadonlyMap<string, Known>): AsyncGenerator<GoodRow | BadRow> {
    const lines = new Map<string, number>();
    for (const [index, cells] of this.table.rows.entries()) {
      if (index % breath === breath - 1) await setImmediate();
      const key = keyIn(kindOf(this.kind), this.header.places, cells);
      const line = this.table.lines[index] ?? index + 2;
      const before = key === '' ? undefined : lines.get(key);
      if (before === undefined) {
        if (key !== '') lines.set(key, line);
        yield this.one(index, line, key, cells, known.get(key));
      } else yield this.bad(index, [{ column: this.keyColumn?.name ?? '', reason: `is in line ${before} already` }], cells);
    }
  }

  bad(index: number, problems: readonly { readonly column: string; readonly reason: string }[], cells = this.table.rows[index] ?? []): BadRow {
    const line = this.table.lines[index] ?? index + 2;
    return {
      index,
      problems: problems.map(({ column, reason }) => {
        const place = this.header.places.findIndex((each) => each?.name === column);
        return { line, column, value: echo(this.kind, this.header.places[place], (cells[place] ?? '').trim()), reason };
      }),
    };
  }

  /** A rejected row as it came, with its line and what is wrong with it: to be corrected and sent again. */
  asItCame({ index, problems }: BadRow): Record<string, string | number> {
    const cells = this.table.rows[index] ?? [];
    const row = Object.fromEntries(this.table.header.map((name, place) => [name, cells[place] ?? '']));
    return { ...row, line: this.table.lines[index] ?? 0, problem: problems.map(({ column, reason }) => (column === '' ? reason : `${column} ${reason}`)).join('; ') };
  }

  private get keyColumn(): ImportColumn | undefined {
    return kindOf(this.kind).columns.find(({ path }) => path === kindOf(this.kind).key);
  }

  private one(index: number, line: number, key: string, cells: readonly string[], known: Known | undefined): GoodRow | BadRow {
    const kind = kindOf(this.kind);
    const { data, problems } = readRow(kind, this.header.places, cells, known);
    const meant = meantBy(this.kind, data);
    if ('problem' in meant) return this.bad(index, [...problems, meant.problem], cells);
    const { type, record } = meant;
    const schema = type === 'device' ? deviceRequest : eventSchemas[type];
    const read = schema.safeParse(record);
    const told = new Set(problems.map(({ column }) => column));
    const all = [...problems];
    for (const { path, message } of read.error?.issues ?? []) {
      const column = columnOf(kind, path.map(String).join('.'));
      const name = column?.name ?? '';
      if (told.has(name)) continue;
      told.add(name);
      const isMissing = column !== undefined && valueAt(record, column.path) === undefined;
      all.push({ column: name, reason: isMissing && type !== 'device' ? 'is needed: nothing is known of it yet' : message });
    }
    if (all.length > 0 || !read.success) return this.bad(index, all, cells);
    return { index, line, key, type, data: read.data };
  }
}

/** What a record becomes. */
function meantBy(kind: CsvKind, record: Known): Meant {
  if (kind === 'assignments') return assignmentIn(record);
  return { type: kind === 'devices' ? 'device' : eventOf[kind], record };
}

type Meant = { readonly problem: { readonly column: string; readonly reason: string } } | { readonly type: EventType | 'device'; readonly record: Known };

/** A row of assignments is of one run, or of a route; never of both. */
function assignmentIn({ runRef, routeRef, direction, weekdays, from, until, ...crew }: Known): Meant {
  if ((runRef === undefined) === (routeRef === undefined)) return { problem: { column: 'route_ref', reason: 'is needed, or run_ref is: one of the two' } };
  if (routeRef !== undefined) return { type: 'route.assigned', record: { routeRef, direction, weekdays, from, until, ...crew } };
  if (direction !== undefined || weekdays !== undefined || from !== undefined || until !== undefined) return { problem: { column: 'run_ref', reason: 'names one run, so direction, weekdays, from and until must be empty' } };
  if (Object.keys(crew).length === 0) return { problem: { column: 'vehicle_ref', reason: 'is needed, or driver_ref or assistant_ref is' } };
  return { type: 'run.assigned', record: { runRef, ...crew } };
}

