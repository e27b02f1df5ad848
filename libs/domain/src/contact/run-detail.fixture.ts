import type { RunCondition, RunDetail, StopCallView } from '@sightline/contracts';
import type { Asked } from './situation.js';

/** A run of the mock-ups: route 412 home from Beechwood School on 10 November 2026, seen nine seconds ago at 15:38:20. */
const date = '2026-11-10';
export const at = (time: string): string => `${date}T${time.length === 5 ? `${time}:00` : time}Z`;
export const now = Date.parse(at('15:38:20'));

export interface Call {
  readonly name: string;
  readonly due: string;
  readonly arrived?: string;
  readonly left?: string;
  /** Expected: earliest, likely, latest. */
  readonly expected?: readonly [string, string, string];
}
const stopCall = ({ name, due, arrived, left, expected }: Call, index: number): StopCallView => ({
  sequence: index + 1,
  stopRef: `S${index + 1}`,
  name,
  latitude: 52.47,
  longitude: -1.89,
  scheduledAt: at(due),
  ...(arrived !== undefined && { arrivedAt: at(arrived) }),
  ...(left !== undefined && { departedAt: at(left) }),
  ...(expected && { expectedAt: { earliest: at(expected[0]), likely: at(expected[1]), latest: at(expected[2]) } }),
});

export const home: readonly Call[] = [
  { name: 'Beechwood School', due: '15:10', left: '15:18:10' },
  { name: 'Park Gate', due: '15:28', arrived: '15:34:30', left: '15:35' },
  { name: 'Tanner’s Row', due: '15:34', expected: ['15:40', '15:41', '15:43'] },
  { name: 'Mill Pool', due: '15:40', expected: ['15:44', '15:46', '15:49'] },
  { name: 'Wharf Street', due: '15:45', expected: ['15:48', '15:51', '15:55'] },
];
export const morning: readonly Call[] = [
  { name: 'Mill Pool', due: '08:00', left: '08:06' },
  { name: 'Park Gate', due: '08:10', arrived: '08:15', left: '08:16' },
  { name: 'Tanner’s Row', due: '08:20', expected: ['08:23', '08:25', '08:27'] },
  { name: 'Beechwood School', due: '08:40', expected: ['08:43', '08:45', '08:48'] },
];

export interface Made extends Partial<Omit<RunDetail, 'conditions' | 'stopCalls'>> {
  readonly calls?: readonly Call[];
  readonly conditions?: readonly (RunCondition | readonly [RunCondition, string])[];
  /** When it was last seen; null for a bus without a device. */
  readonly seen?: string | null;
}
/** A run as the api shows it. */
export function runDetailOf({ calls = home, conditions = [], seen, ...more }: Made = {}): RunDetail {
  const stopCalls = calls.map(stopCall);
  const recordedAt = seen === undefined ? '15:38:11' : seen;
  return {
    runRef: '412:20261110', routeRef: '412', serviceDate: date, direction: 'from-school', schoolName: 'Beechwood School', state: 'running', sentence: '',
    startsAt: stopCalls[0]?.scheduledAt ?? '', endsAt: stopCalls.at(-1)?.scheduledAt ?? '',
    stopCalls,
    conditions: conditions.map((each) => (typeof each === 'string' ? { condition: each, since: at('15:29') } : { condition: each[0], since: at(each[1]) })),
    ...(recordedAt !== null && { position: { latitude: 52.47, longitude: -1.89, recordedAt: at(recordedAt), ageSeconds: 9 } }),
    ...more,
  };
}

/** Asked of the fourth stop, the caller's, unless another is named by its place (from nought); null for none. */
export const askedOf = (run: RunDetail, { index = 3, clock, ...more }: { index?: number | null; clock?: string } & Partial<Omit<Asked, 'stop' | 'now' | 'time'>> = {}): Asked => ({
  stop: index === null ? null : (run.stopCalls[index] ?? null),
  now: clock === undefined ? now : Date.parse(at(clock)),
  time: (moment) => new Date(moment).toISOString().slice(11, 16),
  yourStop: true,
  ...more,
});
