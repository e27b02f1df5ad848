import { Injectable } from '@nestjs/common';
import type { EventData } from '@sightline/contracts';
import { Database } from '../database/database.js';

interface PositionRow {
  vehicle_ref: string;
  recorded_at: Date;
  run_ref: string | null;
  latitude: number;
  longitude: number;
  bearing: number | null;
  speed: number | null;
  accuracy: number | null;
}

const select = 'SELECT p.vehicle_ref, p.recorded_at, p.run_ref, p.latitude, p.longitude, p.bearing, p.speed, p.accuracy FROM position p';
/** With the fixes of runs that are held back, which outlive their day. */
const everKept = `(SELECT vehicle_ref, recorded_at, run_ref, latitude, longitude, bearing, speed, accuracy FROM position WHERE vehicle_ref = $1 AND recorded_at BETWEEN to_timestamp($2::float8 / 1000) AND to_timestamp($3::float8 / 1000)
  UNION SELECT vehicle_ref, recorded_at, run_ref, latitude, longitude, bearing, speed, accuracy FROM kept_position WHERE vehicle_ref = $1 AND recorded_at BETWEEN to_timestamp($2::float8 / 1000) AND to_timestamp($3::float8 / 1000))`;
const mostFixes = 20_000;

const positionOf = (row: PositionRow): EventData<'vehicle.positioned'> => ({
  vehicleRef: row.vehicle_ref,
  recordedAt: row.recorded_at.toISOString(),
  latitude: row.latitude,
  longitude: row.longitude,
  runRef: row.run_ref ?? undefined,
  bearing: row.bearing ?? undefined,
  speedMetresPerSecond: row.speed ?? undefined,
  accuracyMetres: row.accuracy ?? undefined,
});

/** Reads the history of positions. */
@Injectable()
export class PositionQueries {
  constructor(private readonly database: Database) {}

  /** Fixes of vehicles since a moment each (epoch milliseconds), in order of time. */
  async since(moments: ReadonlyMap<string, number>): Promise<EventData<'vehicle.positioned'>[]> {
    const earliest = Math.min(...moments.values());
    const rows = await this.database.query<PositionRow>(
      `${select} JOIN unnest($1::text[], $2::float8[]) AS wanted (vehicle_ref, since) ON p.vehicle_ref = wanted.vehicle_ref
        AND p.recorded_at > to_timestamp(wanted.since / 1000)
       WHERE p.recorded_at > to_timestamp($3::float8 / 1000) ORDER BY p.recorded_at`,
      [[...moments.keys()], [...moments.values()], earliest],
    );
    return rows.map(positionOf);
  }

  /** Fixes of a vehicle between two moments, in order of time. */
  async between(vehicleRef: string, from: number, until: number): Promise<EventData<'vehicle.positioned'>[]> {
    const rows = await this.database.query<PositionRow>(
      `SELECT * FROM ${everKept} p ORDER BY p.recorded_at LIMIT ${mostFixes}`,
      [vehicleRef, from, until],
    );
    return rows.map(positionOf);
  }
}
