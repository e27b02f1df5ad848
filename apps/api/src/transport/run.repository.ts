import { Injectable } from '@nestjs/common';
import type { FleetDraft, PathShelf, Run, RunFact } from '@sightline/domain';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { pathIdOf, progressOf, runOf } from './run-rows.js';
import type { CallRow, ConditionRow, MessageRow, RunRow } from './run-rows.js';

const savePaths = `
  INSERT INTO run_path (path_id, line) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`;

const saveRuns = `
  INSERT INTO run (run_ref, route_ref, trip_ref, service_date, direction, operator_ref, school_ref, starts_at, ends_at, path_id, state,
    vehicle_ref, driver_ref, assistant_ref, substitute, started_at, completed_at, lateness_seconds, progress)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (run_ref text, route_ref text, trip_ref text, service_date date, direction text,
    operator_ref text, school_ref text, starts_at timestamptz, ends_at timestamptz, path_id text, state text, vehicle_ref text,
    driver_ref text, assistant_ref text, substitute boolean, started_at timestamptz, completed_at timestamptz, lateness_seconds integer, progress jsonb)
  ON CONFLICT (run_ref) DO UPDATE SET (route_ref, trip_ref, service_date, direction, operator_ref, school_ref, starts_at, ends_at, path_id, state,
    vehicle_ref, driver_ref, assistant_ref, substitute, started_at, completed_at, lateness_seconds, progress)
  = (excluded.route_ref, excluded.trip_ref, excluded.service_date, excluded.direction, excluded.operator_ref, excluded.school_ref, excluded.starts_at,
    excluded.ends_at, excluded.path_id, excluded.state, excluded.vehicle_ref, excluded.driver_ref, excluded.assistant_ref, excluded.substitute,
    excluded.started_at, excluded.completed_at, excluded.lateness_seconds, excluded.progress)`;

/** A plan that came again of a run that memory does not hold: what has become of the run meanwhile stays. */
const saveUnheldRuns = saveRuns
  .replace('excluded.state,', "CASE WHEN excluded.state = 'scheduled' THEN run.state ELSE excluded.state END,")
  .replace('excluded.vehicle_ref', 'coalesce(excluded.vehicle_ref, run.vehicle_ref)')
  .replace('excluded.driver_ref', 'coalesce(excluded.driver_ref, run.driver_ref)')
  .replace('excluded.assistant_ref', 'coalesce(excluded.assistant_ref, run.assistant_ref)')
  .replace('excluded.progress', "CASE WHEN excluded.state = 'scheduled' THEN run.progress || jsonb_build_object('standing', excluded.progress -> 'standing') ELSE excluded.progress END");

/** Only runs that have not begun: the disk may know more than whoever took them away. */
const withdrawRuns = `DELETE FROM run WHERE run_ref = ANY ($1) AND state = 'scheduled'`;

const saveCalls = `
  INSERT INTO stop_call (run_ref, sequence, stop_ref, name, latitude, longitude, scheduled_at, arrived_at, departed_at)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (run_ref text, sequence integer, stop_ref text, name text, latitude float8, longitude float8,
    scheduled_at timestamptz, arrived_at timestamptz, departed_at timestamptz)
  ON CONFLICT (run_ref, sequence) DO UPDATE SET (stop_ref, name, latitude, longitude, scheduled_at, arrived_at, departed_at)
  = (excluded.stop_ref, excluded.name, excluded.latitude, excluded.longitude, excluded.scheduled_at, excluded.arrived_at, excluded.departed_at)`;

const saveMessages = `
  INSERT INTO run_message (run_ref, message_ref, at, author, audience, words)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (run_ref text, message_ref text, at timestamptz, author text, audience text, words text)
  ON CONFLICT DO NOTHING`;

/** A plan that was sent again may have fewer calls. */
const dropCalls = `
  DELETE FROM stop_call USING jsonb_to_recordset($1::jsonb) AS row (run_ref text, sequences integer[])
  WHERE stop_call.run_ref = row.run_ref AND stop_call.sequence <> ALL (row.sequences)`;

const saveTimes = `
  UPDATE stop_call SET arrived_at = row.arrived_at, departed_at = row.departed_at
  FROM jsonb_to_recordset($1::jsonb) AS row (run_ref text, sequence integer, arrived_at timestamptz, departed_at timestamptz)
  WHERE stop_call.run_ref = row.run_ref AND stop_call.sequence = row.sequence`;

