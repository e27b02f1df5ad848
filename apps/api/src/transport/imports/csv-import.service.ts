import { Injectable } from '@nestjs/common';
import { importLimits } from '@sightline/contracts';
import type { CsvKind, ImportReply } from '@sightline/contracts';
import { sameRecord } from '@sightline/domain';
import type { Incoming, Outcome } from '../../engine/decider.js';
import { Engine } from '../../engine/engine.js';
import { FeedGate } from '../../engine/feed-gate.js';
import { Sealing } from '../../engine/sealing.js';
import { Devices } from '../../identity/devices.repository.js';
import type { Principal } from '../../identity/principal.js';
import { Planner } from '../gtfs/planner.service.js';
import { readCsv } from './csv-file.js';
import { kindOf, referencesOf } from './csv-kinds.js';
import type { Known } from './csv-kinds.js';
import { CsvRows } from './csv-rows.js';
import type { BadRow, GoodRow } from './csv-rows.js';
import type { JobResult, Progress } from '../../files/import-jobs.js';
import { KnownRecords } from './known-records.js';

export interface CsvOptions {
  readonly kind: CsvKind;
  readonly preview: boolean;
  readonly principal: Principal;
  readonly importId: string;
}

/** Rows that are stored at a time. */
const portion = 200;

interface Work {
  readonly options: CsvOptions;
  readonly rows: CsvRows;
  readonly good: (GoodRow & { readonly isNew: boolean })[];
  readonly bad: BadRow[];
  readonly reply: ImportReply;
}

/** Takes a CSV: good rows go in, the others are told by line and column. The same file again changes nothing. */
@Injectable()
export class CsvImport {
  constructor(
    private readonly engine: Engine,
    private readonly gate: FeedGate,
    private readonly records: KnownRecords,
    private readonly devices: Devices,
    private readonly planner: Planner,
    private readonly sealing: Sealing,
  ) {}

  async take(bytes: Uint8Array<ArrayBuffer>, options: CsvOptions, progress: Progress): Promise<JobResult> {
    progress.step('reading the file');
    const { kind, preview } = options;
    const reply: ImportReply = { preview, added: 0, changed: 0, unchanged: 0, rejected: [], warnings: [] };
    const table = await readCsv(bytes);
    if ('kind' in table) return { reply: { ...reply, rejected: [{ line: table.line, column: '', value: '', reason: table.reason }] }, rejects: [] };
    const rows = new CsvRows(kind, table);
    if (rows.header.problems.length > 0) return { reply: { ...reply, rejected: rows.header.problems.map(({ column, reason }) => ({ line: 1, column, value: '', reason })) }, rejects: [] };
    const work: Work = { options, rows, good: [], bad: [], reply };
    progress.step('checking rows', table.rows.length);
    await this.check(work, progress);
    this.warn(work);
    if (!preview) await this.store(work, progress);
    return resultOf(work);
  }

  /** Sorts the rows into good, bad and those that change nothing. */
  private async check({ options: { kind }, rows, good, bad, reply }: Work, progress: Progress): Promise<void> {
    const known = this.records.of(kind);
    const devices = kind === 'devices' ? await this.deviceNames() : undefined;
    const read: GoodRow[] = [];
    for await (const row of rows.read(known)) {
      progress.advance(1);
      if ('problems' in row) bad.push(row);
      // What is held is sealed, and so is what it is compared with.
      else read.push({ ...row, data: this.sealing.data(row.type, row.data) });
    }
    const crews = await this.records.crews(read.flatMap(({ type, data }) => (type === 'run.assigned' ? [String(data['runRef'])] : [])));
    for (const row of read) {
      const before = row.type === 'device' ? devices?.get(row.key) : this.before(row, known, crews);
      const isSame = before !== undefined && sameRecord(row.type === 'run.assigned' ? { ...before, ...row.data } : row.data, before);
      if (isSame) reply.unchanged += 1;
      else if (row.type === 'device' && before !== undefined) bad.push(rows.bad(row.index, [{ column: 'name', reason: 'is the name of a device for something else: remove that one first' }]));
      else {
        good.push({ ...row, isNew: before === undefined });
        if (before === undefined) reply.added += 1;
        else reply.changed += 1;
      }
    }
  }

  private before({ type, key, data }: GoodRow, known: ReadonlyMap<string, Known>, crews: ReadonlyMap<string, Known>): Known | undefined {
    if (type === 'run.assigned') return crews.get(String(data['runRef']));
    if (type !== 'route.assigned') return known.get(key);
    const scope = ({ direction, weekdays, from, until }: Known): object => ({ direction, weekdays, from, until });
    return this.records.assignmentsOf(String(data['routeRef'])).find((each) => sameRecord(scope(each), scope(data)));
  }

