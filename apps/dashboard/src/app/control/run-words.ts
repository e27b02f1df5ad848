import type { Direction, RunDetail, StopCallView } from '@sightline/contracts';
import type { RouteInHand } from '../ui/map/ground-layer';

/** `Route 412, morning to Beechwood School` */
export function runTitle(run: Pick<RunDetail, 'routeRef' | 'direction' | 'schoolName'>, school: string): string {
  const name = run.schoolName ?? school;
  if (run.direction === undefined) return name === '' ? `Route ${run.routeRef}` : `Route ${run.routeRef}, ${name}`;
  return `Route ${run.routeRef}, ${directionWords[run.direction]}${name === '' ? '' : ` ${run.direction === 'to-school' ? 'to' : 'from'} ${name}`}`;
}
export const directionWords: Record<Direction, string> = { 'to-school': 'morning', 'from-school': 'afternoon' };

/** A stop call as the drawer's table shows it. */
export interface CallLine {
  call: StopCallView;
  passed: boolean;
  next: boolean;
  lateSeconds: number | null;
}

/** Every call with its lateness: against the arrival where there is one, else against the middle of its window. */
export function callLines(calls: readonly StopCallView[]): CallLine[] {
  const lastPassed = calls.findLastIndex((call) => call.arrivedAt !== undefined || call.departedAt !== undefined);
  return calls.map((call, index) => {
    const at = call.arrivedAt ?? call.departedAt ?? call.expectedAt?.likely;
    return { call, passed: index <= lastPassed, next: index === lastPassed + 1, lateSeconds: at === undefined ? null : (Date.parse(at) - Date.parse(call.scheduledAt)) / 1000 };
  });
}

/** A run as the map draws it: its way behind and ahead, its stops, and when it is expected at those ahead. */
export function routeInHand(run: RunDetail, time: (at: string) => string): RouteInHand {
  const expected = ({ expectedAt }: StopCallView): string | undefined => (expectedAt === undefined ? undefined : `${time(expectedAt.earliest)}–${time(expectedAt.latest)}`);
  const last = run.stopCalls.at(-1);
  const window = last === undefined ? undefined : expected(last);
  return {
    path: run.path,
    at: run.position,
    stops: callLines(run.stopCalls).map(({ call, passed }) => ({ latitude: call.latitude, longitude: call.longitude, passed, name: call.name ?? (call === last ? run.schoolName : undefined), note: expected(call) })),
    note: window === undefined ? '' : `expected ${window}`,
  };
}
