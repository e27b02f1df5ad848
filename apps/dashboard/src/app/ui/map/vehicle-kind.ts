import type { FleetRun, RunCondition, RunState } from '@sightline/contracts';
import { vehicleAges } from '../age-state';
import type { GlyphKind } from './glyphs';

/** From six minutes a run is shown as late; the condition itself begins later. */
export const shownLateSeconds = 360;

/** How late a run is known to be: at its last stop, or because its end has passed and it is not there. Seconds. */
export function knownLateness(run: Pick<FleetRun, 'latenessSeconds' | 'state' | 'endsAt' | 'stopsLeft'>, now: number): number | null {
  const overdue = run.state === 'running' && run.stopsLeft > 0 ? (now - Date.parse(run.endsAt)) / 1000 : 0;
  return overdue > 60 ? Math.max(run.latenessSeconds ?? 0, overdue) : run.latenessSeconds;
}

/** What decides a run's glyph: enough of a fleet run, a run in a list or an alert's run. */
export interface GlyphFacts {
  state: RunState;
  conditions: readonly { condition: RunCondition }[];
  latenessSeconds?: number | null | undefined;
}

/** Conditions in the order in which one shape is chosen, the worst first. */
const byCondition: readonly (readonly [RunCondition, GlyphKind])[] = [
  ['wrong-school', 'wrong-school'],
  ['unaccounted', 'wrong-school'],
  ['signal-lost', 'signal-lost'],
  ['no-guide', 'no-guide'],
  ['stalled', 'off'],
  ['off-route', 'off'],
  ['overlong', 'overlong'],
  ['not-started', 'not-started'],
  ['not-ready', 'not-started'],
  ['late', 'late'],
];

/** The one shape of a run: state by shape, colour second. `ageSeconds` of its last fix, null without any. */
export function glyphOf(run: GlyphFacts, ageSeconds: number | null = 0, bearing: number | null = null): GlyphKind {
  const has = (condition: RunCondition): boolean => run.conditions.some((each) => each.condition === condition);
  if (has('wrong-school') || has('unaccounted')) return 'wrong-school';
  if (run.state === 'cancelled') return 'cancelled';
  if (run.state === 'completed') return 'arrived';
  for (const [condition, kind] of byCondition) if (has(condition)) return kind;
  if (run.state === 'scheduled') return 'not-started';
  if (ageSeconds !== null && ageSeconds > vehicleAges.ageing) return 'signal-lost';
  if ((run.latenessSeconds ?? 0) >= shownLateSeconds) return 'late';
  return bearing === null ? 'standing' : 'on-time';
}

export const conditionGlyph = (condition: RunCondition): GlyphKind => (condition === 'uncovered' ? 'cancelled' : (byCondition.find(([name]) => name === condition)?.[1] ?? 'off'));

/** Whether a run's last fix is too old to be shown as its place now. */
export const isStale = (run: Pick<FleetRun, 'recordedAt'>, now: number): boolean => run.recordedAt !== null && now - Date.parse(run.recordedAt) > vehicleAges.ageing * 1000;

export const conditionWords: Record<RunCondition, string> = {
  'wrong-school': 'At the wrong school',
  unaccounted: 'A child is unaccounted for',
  uncovered: 'Cancelled, no cover yet',
  'no-guide': 'No guide, one is required',
  'not-started': 'Not started',
  late: 'Late',
  stalled: 'Stalled',
  'signal-lost': 'Signal lost',
  'off-route': 'Off route',
  overlong: 'Too long aboard',
  'not-ready': 'Nothing seen yet',
};
