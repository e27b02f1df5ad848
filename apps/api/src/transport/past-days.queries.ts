import { Injectable } from '@nestjs/common';
import type { Direction } from '@sightline/contracts';
import type { PastRun, Span } from '@sightline/domain';
import { Database } from '../database/database.js';

interface PastRow {
  run_ref: string;
  service_date: string;
  direction: Direction;
  operator_ref: string | null;
  school_ref: string | null;
  starts_at: Date;
  ends_at: Date;
  started_at: Date | null;
  completed_at: Date | null;
  arrived_at: Date | null;
  cancelled_at: number | null;
}
interface SpanRow {
  run_ref: string;
  condition: string;
  since: Date;
  until: Date | null;
}

const selectDates = `
  SELECT to_char(service_date, 'YYYY-MM-DD') AS date FROM run WHERE service_date = ANY ($1::date[]) AND direction IS NOT NULL AND (state = 'completed' OR started_at IS NOT NULL)
  GROUP BY service_date ORDER BY service_date DESC LIMIT $2`;
const selectRuns = `
  SELECT run_ref, to_char(service_date, 'YYYY-MM-DD') AS service_date, direction, operator_ref, school_ref, starts_at, ends_at, started_at,
    CASE WHEN state = 'completed' THEN completed_at END AS completed_at,
    CASE WHEN state = 'cancelled' THEN coalesce((progress -> 'cancellation' ->> 'at')::float8, extract(epoch FROM starts_at) * 1000) END AS cancelled_at,
    (SELECT arrived_at FROM stop_call WHERE stop_call.run_ref = run.run_ref ORDER BY sequence DESC LIMIT 1) AS arrived_at
  FROM run WHERE service_date = ANY ($1::date[]) AND direction IS NOT NULL`;
const selectSpans = `
  SELECT run_ref, condition, since, until FROM run_condition JOIN run USING (run_ref)
  WHERE service_date = ANY ($1::date[]) AND condition IN ('late', 'signal-lost')`;

/** A condition that nobody saw end is over so long after the run should be. */
const forgottenAfter = 4 * 3_600_000;

/** Reads how the sessions of past days went, from the runs themselves: there is no second record of it. */
@Injectable()
export class PastDayQueries {
  constructor(private readonly database: Database) {}

  /** The newest days among some dates on which runs were operated, at most so many, the newest first: each with its runs. */
  async runsOf(dates: readonly string[], most: number): Promise<ReadonlyMap<string, readonly PastRun[]>> {
    const operated = (await this.database.query<{ date: string }>(selectDates, [dates, most])).map(({ date }) => date);
    if (operated.length === 0) return new Map();
    const rows = await this.database.query<PastRow>(selectRuns, [operated]);
    const spans = Map.groupBy(await this.database.query<SpanRow>(selectSpans, [operated]), ({ run_ref }) => run_ref);
    const days = new Map<string, PastRun[]>(operated.map((date) => [date, []]));
    for (const row of rows) days.get(row.service_date)?.push(pastRun(row, spans.get(row.run_ref) ?? []));
    return days;
  }
}

function pastRun(row: PastRow, spans: readonly SpanRow[]): PastRun {
  const endsAt = row.ends_at.getTime();
  const completedAt = row.completed_at?.getTime() ?? undefined;
  const spansOf = (condition: string): Span[] =>
    spans.filter((span) => span.condition === condition).map(({ since, until }) => ({ from: since.getTime(), until: until?.getTime() ?? completedAt ?? endsAt + forgottenAfter }));
  return {
    direction: row.direction,
    operatorRef: row.operator_ref ?? undefined,
    schoolRef: row.school_ref ?? undefined,
    startsAt: row.starts_at.getTime(),
    endsAt,
    startedAt: row.started_at?.getTime() ?? undefined,
    completedAt,
    arrivedAt: row.arrived_at?.getTime() ?? undefined,
    cancelledAt: row.cancelled_at ?? undefined,
    late: spansOf('late'),
    silent: spansOf('signal-lost'),
  };
}
