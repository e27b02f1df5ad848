import { encodePolyline } from '@sightline/domain';

export const runCount = 600;
const stopCount = 8;
const stepMetres = 50;
const pathMetres = 16_000;
const metresPerSecond = 9;
const underWaySeconds = 25 * 60;
/** Between two fixes of a vehicle, by the clock of the recording. */
const longestFixSeconds = 2;
const metresPerDegree = 111_320;

interface Fix {
  readonly source: string;
  readonly id: string;
  readonly vehicleRef: string;
  readonly runRef: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly recordedAt: string;
  readonly bearing: number;
  readonly speedMetresPerSecond: number;
}

type Point = readonly [latitude: number, longitude: number];

/** A winding street of its own for each run. */
function pathOf(run: number): Point[] {
  let [latitude, longitude] = [52.4 + (run % 30) * 0.004, -1.9 + Math.floor(run / 30) * 0.006];
  const points: Point[] = [];
  for (let step = 0; step <= pathMetres / stepMetres; step += 1) {
    points.push([latitude, longitude]);
    const heading = Math.sin(step / 9 + run) * 1.2 + run;
    latitude += (Math.cos(heading) * stepMetres) / metresPerDegree;
    longitude += (Math.sin(heading) * stepMetres) / (metresPerDegree * Math.cos((latitude * Math.PI) / 180));
  }
  return points;
}

/** 600 assigned runs with paths, under way for 25 minutes, and the fixes of their vehicles since then, in the order of time. */
export class BenchCity {
  private readonly paths = Array.from({ length: runCount }, (_, run) => pathOf(run));
  private readonly began: number;
  private readonly fixSeconds: number;
  private fixes = 0;

  /** `fixesInAll`: how many will be asked for; they end at `now` at the latest. */
  constructor(now: number, fixesInAll: number) {
    this.began = now - underWaySeconds * 1000;
    this.fixSeconds = Math.min(longestFixSeconds, underWaySeconds / Math.ceil(fixesInAll / runCount));
  }

  /** The events that make the runs known. */
  schedule(): object[] {
    return this.paths.flatMap((path, run) => [
      this.event(`schedule-${run}`, 'run.scheduled', {
        runRef: `run-${run}`,
        routeRef: `route-${run}`,
        serviceDate: new Date(this.began).toISOString().slice(0, 10),
        direction: 'to-school',
        stopCalls: Array.from({ length: stopCount }, (_, call) => {
          const metres = (call / (stopCount - 1)) * pathMetres;
          const [latitude, longitude] = path[Math.floor(metres / stepMetres)] ?? [0, 0];
          return { sequence: call, stopRef: `stop-${run}-${call}`, latitude, longitude, scheduledAt: this.at(metres / metresPerSecond) };
        }),
        path: encodePolyline(path),
      }),
      this.event(`assignment-${run}`, 'run.assigned', { runRef: `run-${run}`, vehicleRef: `vehicle-${run}` }),
    ]);
  }

  /** The next fixes, vehicle after vehicle. */
  next(count: number): Fix[] {
    return Array.from({ length: count }, () => this.fix(this.fixes++));
  }

  asEvent(fix: Fix): object {
    const { source, id, ...data } = fix;
    return { specversion: '1.0', source, id, type: 'vehicle.positioned', data };
  }

  private fix(number: number): Fix {
    const run = number % runCount;
    const seconds = Math.floor(number / runCount) * this.fixSeconds;
    const metres = Math.min(seconds * metresPerSecond, pathMetres - 1);
    const along = metres / stepMetres;
    const path = this.paths[run] ?? [];
    const [fromLatitude, fromLongitude] = path[Math.floor(along)] ?? [0, 0];
    const [toLatitude, toLongitude] = path[Math.floor(along) + 1] ?? [fromLatitude, fromLongitude];
    const share = along % 1;
    const bearing = (Math.atan2((toLongitude - fromLongitude) * Math.cos((fromLatitude * Math.PI) / 180), toLatitude - fromLatitude) * 180) / Math.PI;
    return {
      source: 'bench',
      id: `fix-${number}`,
      vehicleRef: `vehicle-${run}`,
      runRef: `run-${run}`,
      latitude: round(fromLatitude + (toLatitude - fromLatitude) * share),
      longitude: round(fromLongitude + (toLongitude - fromLongitude) * share),
      recordedAt: this.at(seconds + run / runCount),
      bearing: Math.round((bearing + 360) % 360),
      speedMetresPerSecond: metresPerSecond,
    };
  }

  private event(id: string, type: string, data: object): object {
    return { specversion: '1.0', source: 'bench', id, type, data };
  }

  private at(seconds: number): string {
    return new Date(this.began + Math.round(seconds * 1000)).toISOString();
  }
}

export type { Fix };
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
