import { ticked } from './children.js';
import { momentOf, rejection } from './events.js';
import type { Decision, RunEvent, TransportEvent } from './events.js';
import { latenessOf } from './lateness.js';
import type { Claim, Run, RunFact, RunMessage } from './run.js';
import { moved } from './states.js';
import type { RunMove } from './states.js';

const participle = { start: 'started', complete: 'completed', cancel: 'cancelled', reinstate: 'reinstated' } as const satisfies Record<RunMove, string>;

/** Decides what happens to one run, fixes and plans apart. Pure: the same run and event give the same decision. */
export function decideRun(run: Run, event: RunEvent): Decision<Run> {
  switch (event.type) {
    case 'run.assigned':
      return assign(run, event);
    case 'run.started':
      return start(withClaim(run, 'started', 0, Date.parse(event.data.at)), Date.parse(event.data.at));
    case 'run.completed':
      return complete(withClaim(run, 'completed', run.plan.calls.length - 1, Date.parse(event.data.at)), Date.parse(event.data.at));
    case 'run.delayed': {
      const { minutes, cause, message, effect, until } = event.data;
      return changed({ ...run, delay: minutes === 0 ? undefined : { minutes, cause, message, at: momentOf(event), effect, until: until === undefined ? undefined : Date.parse(until) } });
    }
    case 'run.cancelled': {
      const { cause, message, effect, until } = event.data;
      const told = run.state === 'cancelled' ? run.toldAt : undefined;
      const cancellation = { cause, message, at: run.cancellation?.at ?? momentOf(event), effect, until: until === undefined ? undefined : Date.parse(until) };
      return move(run, 'cancel', (state) => ({ ...run, state, cancellation, toldAt: told }));
    }
    case 'run.reinstated':
      if (run.state !== 'cancelled') return refused(run, 'reinstate');
      return move(run, 'reinstate', (state) => ({ ...run, state, cancellation: undefined, coveredAt: undefined, startedAt: undefined, toldAt: undefined, closure: run.closure && { ...run.closure, effect: 'untouched' } }));
    case 'run.covered':
      return changed({ ...run, coveredAt: momentOf(event), toldAt: event.data.familiesTold === true ? momentOf(event) : run.toldAt });
    case 'crew.signed-in':
      return signIn(run, event);
    case 'stop.called':
      return call(run, event);
    case 'passenger.boarded':
      return tick(run, ticked(run, event.data.passengerRef, 'aboard', Date.parse(event.data.at)));
    case 'passenger.alighted':
      return tick(run, ticked(run, event.data.passengerRef, 'alighted', Date.parse(event.data.at)));
    case 'passenger.absent':
      return tick(run, ticked(run, event.data.passengerRef, 'absent', Date.parse(event.data.at)));
    case 'passenger.corrected':
      return tick(run, ticked(run, event.data.passengerRef, event.data.status, Date.parse(event.data.at), true));
    case 'crew.walked':
      return walk(run, Date.parse(event.data.at));
    case 'message.sent':
      return tell(run, event);
  }
}

const changed = (state: Run, more: readonly RunFact[] = []): Decision<Run> => ({ state, facts: [{ kind: 'changed', runRef: state.plan.runRef }, ...more] });
const unchanged = (state: Run): Decision<Run> => ({ state, facts: [] });
const refused = (run: Run, wanted: RunMove): Decision<Run> => rejection('type', `a run that is ${run.state} cannot be ${participle[wanted]}`);

/** The run with a report kept beside what is known of it: the SitRep compares the two. */
const withClaim = (run: Run, kind: Claim['kind'], index: number, at: number): Run => ({ ...run, claims: [...run.claims.filter((claim) => claim.kind !== kind), { kind, index, at }] });

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
  const decision = move(run, 'start', (state) => ({ ...run, state, calls, startedAt: at, arrived: Math.max(run.arrived, 1), latenessSeconds: run.latenessSeconds ?? lateAtStart(run, at) }));
  if ('rejected' in decision || !seen) return decision;
  return { ...decision, facts: [...decision.facts, { kind: 'called', runRef: run.plan.runRef, index: 0 }] };
}

/** Who starts late is as late as that until its first stop says more. */
const lateAtStart = ({ plan }: Run, at: number): number => Math.max(0, Math.round((at - plan.startsAt) / 1000));

const complete = (run: Run, at: number): Decision<Run> => move(run, 'complete', (state) => ({ ...run, state, completedAt: run.state === 'completed' ? run.completedAt : at }));

function assign(run: Run, { data }: TransportEvent<'run.assigned'>): Decision<Run> {
  const { vehicleRef = run.vehicleRef, driverRef = run.driverRef, assistantRef = run.assistantRef, substitute = run.substitute } = data;
  const told = { assistant: data.assistantRef, vehicle: data.vehicleRef, driver: data.driverRef };
  const named = (['assistant', 'vehicle', 'driver'] as const).filter((who) => told[who] !== undefined);
  const others = run.substituted.filter((who) => !named.includes(who));
  const vehicleConfidence = data.vehicleRef === undefined ? run.vehicleConfidence : undefined;
  return changed({ ...run, vehicleRef, vehicleConfidence, driverRef, assistantRef, substitute, substituted: data.substitute === true ? [...others, ...named] : others });
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
  const told = index === calls.length - 1 && reported.arrivedAt ? withClaim(run, 'arrived', index, reported.arrivedAt) : run;
  let state: Run = { ...told, calls };
  if (state.state === 'scheduled') state = { ...state, state: moved('scheduled', 'start') ?? state.state, startedAt: departedAt ?? arrivedAt, arrived: Math.max(state.arrived, 1) };
  if (index === calls.length - 1 && arrivedAt !== undefined && state.state === 'running') {
    state = { ...state, state: moved('running', 'complete') ?? state.state, completedAt: arrivedAt };
  }
  return changed({ ...state, latenessSeconds: latenessOf(state) }, [{ kind: 'called', runRef: run.plan.runRef, index }]);
}

/** What families are told counts as telling them of the run as it stands. */
function tell(run: Run, event: TransportEvent<'message.sent'>): Decision<Run> {
  const { messageRef, audience, words } = event.data;
  const message: RunMessage = { messageRef, at: momentOf(event), by: event.actor?.username, audience, words };
  return withMessage(run, message, audience === 'families' ? message.at : run.toldAt);
}

/** What was told or noted is kept, once. */
export function withMessage(run: Run, message: RunMessage, toldAt = run.toldAt): Decision<Run> {
  if (run.messages.some((each) => each.messageRef === message.messageRef)) return unchanged(run);
  return changed({ ...run, messages: [...run.messages, message], toldAt }, [{ kind: 'message', runRef: run.plan.runRef, message }]);
}

const tick = (run: Run, next: Run): Decision<Run> => (next === run ? unchanged(run) : changed(next));

/** Who has walked through the empty vehicle has ended the run, if it was under way [CHILD-5]. */
function walk(run: Run, at: number): Decision<Run> {
  const walked: Run = { ...run, walkedAt: Math.max(run.walkedAt ?? at, at) };
  return run.state === 'running' ? complete(walked, at) : changed(walked);
}
