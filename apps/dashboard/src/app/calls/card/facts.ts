import type { RunDetail, StopCallView } from '@sightline/contracts';
import { counted, sentenceCase } from '../../ui/words';
import type { AskedChild } from './asked-child';

/** What stands under the sentence: what a caller asks next. */
export interface Fact {
  readonly label: string;
  /** What matters, in bold. */
  readonly strong?: string;
  readonly words: string;
  readonly telephone?: string | undefined;
  /** It needs someone. */
  readonly warns?: boolean;
}
type Time = (at: string) => string;

const states: Record<RunDetail['state'], string> = { scheduled: 'Not started', running: 'Running', completed: 'Finished', cancelled: 'Cancelled' };
const ways = { 'to-school': 'morning to school', 'from-school': 'afternoon home' } as const;
const conditionWords: Readonly<Record<string, string>> = {
  'not-started': 'should have started',
  'no-guide': 'no guide, one is required',
  'signal-lost': 'signal lost',
  'off-route': 'off its route',
  'wrong-school': 'at the wrong school',
  overlong: 'too long aboard',
  unaccounted: 'a child is unaccounted for',
  uncovered: 'no other transport yet',
  'not-ready': 'not seen yet',
};

const joined = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(', ');
const passed = (call: StopCallView): boolean => call.arrivedAt !== undefined || call.departedAt !== undefined;

/** Stops that the run has still to come to: the engine also knows of those that were passed unseen. */
export function ahead({ stopCalls, nextSequence, state }: RunDetail): StopCallView[] {
  if (state === 'completed') return [];
  const last = stopCalls.findLastIndex(passed);
  return stopCalls.filter((call, index) => index > last && (nextSequence === undefined || call.sequence >= nextSequence));
}

/** The facts of a run as an adviser needs them, those about the child only where its caller is verified. `asked`: the sequence of the stop. */
export function factsOf(run: RunDetail, { child, asked, time }: { child: AskedChild | null; asked: number | null; time: Time }): Fact[] {
  const facts: (Fact | undefined)[] = [
    { label: 'Run', strong: joined([states[run.state], ...run.conditions.map(({ condition }) => conditionWords[condition] ?? sentenceCase(condition).toLowerCase())]), words: run.direction === undefined ? '' : ways[run.direction] },
    child === null ? undefined : boarded(child, time),
    next(run, asked),
    guide(run, child),
    vehicle(run),
    { label: 'Operator', words: run.operatorName ?? run.operatorRef ?? 'Not known', telephone: run.operatorTelephone },
    why(run, time),
    told(run, child, time),
  ];
  return facts.filter((fact) => fact !== undefined);
}

function boarded({ boarded: ticked }: AskedChild, time: Time): Fact {
  if (ticked === null) return { label: 'Boarded', words: 'Nobody has ticked the child off yet' };
  const at = ticked.at === undefined ? '' : time(ticked.at);
  const words = { aboard: ['Yes', at], alighted: ['Got off', at], absent: ['Marked absent', at] } as const;
  const [strong, when] = words[ticked.status];
  return { label: 'Boarded', strong, words: joined([when, 'by the crew']), warns: ticked.status === 'absent' };
}

function next(run: RunDetail, asked: number | null): Fact | undefined {
  if (run.state === 'cancelled' || run.state === 'completed') return undefined;
  const named = (call: StopCallView): string => (call.name ?? `stop ${call.sequence}`) + (call.sequence === asked ? ' (this stop)' : '');
  const calls = ahead(run);
  const [first, second] = calls;
  if (first === undefined) return { label: 'Next stop', words: 'None left' };
  return { label: run.state === 'scheduled' ? 'First stop' : 'Next stop', words: second === undefined ? `${named(first)}, the last one` : `${named(first)}, then ${named(second)}` };
}

function guide(run: RunDetail, child: AskedChild | null): Fact {
  if (child?.guide !== undefined) return { label: 'Guide', words: child.guide };
  const gone = run.conditions.some(({ condition }) => condition === 'no-guide');
  if (run.assistantRef === undefined) return run.assistantRequired === true ? { label: 'Guide', strong: 'None yet', words: 'one is required', warns: true } : { label: 'Guide', words: 'Not needed on this run' };
  if (gone) return { label: 'Guide', strong: 'Not available', words: 'one is required', warns: true };
  const aboard = run.signIns?.some(({ role }) => role === 'assistant') === true ? 'signed in' : 'assigned';
  return run.substitute === true ? { label: 'Guide', strong: 'Substitute today', words: aboard } : { label: 'Guide', words: sentenceCase(aboard) };
}

function vehicle({ vehicle: known, vehicleRef }: RunDetail): Fact {
  if (known === undefined) return { label: 'Vehicle', words: vehicleRef ?? 'Not assigned yet' };
  const { registration, seats, wheelchairPlaces, substitute } = known;
  const places = wheelchairPlaces === undefined || wheelchairPlaces === 0 ? undefined : counted(wheelchairPlaces, 'wheelchair place', 'wheelchair places');
  return { label: 'Vehicle', words: joined([registration ?? known.vehicleRef, seats === undefined ? undefined : counted(seats, 'seat', 'seats'), places, substitute === true ? 'not the usual one' : undefined]) };
}

/** Why, as the control room has it. It is for the adviser: the sentence alone is read aloud. */
function why({ cancellation, delay, closure }: RunDetail, time: Time): Fact | undefined {
  if (cancellation !== undefined) return { label: 'Why cancelled', words: joined([cancellation.message ?? cancellation.cause, `at ${time(cancellation.at)}`]) };
  if (delay !== undefined) return { label: 'Why late', words: joined([delay.message ?? delay.cause, `reported ${time(delay.at)}`]) };
  return closure === undefined ? undefined : { label: 'School', words: joined([closure.cause, `told ${time(closure.at)}`]) };
}

/** To the caller's family; of a run alone, what went out to its families. */
function told({ messages = [] }: RunDetail, child: AskedChild | null, time: Time): Fact {
  const label = 'Family told';
  if (child !== null && child.told.length > 0) {
    const last = child.told.reduce((newest, each) => (each.at > newest.at ? each : newest));
    return { label, words: `${sentenceCase(last.channel)} at ${time(last.at)}: “${last.words}”, ${last.state}` };
  }
  const last = messages.findLast(({ audience }) => audience === 'families');
  if (last === undefined) return { label: child === null ? 'Families told' : label, words: 'Nothing yet' };
  return { label: child === null ? 'Families told' : label, words: `At ${time(last.at)}: “${last.words}”` };
}
