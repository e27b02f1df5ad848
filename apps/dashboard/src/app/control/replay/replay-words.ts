import type { AlertStep, RunDetail } from '@sightline/contracts';
import { counted, duration, sentenceCase } from '../../ui/words';
import type { Moment } from './replay-model';

/** How late, in words: `8 min late`, `on time`, `2 min early`; an empty string before anything is known. */
export function latenessWords(seconds: number | null): string {
  if (seconds === null) return '';
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 0) return 'on time';
  return minutes > 0 ? `${minutes} min late` : `${-minutes} min early`;
}

/** The run's sentence as it would have been then, from what was known then. */
export function sentenceThen(run: RunDetail, moment: Moment): string {
  const late = latenessWords(moment.latenessSeconds);
  const begin = late === '' ? '' : `${sentenceCase(late)}, `;
  const next = moment.calls.find((call) => call.arrivedAt === undefined && call.departedAt === undefined);
  const left = moment.calls.filter((call) => call.arrivedAt === undefined && call.departedAt === undefined).length;
  switch (moment.state) {
    case 'cancelled':
      return `Cancelled${run.cancellation === undefined ? '' : `: ${run.cancellation.cause.toLowerCase()}`}`;
    case 'completed':
      return late === '' ? 'Arrived' : `Arrived ${late}`;
    case 'scheduled':
      return 'Not started yet';
    case 'running':
      if (next === undefined) return 'Past its last stop';
      return `${begin}${counted(left, 'stop', 'stops')} to go, next ${next.name ?? next.stopRef}`.replace(/^./, (first) => first.toUpperCase());
  }
}

const milesAnHour = 2.236_936;
/** `31 mph`, `standing`; an empty string where the device does not say. */
export function speedWords(metresPerSecond: number | undefined): string {
  if (metresPerSecond === undefined) return '';
  return metresPerSecond < 1 ? 'standing' : `${Math.round(metresPerSecond * milesAnHour)} mph`;
}

/** Where the vehicle was seen, in words. */
export function positionWords(moment: Moment, timeWithSeconds: (at: number) => string): string {
  if (moment.fix === null) return 'No position yet';
  const age = (moment.at - moment.fix.at) / 1000;
  if (moment.silent) return `Silent: last seen ${timeWithSeconds(moment.fix.at)}, ${duration(age)} before`;
  const speed = speedWords(moment.fix.speedMetresPerSecond);
  return [`Position of ${timeWithSeconds(moment.fix.at)}`, speed].filter((part) => part !== '').join(', ');
}

export const stepWords: Record<AlertStep, string> = {
  raised: 'alert raised',
  continued: 'went on',
  worsened: 'got worse',
  ended: 'ended',
  escalated: 'escalated, nobody had acknowledged it',
  acknowledged: 'acknowledged',
  assigned: 'assigned',
  noted: 'noted',
  closed: 'closed',
  'handed-over': 'handed over',
};