const saveConditions = `
  INSERT INTO run_condition (run_ref, condition, since, until)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (run_ref text, condition text, since timestamptz, until timestamptz)
  ON CONFLICT (run_ref, condition, since) DO UPDATE SET until = excluded.until`;

const selectRuns = `
  SELECT run_ref, route_ref, trip_ref, to_char(service_date, 'YYYY-MM-DD') AS service_date, direction, operator_ref, school_ref, starts_at, ends_at,
    line, state, vehicle_ref, driver_ref, assistant_ref, substitute, started_at, completed_at, lateness_seconds, progress
  FROM run LEFT JOIN run_path USING (path_id)`;
const whereDates = 'WHERE service_date BETWEEN $1 AND $2';

const at = (moment: number | undefined): string | null => (moment === undefined ? null : new Date(moment).toISOString());

/** Runs that are put together at a time: a day's at once would hold up the live stream for as long as that takes. */
const portion = 50;

/** Runs, their calls and their conditions in PostgreSQL. */
@Injectable()
export class RunRepository {
  constructor(private readonly database: Database) {}

  /** The runs of some service dates, from one to another inclusive. */
  async ofDates(from: string, until: string, shelf: PathShelf): Promise<Run[]> {
    const runs = await this.database.query<RunRow>(`${selectRuns} ${whereDates} ORDER BY starts_at, run_ref`, [from, until]);
    return this.withCalls(runs, shelf);
  }

  async ofRefs(runRefs: readonly string[], shelf: PathShelf): Promise<Run[]> {
    return this.withCalls(await this.database.query<RunRow>(`${selectRuns} WHERE run_ref = ANY ($1)`, [runRefs]), shelf);
  }

  async ofRef(runRef: string, shelf: PathShelf): Promise<Run | undefined> {
    return (await this.ofRefs([runRef], shelf))[0];
  }

  private async withCalls(rows: readonly RunRow[], shelf: PathShelf): Promise<Run[]> {
    const runs: Run[] = [];
    for (let first = 0; first < rows.length; first += portion) runs.push(...(await this.someWithCalls(rows.slice(first, first + portion), shelf)));
    return runs;
  }

  private async someWithCalls(runs: readonly RunRow[], shelf: PathShelf): Promise<Run[]> {
    const refs = runs.map(({ run_ref }) => run_ref);
    const calls = Map.groupBy(await this.database.query<CallRow>('SELECT * FROM stop_call WHERE run_ref = ANY ($1)', [refs]), ({ run_ref }) => run_ref);
    const open = 'SELECT * FROM run_condition WHERE until IS NULL AND run_ref = ANY ($1) ORDER BY since';
    const conditions = Map.groupBy(await this.database.query<ConditionRow>(open, [refs]), ({ run_ref }) => run_ref);
    const said = 'SELECT * FROM run_message WHERE run_ref = ANY ($1) ORDER BY at, message_ref';
    const messages = Map.groupBy(await this.database.query<MessageRow>(said, [refs]), ({ run_ref }) => run_ref);
    return runs.flatMap((row) => runOf(row, calls.get(row.run_ref) ?? [], conditions.get(row.run_ref) ?? [], messages.get(row.run_ref) ?? [], shelf) ?? []);
  }

  /** Writes down what the facts of a draft speak of, as it stands at the end of the draft. */
  async save(tx: Transaction, draft: FleetDraft): Promise<void> {
    const { facts } = draft;
    if (facts.length === 0) return;
    const refs = new Set(facts.filter(({ kind }) => kind === 'planned' || kind === 'changed').map(({ runRef }) => runRef));
    const runs = [...refs].flatMap((ref) => draft.runs.get(ref) ?? []);
    const planned = new Set(facts.filter(({ kind }) => kind === 'planned').map(({ runRef }) => runRef));
    const plans = [...planned].flatMap((ref) => draft.runs.get(ref) ?? []);
    const unheld = new Set(facts.flatMap((fact) => (fact.kind === 'planned' && fact.unheld === true ? [fact.runRef] : [])));
    const withdrawn = facts.flatMap(({ kind, runRef }) => (kind === 'withdrawn' ? [runRef] : []));
    if (withdrawn.length > 0) await tx.query(withdrawRuns, [withdrawn]);
    await this.savePaths(tx, plans);
    await this.saveRuns(tx, runs.filter(({ plan }) => !unheld.has(plan.runRef)), saveRuns);
    await this.saveRuns(tx, runs.filter(({ plan }) => unheld.has(plan.runRef)), saveUnheldRuns);
    await this.savePlans(tx, plans);
    await this.saveTimes(tx, draft, facts.filter((fact) => !planned.has(fact.runRef)));
    await this.saveConditions(tx, facts);
    await this.saveMessages(tx, facts);
  }

