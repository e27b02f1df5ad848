import type { FleetRun } from '@sightline/contracts';
import { duration, minutesLate } from '../words';
import type { GlyphKind } from './glyphs';
import { knownLateness } from './vehicle-kind';

/** Closer than this every vehicle says its route. */
const routeZoom = 14;

/** What stands beside a marker: minutes for the late, the age for the lost, the route for what needs someone. */
export function labelOf(run: FleetRun | undefined, kind: GlyphKind, zoom: number, now: number, sparse = false): string | null {
  if (run === undefined) return null;
  if (kind === 'wrong-school') return run.routeRef;
  if (sparse) return null;
  switch (kind) {
    case 'late': {
      // Expected to be late, but not yet behind at any stop: there are no minutes to say.
      const lateness = knownLateness(run, now) ?? 0;
      const minutes = lateness < 60 ? '' : minutesLate(lateness);
      return zoom >= routeZoom ? `${run.routeRef} ${minutes}`.trim() : minutes === '' ? null : minutes;
    }
    case 'signal-lost':
      return run.recordedAt === null ? run.routeRef : `${run.routeRef}  ${duration((now - Date.parse(run.recordedAt)) / 1000)} ago`;
    case 'off':
    case 'no-guide':
    case 'overlong':
      return run.routeRef;
    default:
      return zoom >= routeZoom ? run.routeRef : null;
  }
}

/** The flag of the run in hand: `412 · 8 late`. */
export function flagOf(run: FleetRun | undefined, now: number): string {
  if (run === undefined) return '';
  const lateness = knownLateness(run, now);
  const minutes = Math.trunc((lateness ?? 0) / 60);
  if (run.state !== 'running' || lateness === null || minutes === 0) return run.routeRef;
  return minutes > 0 ? `${run.routeRef} · ${minutes} late` : `${run.routeRef} · ${-minutes} early`;
}
