import type { EventType, Resource } from '@sightline/contracts';

/** Commands about runs: the control room acts. */
const runs = ['runs'] as const;
const alerts = ['alerts'] as const;
const cases = ['cases'] as const;
const programme = ['programme'] as const;
const reference = ['reference-data'] as const;

/**
 * What a person must hold `act` on to send each event type as a command. With several resources, one is enough.
 * A type that is not here is only ever told by machines.
 */
export const commandGrants: { readonly [T in EventType]?: readonly Resource[] } = {
  'run.scheduled': runs,
  'run.assigned': runs,
  'route.assigned': runs,
  'run.started': runs,
  'run.completed': runs,
  'run.delayed': runs,
  'run.cancelled': runs,
  'run.reinstated': runs,
  'run.covered': runs,
  'crew.signed-in': runs,
  'stop.called': runs,
  'passenger.boarded': runs,
  'passenger.alighted': runs,
  'passenger.absent': runs,
  'passenger.corrected': runs,
  'crew.walked': runs,
  'assistant.unavailable': runs,
  'assistant.available': runs,
  'message.sent': runs,
  'message.approved': ['messages'],
  'message.dropped': ['messages'],
  'message.opted-out': ['messages', 'case-opening'],
  'message.opted-in': ['messages', 'case-opening'],
  'messaging.rules-set': ['messages'],
  'service-alert.published': runs,
  'service-alert.withdrawn': runs,
  'school.closed': runs,
  'school.closing-early': runs,
  'school.reopened': runs,
  'alert.acknowledged': alerts,
  'alert.assigned': alerts,
  'alert.closed': alerts,
  'shift.handed-over': ['handover'],
  'school.upserted': reference,
  'operator.upserted': reference,
  'vehicle.upserted': reference,
  'assistant.upserted': reference,
  'passenger.upserted': reference,
  'guardian.upserted': reference,
  'case.opened': ['cases', 'case-opening'],
  'case.updated': cases,
  'case.assigned': cases,
  'case.stage-changed': cases,
  'case.clock-paused': cases,
  'case.clock-resumed': cases,
  'case.clock-extended': cases,
  'case.clock-disapplied': cases,
  'case.clock-stopped': cases,
  'case.closed': cases,
  'case.reopened': cases,
  'case.withdrawn': cases,
  'team.upserted': cases,
  'casework.total-declared': cases,
  'bank-holidays.published': reference,
  'contact.noted': ['contacts'],
  'note.added': ['runs', 'cases'],
  'sitrep.frozen': ['sitrep-keeping'],
  'sitrep.corrected': ['sitrep-keeping'],
  'contract.agreed': reference,
  'programme.item-upserted': programme,
  'programme.item-removed': programme,
  'programme.assessed': ['programme', 'programme-overrule'],
  'programme.measure-upserted': programme,
  'programme.risk-upserted': programme,
  'programme.recommendation-upserted': programme,
  'programme.scheme-upserted': programme,
  'programme.milestone-upserted': programme,
  'programme.decision-upserted': programme,
  'programme.headline-declared': programme,
  'programme.period-frozen': ['programme-freeze'],
};

/** Parts of a command's data that need a grant of their own: the board alone overrules a gate, and a note is an act on what it is about. */
export const fieldGrants: { readonly [T in EventType]?: Readonly<Record<string, Resource>> } = {
  'programme.assessed': { overruled: 'programme-overrule' },
  'note.added': { runRef: 'runs', alertRef: 'alerts', caseRef: 'cases' },
};
