/** Devices are heard a little before and after their run. */
const around = { before: '1 hour', after: '3 hours' };

/**
 * Sets the fixes of runs that are held back aside before their day goes: `heldSql` is the schedule's query of what is held,
 * `from` the partition that is to go [KEEP-5].
 */
export const keptPositions = (heldSql: string) => (from: string): string => `
  INSERT INTO kept_position (kept_for_run, vehicle_ref, recorded_at, run_ref, latitude, longitude, bearing, speed, accuracy)
  SELECT DISTINCT ON (r.run_ref, p.vehicle_ref, p.recorded_at) r.run_ref, p.vehicle_ref, p.recorded_at, p.run_ref, p.latitude, p.longitude, p.bearing, p.speed, p.accuracy
    FROM (${heldSql}) h JOIN run r ON h.kind = 'run' AND r.run_ref = h.ref
    JOIN ${from} p ON p.vehicle_ref = coalesce(r.vehicle_ref, r.progress #>> '{track,fix,vehicleRef}')
     AND p.recorded_at BETWEEN least(r.starts_at, coalesce(r.started_at, r.starts_at)) - interval '${around.before}' AND greatest(r.ends_at, coalesce(r.completed_at, r.ends_at)) + interval '${around.after}'
     AND (p.run_ref IS NULL OR p.run_ref = r.run_ref)
  ON CONFLICT DO NOTHING`;
