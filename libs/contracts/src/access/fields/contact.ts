import type { FieldRows } from '../classes.js';
import { paths } from '../paths.js';

/** What the contact centre's resources can send. */
export const contactFields = {
  'child-look-up': {
    call: paths('lookUpRef expiresAt items.{callRef queue answeredAt} nextCursor call.{callRef queue answeredAt}'),
    'child-protection': paths('banner.{kind title words doNotSay}'),
    'child-initials': paths('form.initials initials'),
    'child-journey': paths('form.schoolName schoolName runRef stopRef sequence boarded.{status at}'),
    guardian: paths('form.relationships relationship guardianRef'),
    verification: paths(`
      form.{facts hasPassword attemptsLeft script} canCallBack verified attemptsLeft script matched passwordGiven verifiedAt
    `),
    'child-record': paths('caseRef purpose openCases.{caseRef caseType dueDate state} earlier.{at reason outcome}'),
    'child-reference': paths('passengerRef'),
    'child-name': paths('name'),
    'crew-contact': paths('guide'),
    'family-message': paths('told.{at channel words state}'),
  },
  contacts: {
    call: paths(`
      contactRef at callRef lookUpRef reason outcome words told adviserRef evidence.{takenAt sentence ageSentence sequence}
      notes.{noteRef at by words}
    `),
    case: paths('caseRef dueDate'),
    operation: paths(`
      runRef evidence.{run.{runRef routeRef serviceDate direction operatorRef operatorName schoolRef schoolName vehicleRef state
      conditions.{condition since} startsAt endsAt latenessSeconds stopCalls.{sequence stopRef name latitude longitude scheduledAt
      expectedAt.{earliest likely latest} arrivedAt departedAt} nextSequence confidence.{inTen compared windowsInside of}
      cancellation.{cause at} delay.{minutes cause at} assistantRequired substitute vehicleConfidence vehicle.{vehicleRef registration
      seats wheelchairPlaces substitute warnings} signIns.{role at} walkedAt messages.{messageRef at audience} toldAt coveredAt
      closure.{effect cause at}}}
    `),
    'child-reference': paths('passengerRef'),
    'family-message': paths('evidence.{told.{at channel state words}}'),
    'child-count': paths('evidence.run.childrenCount'),
    place: paths('evidence.{run.{position.{latitude longitude bearing speedMetresPerSecond recordedAt ageSeconds}}}'),
    'message-words': paths('evidence.{run.{cancellation.message delay.message messages.words}}'),
    'crew-reference': paths('evidence.{run.{driverRef assistantRef}}'),
    'business-contact': paths('evidence.run.operatorTelephone'),
    'staff-name': paths('evidence.run.messages.by'),
  },
  search: {
    operation: paths('items.{kind runRef} advice'),
    'child-hit': paths('items.{ref label detail}'),
    'child-reference': paths('items.passengerRef'),
  },
  wallboard: {
    operation: paths(`
      metrics.{name label value unit formula asOf numerator denominator since note} demand.{entry runRef routeRef direction trouble
      minutesLate waiting waitingTold told toldFrom toldUntil} waitingAbout.{entry waiting named unnamed several untroubled unknown
      connected lastCallAt target formula asOf} name label value unit formula asOf numerator denominator since note entry runRef
      routeRef direction trouble minutesLate waiting waitingTold told toldFrom toldUntil named unnamed several untroubled unknown
      connected lastCallAt target
    `),
    'child-count': paths('demand.families families'),
  },
} as const satisfies FieldRows;