  private async deviceNames(): Promise<Map<string, Known>> {
    const devices = new Map<string, Known>();
    for (let after = ''; ; ) {
      const page = await this.devices.list(1000, after);
      for (const { name, vehicleRef, assistantRef } of page) devices.set(name, { name, ...(vehicleRef !== undefined && { vehicleRef }), ...(assistantRef !== undefined && { assistantRef }) });
      const last = page.at(-1);
      if (page.length < 1000 || last === undefined) return devices;
      after = last.name;
    }
  }

  /** What is taken as it is, and may not be meant: headings that are not read, and names of what is not known yet. */
  private warn({ options: { kind }, rows, good, reply }: Work): void {
    const warnings = (reply.warnings ??= []);
    if (rows.header.unknown.length > 0) warnings.push(`Not read, because no column is called so: ${rows.header.unknown.map((name) => `“${name.slice(0, 40)}”`).join(', ')}.`);
    for (const [field, others] of Object.entries(referencesOf[kind] ?? {})) {
      const unknown = good.filter(({ data }) => [data[field]].flat().some((ref) => typeof ref === 'string' && !this.records.has(others, ref)));
      const column = kindOf(kind).columns.find(({ path }) => path === field);
      if (unknown.length > 0) warnings.push(`${unknown.length} ${unknown.length === 1 ? 'row names' : 'rows name'} in ${column?.name ?? field} what is not known yet, first in line ${unknown[0]?.line ?? 0}. It is kept and joined when that comes.`);
    }
  }

  private async store(work: Work, progress: Progress): Promise<void> {
    const { good, options } = work;
    progress.step('storing rows', good.length);
    if (good.length === 0) return;
    // What a council loads is real data: with it an empty database is decided to be no demonstration.
    await this.gate.admits([{ source: sourceOf(options) }]);
    for (let at = 0; at < good.length; at += portion) {
      const some = good.slice(at, at + portion);
      if (options.kind === 'devices') await this.storeDevices(some, work);
      else await this.storeEvents(some, work);
      progress.advance(some.length);
    }
    // The runs of a timetable belong to the schools that lie at their ends.
    if (options.kind === 'schools') await this.planner.lookAnew();
  }

  private async storeEvents(some: Work['good'], { options, rows, bad, reply }: Work): Promise<void> {
    const { principal, importId } = options;
    const actor = principal.kind === 'account' ? { accountId: principal.accountId, username: principal.username, role: principal.role } : undefined;
    // Each was read by the schema of its type.
    const events = some.map(({ line, type, data }) => ({ source: sourceOf(options), id: `${importId}:${line}`, type, data, receivedAt: Date.now(), ...(actor && { actor }) }) as unknown as Incoming);
    const outcomes: Outcome[] = await this.engine.submit(events);
    outcomes.forEach((outcome, place) => {
      const row = some[place];
      if (outcome.status !== 'rejected' || row === undefined) return;
      bad.push(rows.bad(row.index, outcome.problems.map(({ message }) => ({ column: '', reason: message }))));
      // It was counted before the engine had its say.
      if (row.isNew) reply.added -= 1;
      else reply.changed -= 1;
    });
  }

  private async storeDevices(some: readonly GoodRow[], { rows, bad, reply }: Work): Promise<void> {
    const secrets = (reply.secrets ??= []);
    for (const { index, data } of some) {
      const { name, vehicleRef, assistantRef } = data as { name: string; vehicleRef?: string; assistantRef?: string };
      const secret = await this.devices.add(name, vehicleRef === undefined ? { assistantRef: assistantRef ?? '' } : { vehicleRef });
      if (secret !== undefined) secrets.push({ name, secret });
      else {
        reply.added -= 1;
        bad.push(rows.bad(index, [{ column: 'name', reason: 'is the name of a device already' }]));
      }
    }
  }
}

const sourceOf = ({ principal }: CsvOptions): string => (principal.kind === 'account' ? `person:${principal.username}` : 'import');

function resultOf({ rows, bad, reply }: Work): JobResult {
  bad.sort((a, b) => a.index - b.index);
  const problems = bad.flatMap((row) => row.problems);
  return { reply: { ...reply, rejected: problems.slice(0, importLimits.problems), problems: problems.length }, rejects: bad.map((row) => rows.asItCame(row)) };
}
