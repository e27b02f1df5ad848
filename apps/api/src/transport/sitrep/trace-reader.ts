import { Injectable } from '@nestjs/common';
import { readTrace, traceSpan, weekOf } from '@sightline/domain';
import type { Run, TraceEvidence, TraceFix } from '@sightline/domain';
import { Database } from '../../database/database.js';

const select = `
  SELECT wanted.run_ref, extract(epoch FROM p.recorded_at) * 1000 AS at, p.latitude, p.longitude
  FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[]) AS wanted (run_ref, vehicle_ref, since, until)
  JOIN position p ON p.vehicle_ref = wanted.vehicle_ref AND p.recorded_at BETWEEN wanted.since AND wanted.until
  WHERE p.recorded_at BETWEEN $5 AND $6 AND (p.run_ref IS NULL OR p.run_ref = wanted.run_ref OR p.recorded_at <= wanted.until - interval '25 minutes')
  ORDER BY wanted.run_ref, p.recorded_at`;

/** Runs looked at in one go. */
const atOnce = 25;
/** The first look comes when what was on its way at the end of a run is in. */
const firstLook = 20_000;
/** The second one, when a trace had holes or a report was not borne out, when a bus that was claimed to be there has truly come. */
const secondLook = 30 * 60_000;

interface Wanted {
  readonly run: Run;
  readonly dueAt: number;
  readonly isSecond: boolean;
}

/** Reads the traces of runs that have ended: beside the engine, so that nobody waits for it. */
@Injectable()
export class TraceReader {
  private readonly wanted = new Map<string, Wanted>();
  private readonly found = new Map<string, { readonly run: Run; readonly evidence: TraceEvidence }>();
  private reading = false;

  constructor(private readonly database: Database) {}

  /** A run whose end was recorded. Nothing is looked for where no vehicle is known: nothing is there. */
  want(run: Run, now: number): void {
    const runRef = run.plan.runRef;
    if (run.vehicleRef === undefined) this.found.set(runRef, { run, evidence: readTrace(run, []) });
    else this.wanted.set(runRef, { run, dueAt: Math.min(now, run.completedAt ?? now) + firstLook, isSecond: false });
  }

  /** Whether a run of a week waits for its first look. */
  awaits(week: string): boolean {
    for (const { run, isSecond } of this.wanted.values()) if (!isSecond && weekOf(run.plan.serviceDate) === week) return true;
    for (const { run } of this.found.values()) if (weekOf(run.plan.serviceDate) === week) return true;
    return false;
  }

  /** What was found since it was last asked, by run. */
  take(): (readonly [Run, TraceEvidence])[] {
    const taken = [...this.found.values()].map(({ run, evidence }) => [run, evidence] as const);
    this.found.clear();
    return taken;
  }

  clear(): void {
    this.wanted.clear();
    this.found.clear();
  }

  /** Looks at some of the runs that are due, if it is not looking already. */
  look(now: number): void {
    if (this.reading) return;
    const due: Wanted[] = [];
    for (const wanted of this.wanted.values()) {
      if (wanted.dueAt <= now) due.push(wanted);
      if (due.length >= atOnce) break;
    }
    if (due.length === 0) return;
    this.reading = true;
    this.read(due, now).then(
      () => (this.reading = false),
      // The database is away: they are looked at when it is back.
      () => (this.reading = false),
    );
  }

  private async read(due: readonly Wanted[], now: number): Promise<void> {
    const spans = due.map(({ run }) => traceSpan(run));
    const rows = await this.database.query<{ run_ref: string; at: string; latitude: number; longitude: number }>(select, [
      due.map(({ run }) => run.plan.runRef),
      due.map(({ run }) => run.vehicleRef),
      spans.map(({ from }) => new Date(from)),
      spans.map(({ until }) => new Date(until)),
      new Date(Math.min(...spans.map(({ from }) => from))),
      new Date(Math.max(...spans.map(({ until }) => until))),
    ]);
    const traces = Map.groupBy(rows, ({ run_ref }) => run_ref);
    for (const wanted of due) {
      const { run, isSecond } = wanted;
      const fixes = (traces.get(run.plan.runRef) ?? []).map(({ at, latitude, longitude }): TraceFix => ({ at: Number(at), latitude, longitude }));
      const evidence = readTrace(run, fixes);
      // Told anew meanwhile, it is looked at again by itself.
      if (this.wanted.get(run.plan.runRef) !== wanted) continue;
      this.wanted.delete(run.plan.runRef);
      this.found.set(run.plan.runRef, { run, evidence });
      const isWhole = evidence.coverage > 0.98 && evidence.claims.every(({ verdict }) => verdict === 'agrees');
      const again = (run.completedAt ?? run.plan.endsAt) + secondLook;
      if (!isSecond && !isWhole && again > now) this.wanted.set(run.plan.runRef, { run, dueAt: again, isSecond: true });
    }
  }
}
