import type { OperatorRun, RunCondition } from '@sightline/contracts';
import { conditionWords } from '../../ui/map/vehicle-kind';
import { duration } from '../../ui/words';

/** How urgent a run is for its operator; the first group is the one to look at. */
export type Group = 'needs-you' | 'under-way' | 'to-come' | 'done';
export const groupWords: Record<Group, string> = { 'needs-you': 'Needs you now', 'under-way': 'Under way', 'to-come': 'To come', done: 'Done' };
export const groups = Object.keys(groupWords) as Group[];

const urgent: ReadonlySet<RunCondition> = new Set<RunCondition>(['uncovered', 'no-guide', 'not-started', 'stalled', 'signal-lost', 'off-route', 'not-ready']);
/** How long before its start a run without a driver's sign-in asks for one, in minutes. */
const signInMinutes = 20;

/** Where a run stands among its operator's, at `now` in epoch milliseconds. */
export function groupOf(run: OperatorRun, now: number): Group {
  if (run.state === 'completed') return 'done';
  if (run.state === 'cancelled') return run.conditions.includes('uncovered') ? 'needs-you' : 'done';
  if (run.conditions.some((condition) => urgent.has(condition)) || run.warnings.length > 0 || waitsForSignIn(run, now)) return 'needs-you';
  return run.state === 'running' ? 'under-way' : 'to-come';
}

export const waitsForSignIn = (run: OperatorRun, now: number): boolean =>
  run.state === 'scheduled' && run.driverSignedInAt === null && Date.parse(run.startsAt) - now <= signInMinutes * 60_000;

/** What is to be said of a run first. */
export function headline(run: OperatorRun, now: number): string {
  const worst = run.conditions[0];
  if (run.state === 'cancelled') return `Cancelled: ${run.cancellation?.cause ?? 'no cause given'}`;
  if (run.state === 'completed') return 'Completed';
  const late = run.latenessSeconds;
  if (worst === 'late' && late !== null && late >= 120) return `${duration(late)} late`;
  if (worst !== undefined) return conditionWords[worst];
  if (run.warnings.length > 0) return `Vehicle does not fit: ${run.warnings.join(', ')}`;
  if (waitsForSignIn(run, now)) return 'Nobody has signed in';
  if (run.state === 'scheduled') return run.delay === undefined ? 'Not started yet' : `Delay of ${run.delay.minutes} min reported`;
  if (late === null) return 'Under way';
  return Math.abs(late) < 120 ? 'On time' : `${duration(Math.abs(late))} ${late > 0 ? 'late' : 'early'}`;
}

/** The vehicle that is named for a run. */
export const vehicleWords = ({ vehicleRef, registration }: OperatorRun): string => registration ?? vehicleRef ?? 'no vehicle named';

/** What the children expected need of a vehicle: numbers, no child. */
export function loadWords({ load, assistantRequired }: OperatorRun): string {
  if (load.seats + load.wheelchairPlaces === (assistantRequired ? 1 : 0)) return 'no children are listed for it';
  const seats = `${load.seats} ${load.seats === 1 ? 'seat' : 'seats'}${assistantRequired ? ' with the guide’s' : ''}`;
  return load.wheelchairPlaces === 0 ? seats : `${seats}, ${load.wheelchairPlaces} wheelchair ${load.wheelchairPlaces === 1 ? 'place' : 'places'}`;
}
