import { callOutcomeWords, transportArea } from '@sightline/contracts';
import type { CallOutcome, EventData, RunDetail } from '@sightline/contracts';

/** A call as it is being logged: what the adviser says of it, and what the server adds. */
export interface LoggedCall {
  readonly contactRef: string;
  readonly outcome: CallOutcome;
  readonly callRef?: string | undefined;
  readonly lookUpRef?: string | undefined;
  /** Of the verified look-up, never of the page. */
  readonly passengerRef?: string | undefined;
  readonly sequence?: number | undefined;
  readonly told?: string | undefined;
  readonly words?: string | undefined;
  readonly runRef?: string | undefined;
  /** The run as it stands, where one was asked about. */
  readonly run?: Pick<RunDetail, 'runRef' | 'state' | 'conditions'> | undefined;
  /** Alerts of that run that are still open. */
  readonly openAlerts?: readonly string[];
  /** What a complaint or a promise that comes of it is called. */
  readonly caseRef: string;
  readonly adviserRef: string;
  /** RFC 3339. */
  readonly at: string;
  /** The civil date of `at`. */
  readonly today: string;
}

type FollowUpType = 'contact.logged' | 'case.opened' | 'note.added';
/** An event with an id of its own, the same each time that the call is sent: it happens once. */
export type FollowUp = { [T in FollowUpType]: { readonly type: T; readonly id: string; readonly data: EventData<T> } }[FollowUpType];

/** What most callers ask. The same words whatever the run was doing, so that whoever rings again about it is seen to. */
export const whereIsTheBus = 'Where is the bus';
export const anythingElse = 'Something else';

/** Outcomes of which a case comes. */
const caseTypeOf = { complaint: 'complaint', 'call-back': 'call-back' } as const;
const opensCase = (outcome: CallOutcome): outcome is keyof typeof caseTypeOf => outcome in caseTypeOf;

/**
 * What follows from logging a call: the contact, and with it the complaint, the promise or the note for the control
 * room. Each has an id made from the contact's reference, so that a page that heard no answer may send it all again.
 */
export function followUps(call: LoggedCall): FollowUp[] {
  const { contactRef, outcome, caseRef, runRef } = call;
  const followed: FollowUp[] = [{ type: 'contact.logged', id: contactRef, data: contactOf(call) }];
  if (opensCase(outcome)) followed.push({ type: 'case.opened', id: `${contactRef}:case`, data: caseOf(call, caseTypeOf[outcome], caseRef) });
  if (outcome === 'control-room' && runRef !== undefined) {
    const words = noteOf(call);
    followed.push({ type: 'note.added', id: `${contactRef}:note`, data: { noteRef: `${contactRef}:note`, runRef, words } });
    for (const alertRef of call.openAlerts ?? []) followed.push({ type: 'note.added', id: `${contactRef}:${alertRef}`, data: { noteRef: `${contactRef}:${alertRef}`, runRef, alertRef, words } });
  }
  return followed;
}

/** Why a complaint was made, from the state of the run. No words of the caller: those stay with the contact. */
export function complaintReason(run: LoggedCall['run']): string {
  if (run === undefined) return 'School transport';
  if (run.state === 'cancelled') return 'Bus cancelled';
  const has = (condition: string): boolean => run.conditions.some((each) => each.condition === condition);
  if (has('not-started')) return 'Bus not started';
  if (has('no-guide')) return 'No guide';
  return has('late') ? 'Late bus' : 'School transport';
}

const known = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

function contactOf({ contactRef, outcome, callRef, lookUpRef, passengerRef, runRef, sequence, told, words, caseRef, adviserRef, at }: LoggedCall): EventData<'contact.logged'> {
  const reason = runRef === undefined && passengerRef === undefined ? anythingElse : whereIsTheBus;
  return { contactRef, reason, outcome: callOutcomeWords[outcome], adviserRef, at, ...known({ callRef, lookUpRef, passengerRef, runRef, sequence, told, words, caseRef: opensCase(outcome) ? caseRef : undefined }) };
}

const caseOf = ({ contactRef, passengerRef, run, today }: LoggedCall, caseType: 'complaint' | 'call-back', caseRef: string): EventData<'case.opened'> => ({
  caseRef,
  caseType,
  ...(caseType === 'complaint' && { stage: '1' }),
  channel: 'contact-centre',
  serviceArea: transportArea,
  receivedDate: today,
  reason: caseType === 'complaint' ? complaintReason(run) : 'Promised in a call',
  ...known({ subjectRef: passengerRef }),
  contactRef,
});

function noteOf({ words, told }: LoggedCall): string {
  const asks = words === undefined || words.trim() === '' ? 'A caller asks for help with this run.' : words.trim();
  return `From the contact centre: ${asks}${told === undefined ? '' : ` Told so far: “${told}”`}`;
}
