import type { Device, FieldProblem } from '@sightline/contracts';
import type { Incoming, Refused } from '../engine/decider.js';
import { readData } from './event-reader.js';

/** One fix as a device tells it, in our units: degrees, metres, metres a second, epoch milliseconds. */
export interface Fix {
  readonly latitude: unknown;
  readonly longitude: unknown;
  /** `undefined` where the device sent something that is no time. */
  readonly recordedAt: number | undefined;
  readonly bearing?: number | undefined;
  readonly speedMetresPerSecond?: number | undefined;
  readonly accuracyMetres?: number | undefined;
}

/** A guide's phone moves with whatever vehicle the guide is on: until that is known it counts as one of its own. */
const vehicleOf = (device: Device): string => device.vehicleRef ?? `assistant:${device.assistantRef ?? ''}`;

/** A device's fix as an event: its source is the device, its id the time of the fix, so that sending again changes nothing. */
export function fixEvent(device: Device, fix: Fix, receivedAt: number): Incoming | Refused {
  const source = `device:${device.name}`;
  const type = 'vehicle.positioned';
  const recordedAt = instantOf(fix.recordedAt);
  if (recordedAt === undefined) return { source, type, receivedAt, problems: [problem('data.recordedAt', 'is not a time')] };
  const read = readData(type, {
    vehicleRef: vehicleOf(device),
    latitude: fix.latitude,
    longitude: fix.longitude,
    recordedAt,
    // Devices say "unknown" with a negative number, and round a full turn up.
    ...known('bearing', fix.bearing === 360 ? 0 : fix.bearing),
    ...known('speedMetresPerSecond', fix.speedMetresPerSecond),
    ...known('accuracyMetres', fix.accuracyMetres),
  });
  if (read.problems) return { source, id: recordedAt, type, receivedAt, problems: read.problems };
  return { source, id: recordedAt, type: read.type, data: read.data, receivedAt };
}

const problem = (path: string, message: string): FieldProblem => ({ path, message });

const known = (name: string, value: number | undefined): Record<string, number> =>
  value !== undefined && Number.isFinite(value) && value >= 0 ? { [name]: value } : {};

function instantOf(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined) return undefined;
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 1 ? undefined : date.toISOString();
}

/** A number out of a query, a form or JSON; `undefined` for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
}
