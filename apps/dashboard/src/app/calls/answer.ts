import type { RunDetail, StopCallView } from '@sightline/contracts';

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
