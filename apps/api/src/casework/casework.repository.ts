import { Injectable } from '@nestjs/common';
import type { EventData } from '@sightline/contracts';
import type { CaseEvent, CaseRecord, Due, LiveCase } from '@sightline/domain';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';

export type TeamRecord = EventData<'team.upserted'>;
export interface StoredCase {
  readonly record: CaseRecord;
  readonly changedAt: number;
  /** As its clocks fell due when it was written. */
  readonly dues: readonly Due[] | null;
}
export interface Stored {
  readonly cases: readonly StoredCase[];
  readonly waiting: readonly CaseEvent[];
  readonly teams: readonly TeamRecord[];
}

/** The columns of a case with their types and the names that the record has for them. */
const columns = [
  ['case_ref', 'text', 'caseRef'],
  ['case_type', 'text', 'caseType'],
  ['first_stage', 'text', 'firstStage'],
  ['stage', 'text', 'stage'],
  ['channel', 'text', 'channel'],
  ['service_area', 'text', 'serviceArea'],
  ['received_date', 'date', 'receivedDate'],
  ['acknowledged_date', 'date', 'acknowledgedDate'],
  ['reason', 'text', 'reason'],
  ['owner_ref', 'text', 'ownerRef'],
  ['subject_ref', 'text', 'subjectRef'],
  ['contact_ref', 'text', 'contactRef'],
  ['sla_days', 'integer', 'slaDays'],
  ['dates', 'jsonb', 'dates'],
  ['state', 'text', 'state'],
  ['closed_date', 'date', 'closedDate'],
  ['outcome', 'text', 'outcome'],
  ['facts', 'jsonb', 'facts'],
  ['source', 'text', 'source'],
] as const satisfies readonly (readonly [string, string, keyof CaseRecord])[];

const names = columns.map(([column]) => column);
const typed = columns.map(([, type, field]) => `"${field}" ${type}`).join(', ');
const fields = columns.map(([, , field]) => `"${field}"`).join(', ');
const writeCases = `
  INSERT INTO casework_case (${names.join(', ')}, changed_at, dues)
  SELECT ${fields}, "changedAt", dues FROM jsonb_to_recordset($1::jsonb) AS one (${typed}, "changedAt" timestamptz, dues jsonb)
  ON CONFLICT (case_ref) DO UPDATE SET ${[...names.slice(1), 'changed_at', 'dues'].map((column) => `${column} = EXCLUDED.${column}`).join(', ')}`;
const readCases = `
  SELECT ${columns.map(([column, type, field]) => `${column}${type === 'date' ? '::text' : ''} AS "${field}"`).join(', ')}, changed_at AS "changedAt", dues FROM casework_case`;

/** Cases, events that wait for theirs, and teams. */
@Injectable()
export class CaseworkRepository {
  constructor(private readonly database: Database) {}

  async load(): Promise<Stored> {
    const rows = await this.database.query<Record<string, unknown> & { changedAt: Date; dues: readonly Due[] | null }>(readCases);
    const waiting = await this.database.query<CaseEvent>('SELECT type, data FROM casework_waiting ORDER BY seq');
    const teams = await this.database.query<TeamRecord>(
      `SELECT team_ref AS "teamRef", name, filled_posts AS "filledPosts", vacant_posts AS "vacantPosts", case_types AS "caseTypes" FROM casework_team ORDER BY team_ref`,
    );
    return { cases: rows.map(({ changedAt, dues, ...row }) => ({ record: withoutNulls(row), changedAt: changedAt.getTime(), dues })), waiting, teams };
  }

  async writeCases(tx: Transaction, cases: readonly LiveCase[]): Promise<void> {
    if (cases.length === 0) return;
    const rows = cases.map(({ record, changedAt, timing }) => ({ ...record, changedAt: new Date(changedAt), dues: timing.dues }));
    await tx.query(writeCases, [JSON.stringify(rows)]);
  }

  async writeWaiting(tx: Transaction, added: readonly CaseEvent[], attached: readonly string[]): Promise<void> {
    if (attached.length > 0) await tx.query('DELETE FROM casework_waiting WHERE case_ref = ANY ($1)', [attached]);
    if (added.length === 0) return;
    const rows = added.map(({ type, data }) => ({ case_ref: data.caseRef, type, data }));
    await tx.query(
      'INSERT INTO casework_waiting (case_ref, type, data) SELECT case_ref, type, data FROM jsonb_to_recordset($1::jsonb) AS one (case_ref text, type text, data jsonb)',
      [JSON.stringify(rows)],
    );
  }

  async writeTeams(tx: Transaction, teams: readonly TeamRecord[]): Promise<void> {
    if (teams.length === 0) return;
    await tx.query(
      `INSERT INTO casework_team (team_ref, name, filled_posts, vacant_posts, case_types)
       SELECT "teamRef", name, "filledPosts", "vacantPosts", "caseTypes"
         FROM jsonb_to_recordset($1::jsonb) AS one ("teamRef" text, name text, "filledPosts" double precision, "vacantPosts" double precision, "caseTypes" text[])
       ON CONFLICT (team_ref) DO UPDATE SET name = EXCLUDED.name, filled_posts = EXCLUDED.filled_posts, vacant_posts = EXCLUDED.vacant_posts, case_types = EXCLUDED.case_types`,
      [JSON.stringify(teams)],
    );
  }
}

function withoutNulls(row: Record<string, unknown>): CaseRecord {
  for (const [name, value] of Object.entries(row)) if (value === null) Reflect.deleteProperty(row, name);
  return row as unknown as CaseRecord;
}
