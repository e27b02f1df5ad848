import type { RunDetail, StopCallView } from '@sightline/contracts';
import type { AgeState } from '../ui/age-state';
import { counted } from '../ui/words';

/** What stands under the sentence: the stop that the caller may ask about, and what else they will ask next. */
export interface Fact {
  label: string;
  value: string;
}

/** Stops not reached yet. */
export const ahead = (run: RunDetail): StopCallView[] => run.stopCalls.filter((call) => call.arrivedAt === undefined && call.departedAt === undefined);

const stateWords: Record<RunDetail['state'], string> = { scheduled: 'Not started', running: 'Running', completed: 'Arrived', cancelled: 'Cancelled' };
const conditionWords: Record<string, string> = {
  'not-started': 'should have started',
  'no-guide': 'no guide',
  'signal-lost': 'signal lost',
  'off-route': 'off its route',
  'wrong-school': 'at the wrong school',
  overlong: 'too long aboard',
  unaccounted: 'a child is unaccounted for',
  'not-ready': 'not seen yet',
};

export function facts(run: RunDetail): Fact[] {
  const conditions = run.conditions.map(({ condition }) => conditionWords[condition] ?? condition);
  const next = ahead(run)[0];
  const operator = [run.operatorName ?? run.operatorRef, run.operatorTelephone].filter((part) => part !== undefined).join(', ');
  const vehicle = run.vehicle === undefined ? run.vehicleRef : [run.vehicle.vehicleRef, run.vehicle.registration, run.vehicle.seats === undefined ? undefined : `${run.vehicle.seats} seats`].filter((part) => part !== undefined).join(', ');
  const told: Fact[] = [
    { label: 'Run', value: [stateWords[run.state], ...conditions, run.direction === 'from-school' ? 'afternoon home' : run.direction === 'to-school' ? 'morning to school' : ''].filter((part) => part !== '').join(', ') },
    { label: 'Next stop', value: run.state !== 'running' || next === undefined ? 'none' : (next.name ?? next.stopRef) },
    { label: 'Vehicle', value: vehicle ?? 'not assigned' },
    { label: 'Operator', value: operator === '' ? 'not known' : operator },
    { label: 'Guide', value: run.assistantRef === undefined ? (run.assistantRequired === true ? 'required, none assigned' : 'none') : run.substitute === true ? 'on board, a substitute today' : 'assigned' },
  ];
  if (run.cancellation !== undefined) told.push({ label: 'Why cancelled', value: run.cancellation.message ?? run.cancellation.cause });
  else if (run.delay !== undefined) told.push({ label: 'Why late', value: run.delay.message ?? run.delay.cause });
  return told;
}

/** How sure an estimate of this age is, in words. */
export const sureness: Record<AgeState, string> = {
  fresh: 'Fairly sure: from a position seconds old.',
  ageing: 'Less sure: the position is more than half a minute old, so the window is wider.',
  stale: 'May be wrong: the position is minutes old.',
  lost: 'No estimate: the bus was last seen too long ago.',
  unknown: 'No estimate: nothing has been heard from this bus.',
};

/** What the spoken sentence needs besides the run: the caller's stop, how old the position is, and how times are written. */
export interface Asked {
  readonly stop: StopCallView | null;
  readonly age: AgeState;
  readonly time: (at: string) => string;
}

const named = (call: StopCallView): string => call.name ?? call.stopRef;

/** The answer as an adviser reads it aloud: one sentence, honest about how old its evidence is. */
export function spoken(run: RunDetail, asked: Asked): string {
  const route = `Route ${run.routeRef}`;
  const first = run.stopCalls[0];
  switch (run.state) {
    case 'cancelled':
      return `${route} is cancelled: ${ended(run.cancellation?.message ?? run.cancellation?.cause ?? 'no reason was given')}`;
    case 'completed': {
      const last = run.stopCalls.at(-1);
      return last?.arrivedAt === undefined ? `${route} has finished its run.` : `${route} arrived at ${named(last)} at ${asked.time(last.arrivedAt)}.`;
    }
    case 'scheduled': {
      if (first === undefined) return `${route} has not started.`;
      const late = run.conditions.some(({ condition }) => condition === 'not-started');
      return late ? `${route} has not started: it was due to leave ${named(first)} at ${asked.time(first.scheduledAt)}.` : `${route} is due to leave ${named(first)} at ${asked.time(first.scheduledAt)}.`;
    }
    case 'running':
      return underWay(run, route, asked);
  }
}

function underWay(run: RunDetail, route: string, { stop, age, time }: Asked): string {
  const left = run.stopCalls.find((call) => call.departedAt !== undefined);
  const start = left?.departedAt === undefined ? `${route} is on its way` : `${route} left ${named(left)} at ${time(left.departedAt)}`;
  const seen = run.position === undefined ? '' : time(run.position.recordedAt);
  if (age === 'unknown') return `${start}, but we have no position for it and cannot say when it will arrive.`;
  if (age === 'lost') return `${start}, but we last saw it at ${seen} and cannot say when it will arrive.`;
  if (stop === null) return `${start}.`;
  if (stop.arrivedAt !== undefined) return `${start} and was at ${named(stop)} at ${time(stop.arrivedAt)}.`;
  const between = ahead(run).findIndex((call) => call.sequence === stop.sequence) + 1;
  const away = between <= 1 ? 'is next at your stop' : `is ${counted(between, 'stop', 'stops')} away`;
  if (stop.expectedAt === undefined) return `${start} and ${away}; we cannot say when it will reach ${named(stop)}.`;
  const window = `between ${time(stop.expectedAt.earliest)} and ${time(stop.expectedAt.latest)}`;
  if (age === 'stale') return `${start}, but we last saw it at ${seen}; it may reach ${named(stop)} ${window}, and that may be wrong.`;
  return `${start} and ${away}; we expect it at ${named(stop)} ${window}, ${lateness(stop.expectedAt.likely, stop.scheduledAt)}.`;
}

function lateness(likely: string, scheduled: string): string {
  const minutes = Math.round((Date.parse(likely) - Date.parse(scheduled)) / 60_000);
  if (minutes === 0) return 'on time';
  return `about ${counted(Math.abs(minutes), 'minute', 'minutes')} ${minutes > 0 ? 'late' : 'early'}`;
}

const ended = (words: string): string => (/[.!?]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`);
