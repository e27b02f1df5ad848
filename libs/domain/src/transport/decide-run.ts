import { momentOf, rejection } from './events.js';
import type { Decision, RunEvent, TransportEvent } from './events.js';
import { latenessOf } from './lateness.js';
import type { ChildStatus, Run, RunFact } from './run.js';
import { moved } from './states.js';
import type { RunMove } from './states.js';

const participle = { start: 'started', complete: 'completed', cancel: 'cancelled', reinstate: 'reinstated' } as const satisfies Record<RunMove, string>;

/** Decides what happens to one run, fixes and plans apart. Pure: the same run and event give the same decision. */
export function decideRun(run: Run, event: RunEvent): Decision<Run> {
  switch (event.type) {
    case 'run.assigned':
      return assign(run, event);
    case 'run.started':
      return start(run, Date.parse(event.data.at));
    case 'run.completed':
      return complete(run, Date.parse(event.data.at));
    case 'run.delayed': {
      const { minutes, cause, message } = event.data;
      return changed({ ...run, delay: { minutes, cause, message, at: momentOf(event) } });
    }
    case 'run.cancelled': {
      const { cause, message } = event.data;
      return move(run, 'cancel', (state) => ({ ...run, state, cancellation: { cause, message, at: run.cancellation?.at ?? momentOf(event) } }));
    }
    case 'run.reinstated':
      if (run.state !== 'cancelled') return refused(run, 'reinstate');
      return move(run, 'reinstate', (state) => ({ ...run, state, cancellation: undefined, coveredAt: undefined, startedAt: undefined }));
    case 'run.covered':
      return changed({ ...run, coveredAt: momentOf(event) });
    case 'crew.signed-in':
      return signIn(run, event);
    case 'stop.called':
      return call(run, event);
    case 'passenger.boarded':
      return child(run, event.data.passengerRef, 'aboard');
    case 'passenger.alighted':
      return child(run, event.data.passengerRef, 'alighted');
    case 'passenger.absent':
      return child(run, event.data.passengerRef, 'absent');
  }
}

const changed = (state: Run, more: readonly RunFact[] = []): Decision<Run> => ({ state, facts: [{ kind: 'changed', runRef: state.plan.runRef }, ...more] });
const unchanged = (state: Run): Decision<Run> => ({ state, facts: [] });
const refused = (run: Run, wanted: RunMove): Decision<Run> => rejection('type', `a run that is ${run.state} cannot be ${participle[wanted]}`);

/** Moves a run by the table. Being told again what is already so changes no state, and is no error. */
function move(run: Run, wanted: RunMove, make: (state: Run['state']) => Run): Decision<Run> {
  const to = moved(run.state, wanted);
  if (to !== undefined) return changed(make(to));
  const already = { start: 'running', complete: 'completed', cancel: 'cancelled', reinstate: undefined } as const;
  return run.state === already[wanted] ? changed(make(run.state)) : refused(run, wanted);
}

function start(run: Run, at: number): Decision<Run> {
  const first = run.calls[0];
  const arrivedAt = first?.arrivedAt ?? run.track?.atOriginSince;
  const seen = run.state === 'scheduled' && arrivedAt !== undefined && arrivedAt !== first?.arrivedAt && arrivedAt <= at;
  const calls = seen ? [{ ...first, arrivedAt }, ...run.calls.slice(1)] : run.calls;
  const decision = move(run, 'start', (state) => ({ ...run, state, calls, startedAt: at, arrived: Math.max(run.arrived, 1) }));
  if ('rejected' in decision || !seen) return decision;
  return { ...decision, facts: [...decision.facts, { kind: 'called', runRef: run.plan.runRef, index: 0 }] };
}

const complete = (run: Run, at: number): Decision<Run> => move(run, 'complete', (state) => ({ ...run, state, completedAt: run.state === 'completed' ? run.completedAt : at }));

function assign(run: Run, { data }: TransportEvent<'run.assigned'>): Decision<Run> {
  const { vehicleRef = run.vehicleRef, driverRef = run.driverRef, assistantRef = run.assistantRef, substitute = run.substitute } = data;
  return changed({ ...run, vehicleRef, driverRef, assistantRef, substitute });
}

function signIn(run: Run, { data }: TransportEvent<'crew.signed-in'>): Decision<Run> {
  const { role, ref } = data;
  if (run.signIns.some((each) => each.role === role && each.ref === ref)) return unchanged(run);
  return changed({ ...run, signIns: [...run.signIns, { role, ref, at: Date.parse(data.at) }] });
}

function call(run: Run, { data }: TransportEvent<'stop.called'>): Decision<Run> {
  const index = run.plan.calls.findIndex(({ sequence }) => sequence === data.sequence);
  if (index < 0) return rejection('data.sequence', 'is no stop call of this run');
  if (run.state === 'cancelled') return rejection('type', 'a run that is cancelled calls at no stop');
  const reported = { arrivedAt: data.arrivedAt && Date.parse(data.arrivedAt), departedAt: data.departedAt && Date.parse(data.departedAt) };
  const arrivedAt = run.calls[index]?.arrivedAt ?? (reported.arrivedAt || undefined);
  const departedAt = run.calls[index]?.departedAt ?? (reported.departedAt || undefined);
  if (data.arrivedAt !== undefined && data.departedAt !== undefined && Date.parse(data.departedAt) < Date.parse(data.arrivedAt)) {
    return rejection('data.departedAt', 'is before the arrival');
  }
  const calls = run.calls.map((times, i) => (i === index ? { arrivedAt, departedAt } : times));
  let state: Run = { ...run, calls };
  if (state.state === 'scheduled') state = { ...state, state: moved('scheduled', 'start') ?? state.state, startedAt: departedAt ?? arrivedAt, arrived: Math.max(state.arrived, 1) };
  if (index === calls.length - 1 && arrivedAt !== undefined && state.state === 'running') {
    state = { ...state, state: moved('running', 'complete') ?? state.state, completedAt: arrivedAt };
  }
  return changed({ ...state, latenessSeconds: latenessOf(state) }, [{ kind: 'called', runRef: run.plan.runRef, index }]);
}

function child(run: Run, passengerRef: string, status: ChildStatus): Decision<Run> {
  // A child who alighted was aboard: told in the other order, the later stage stays.
  if (status === 'aboard' && run.children.get(passengerRef) === 'alighted') return unchanged(run);
  return changed({ ...run, children: new Map(run.children).set(passengerRef, status) });
}
