import { eastOf, nearestOnPath, northOf } from '../../geometry/index.js';
import { nextCall } from '../lateness.js';
import type { Fix, Run } from '../run.js';
import { posix } from './message.js';
import type { VehiclePositionMessage } from './message.js';
import { tripOf } from './trips.js';

/** A position older than this is not published: milliseconds. Source: transport.md, after the GTFS-Realtime best practices. */
const oldest = 90_000;
/** Beyond this beside its path a vehicle is on a detour: metres. Source: the validator's rule E029. */
export const detourMetres = 200;
/** Beyond this it is outside of what consumers take for the area of the service: metres. Source: E028 (1609 m), with a margin. */
const outsideMetres = 1500;
/** A speed beyond this is taken for an error: metres a second. Source: W004. */
const fastest = 26;
/** From this speed on a vehicle points somewhere: metres a second. */
const moving = 1;

/** A run's vehicle as consumers may be told of it. */
export interface Placed {
  readonly run: Run;
  readonly message: VehiclePositionMessage;
  /** How far beside the path, metres. */
  readonly beside: number;
}

/**
 * The vehicles of running runs that may be published at `now` (epoch milliseconds), each once: of two runs that claim a
 * vehicle the one that it was seen on last.
 */
export function placedVehicles(runs: Iterable<Run>, now: number): Map<string, Placed> {
  const byVehicle = new Map<string, Placed>();
  for (const run of runs) {
    const placed = placedVehicle(run, now);
    if (!placed) continue;
    const other = byVehicle.get(placed.message.vehicle.id);
    if (other === undefined || other.message.timestamp < placed.message.timestamp) byVehicle.set(placed.message.vehicle.id, placed);
  }
  return new Map([...byVehicle.values()].map((placed) => [placed.run.plan.runRef, placed]));
}

function placedVehicle(run: Run, now: number): Placed | undefined {
  const fix = run.track?.fix;
  if (run.state !== 'running' || fix === undefined || now - fix.recordedAt > oldest) return undefined;
  const beside = besideMetres(run, fix);
  if (beside > outsideMetres) return undefined;
  const stands = run.arrived > run.departed;
  const call = run.plan.calls[stands ? run.arrived - 1 : Math.min(nextCall(run), run.plan.calls.length - 1)];
  if (call === undefined) return undefined;
  const isMoving = (fix.speed ?? moving) >= moving;
  return {
    run,
    beside,
    message: {
      trip: tripOf(run),
      vehicle: { id: vehicleIdOf(run, fix) },
      position: {
        latitude: fix.latitude,
        longitude: fix.longitude,
        ...(fix.bearing !== undefined && isMoving && { bearing: fix.bearing }),
        ...(fix.speed !== undefined && fix.speed <= fastest && { speed: fix.speed }),
      },
      currentStopSequence: call.sequence,
      stopId: call.stopRef,
      currentStatus: stands ? 'STOPPED_AT' : 'IN_TRANSIT_TO',
      timestamp: Math.min(posix(fix.recordedAt), posix(now)),
    },
  };
}

/** A guide's phone stands in for a vehicle, and whose phone it is is nobody's business. */
function vehicleIdOf({ plan, vehicleRef }: Run, fix: Fix): string {
  const id = vehicleRef ?? fix.vehicleRef;
  return id.startsWith('assistant:') ? `on:${plan.runRef}` : id;
}

function besideMetres({ plan: { path } }: Run, { latitude, longitude }: Fix): number {
  return nearestOnPath(path, eastOf(path.projection, longitude), northOf(latitude), 0, path.length).beside;
}
