import type { FleetRun } from '@sightline/contracts';
import { duration, minutesLate } from '../words';
import type { GlyphKind } from './glyphs';

/** Closer than this every vehicle says its route. */
const routeZoom = 14;

/** What stands beside a marker: minutes for the late, the age for the lost, the route for what needs someone. */
export function labelOf(run: FleetRun | undefined, kind: GlyphKind, zoom: number, now: number, sparse = false): string | null {
  if (run === undefined) return null;
  if (kind === 'wrong-school') return run.routeRef;
  if (sparse) return null;
  switch (kind) {
    case 'late':
      return zoom >= routeZoom ? `${run.routeRef} ${minutesLate(run.latenessSeconds ?? 0)}` : minutesLate(run.latenessSeconds ?? 0);
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
export function flagOf(run: FleetRun | undefined): string {
  if (run === undefined) return '';
  const minutes = Math.trunc((run.latenessSeconds ?? 0) / 60);
  if (run.state !== 'running' || run.latenessSeconds === null || minutes === 0) return run.routeRef;
  return minutes > 0 ? `${run.routeRef} · ${minutes} late` : `${run.routeRef} · ${-minutes} early`;
}
