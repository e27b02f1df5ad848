import type { Audience } from '@sightline/contracts';
import { withMessage } from '../decide-run.js';
import { momentOf, rejection } from '../events.js';
import type { Rejection, TransportEvent } from '../events.js';
import type { FleetDraft } from '../fleet.js';
import { announceRun, announceWritten, announcedStandingOf } from './announce.js';
import type { AnnounceContext } from './announce.js';

/** What messages to people need. */
export interface MessagesContext extends Omit<AnnounceContext, 'now'> {
  /** The words of a message that waits for leave. */
  readonly waiting: (messageRef: string) => { readonly runRef: string; readonly audience: Audience; readonly words: string } | undefined;
}

/** What follows from an event is said in the same breath: what a person wrote, then what became of runs. */
export function announceEvent(draft: FleetDraft, from: number, event: TransportEvent, context: AnnounceContext): void {
  const facts = draft.facts.slice(from);
  if (event.type === 'message.sent') {
    const run = facts.some((fact) => fact.kind === 'message') ? draft.runs.get(event.data.runRef) : undefined;
    if (run) announceWritten(draft, run, { ...event.data, by: event.actor?.username }, context);
  }
  for (const runRef of new Set(facts.flatMap((fact) => (fact.kind === 'changed' ? [fact.runRef] : [])))) {
    const run = draft.runs.get(runRef);
    if (run !== undefined && announcedStandingOf(run) !== (draft.announced.get(runRef)?.standing ?? 'planned')) announceRun(draft, run, context);
  }
}

/** Leave to send what waits is telling those it is for. */
export function approveMessage(draft: FleetDraft, event: TransportEvent<'message.approved'>, messages: MessagesContext | undefined): { readonly rejected: readonly Rejection[] } | undefined {
  const { messageRef, runRef, words } = event.data;
  const waiting = messages?.waiting(messageRef);
  if (waiting?.runRef !== runRef) return rejection('data.messageRef', 'waits for nobody any more: it was sent, dropped or overtaken');
  const at = momentOf(event);
  const by = event.actor?.username;
  draft.leaves.push({ messageRef, words, at, by });
  const run = draft.runs.get(runRef);
  const decision = run && withMessage(run, { messageRef, at, by, audience: waiting.audience, words: words ?? waiting.words }, waiting.audience === 'families' ? at : run.toldAt);
  if (decision && 'state' in decision) draft.keep(decision.state, decision.facts, run);
  return undefined;
}