  private async savePaths(tx: Transaction, runs: readonly Run[]): Promise<void> {
    const lines = [...new Set(runs.flatMap(({ plan }) => plan.line ?? []))];
    if (lines.length > 0) await tx.query(savePaths, [lines.map(idOf), lines]);
  }

  private async saveRuns(tx: Transaction, runs: readonly Run[], statement: string): Promise<void> {
    if (runs.length === 0) return;
    const rows = runs.map((run) => ({
      run_ref: run.plan.runRef,
      route_ref: run.plan.routeRef,
      trip_ref: run.plan.tripRef,
      service_date: run.plan.serviceDate,
      direction: run.plan.direction,
      operator_ref: run.plan.operatorRef,
      school_ref: run.plan.schoolRef,
      starts_at: at(run.plan.startsAt),
      ends_at: at(run.plan.endsAt),
      path_id: run.plan.line === undefined ? null : idOf(run.plan.line),
      state: run.state,
      vehicle_ref: run.vehicleRef,
      driver_ref: run.driverRef,
      assistant_ref: run.assistantRef,
      substitute: run.substitute,
      started_at: at(run.startedAt),
      completed_at: at(run.completedAt),
      lateness_seconds: run.latenessSeconds,
      progress: progressOf(run),
    }));
    await tx.query(statement, [JSON.stringify(rows)]);
  }

  private async savePlans(tx: Transaction, runs: readonly Run[]): Promise<void> {
    if (runs.length === 0) return;
    const rows = runs.flatMap(({ plan, calls }) =>
      plan.calls.map((call, index) => ({
        run_ref: plan.runRef,
        sequence: call.sequence,
        stop_ref: call.stopRef,
        name: call.name,
        latitude: call.latitude,
        longitude: call.longitude,
        scheduled_at: at(call.scheduledAt),
        arrived_at: at(calls[index]?.arrivedAt),
        departed_at: at(calls[index]?.departedAt),
      })),
    );
    await tx.query(saveCalls, [JSON.stringify(rows)]);
    await tx.query(dropCalls, [JSON.stringify(runs.map(({ plan }) => ({ run_ref: plan.runRef, sequences: plan.calls.map(({ sequence }) => sequence) })))]);
  }

  private async saveTimes(tx: Transaction, draft: FleetDraft, facts: readonly RunFact[]): Promise<void> {
    const rows = new Map<string, object>();
    for (const fact of facts) {
      if (fact.kind !== 'called') continue;
      const run = draft.runs.get(fact.runRef);
      const { arrivedAt, departedAt } = run?.calls[fact.index] ?? {};
      const sequence = run?.plan.calls[fact.index]?.sequence;
      rows.set(`${fact.runRef}\n${fact.index}`, { run_ref: fact.runRef, sequence, arrived_at: at(arrivedAt), departed_at: at(departedAt) });
    }
    if (rows.size > 0) await tx.query(saveTimes, [JSON.stringify([...rows.values()])]);
  }

  private async saveMessages(tx: Transaction, facts: readonly RunFact[]): Promise<void> {
    const rows = facts.flatMap((fact) => {
      if (fact.kind !== 'message') return [];
      const { messageRef, by, audience, words } = fact.message;
      return [{ run_ref: fact.runRef, message_ref: messageRef, at: at(fact.message.at), author: by, audience, words }];
    });
    if (rows.length > 0) await tx.query(saveMessages, [JSON.stringify(rows)]);
  }

  private async saveConditions(tx: Transaction, facts: readonly RunFact[]): Promise<void> {
    const rows = new Map<string, object>();
    for (const fact of facts) {
      if (fact.kind !== 'condition') continue;
      const { condition, since } = fact.condition;
      const row = { run_ref: fact.runRef, condition, since: at(since), until: at(fact.until) };
      rows.set(`${fact.runRef}\n${condition}\n${since}`, row);
    }
    if (rows.size > 0) await tx.query(saveConditions, [JSON.stringify([...rows.values()])]);
  }
}

/** Hashing a line is dear, and its runs are written at every stop. */
const knownIds = new Map<string, string>();
function idOf(line: string): string {
  const known = knownIds.get(line);
  if (known !== undefined) return known;
  const id = pathIdOf(line);
  if (knownIds.size > 5000) knownIds.clear();
  knownIds.set(line, id);
  return id;
}

