import { parse } from 'csv-parse/sync';
import type { RecordedFix } from '@sightline/domain';
import * as z from 'zod';

const optionalNumber = z
  .string()
  .transform((text) => (text.trim() === '' ? undefined : Number(text)))
  .pipe(z.number().optional());
const number = z.string().min(1).pipe(z.coerce.number());

const row = z.object({
  vehicle_id: z.string().min(1),
  trip_id: z.string().min(1),
  start_date: z.string().regex(/^\d{8}$/),
  timestamp: number,
  latitude: number,
  longitude: number,
  bearing: optionalNumber,
  speed_mps: optionalNumber,
});

/** A line of a recording that cannot be read. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}

/** Reads recorded positions: vehicle_id, trip_id, start_date, timestamp (epoch seconds), latitude, longitude, bearing, speed_mps. */
export function readPositions(content: Buffer): RecordedFix[] {
  const rows = parse(content, { bom: true, columns: true, skip_empty_lines: true });
  return rows.map((cells, index) => {
    const { data, error } = row.safeParse(cells);
    if (!data) throw new RecordingError(`Line ${index + 2}: ${error.issues[0]?.path.join('.') ?? ''} is not as it should be.`);
    return {
      vehicleId: data.vehicle_id,
      tripId: data.trip_id,
      startDate: data.start_date,
      at: data.timestamp * 1000,
      latitude: data.latitude,
      longitude: data.longitude,
      bearing: data.bearing,
      speed: data.speed_mps,
    };
  });
}
