import type { FieldRows } from '../classes.js';
import { paths } from '../paths.js';
import { importFields } from './imports.js';

/** What leaves to those who hold no role: anyone, machines, and the holders of public links. Being listed here is the grant. */
export const outsideFields = {
  everyone: {
    operation: paths('name version demonstration oneClickRoles singleSignOn.{label available} localSignIn timeZone tiles.{url attribution} ok status openapi'),
    secret: paths('csrfToken'),
    'own-account': paths('username displayName singleSignOn role expiresAt mustEnrol'),
  },
  feed: {
    ...importFields,
    operation: paths(`
      accepted duplicates rejected.{index id problems.{path message}} ignored importId kind fileName state step done total startedAt
      finishedAt error items.{profile.{name sheet headerRow firstRow columns.* constants.* dateFormats valueMaps.*.* sheets} changedAt
      usedAt} nextCursor profile.{name sheet headerRow firstRow columns.* constants.* dateFormats valueMaps.*.* sheets} changedAt usedAt
    `),
    'staff-name': paths('by items.changedBy changedBy'),
  },
  /** A device is answered with an empty list. */
  device: {},
  'link:bus': {
    operation: paths(`
      linkRef kind expiresAt demonstration now shows council.{timeZone name} today run.{routeRef serviceDate direction schoolName state
      startsAt endsAt school.{index name latitude longitude scheduledAt expectedAt.{earliest likely latest} arrivedAt departedAt}
      left.{index departedAt} lastCall.{index arrivedAt departedAt} isTicked isOver isTracked conditions.{condition since} ring
      confidence.{inTen compared windowsInside of} cancellation.{cause message at covered} delay.{minutes cause message at}
      closure.{effect cause at} substitute} routeRef schoolName closure.{cause message} upcoming.{serviceDate direction scheduledAt}
    `),
    'family-message': paths('channel wanted arrivals'),
    'business-contact': paths('council.telephone'),
    'child-initials': paths('initials'),
    'child-journey': paths(`
      run.{stops next yours.{index name latitude longitude scheduledAt expectedAt.{earliest likely latest} arrivedAt departedAt}
      child.{status at} way}
    `),
    place: paths('run.{position.{latitude longitude bearing recordedAt}}'),
  },
  'link:school': {
    operation: paths(`
      linkRef kind expiresAt demonstration now entry council.{timeZone name} schoolName serviceDate direction closure.{cause endsAt}
      upcoming.{serviceDate direction firstAt runs} routeRef operatorName registration substitute state standing scheduledAt
      expectedAt.{earliest likely latest} arrivedAt departedAt seenAt stopsAway delayMinutes cancellation.{cause message covered}
    `),
    'business-contact': paths('council.telephone'),
    'child-count': paths('children aboard'),
  },
  'link:operator': {
    operation: paths(`
      linkRef kind expiresAt demonstration now accepted duplicates rejected.{index id problems.{path message}} entry name today
      vehicles.{vehicleRef registration seats wheelchairPlaces} runRef routeRef serviceDate direction schoolName startsAt endsAt state
      conditions latenessSeconds seenAt vehicleRef registration warnings load.{seats wheelchairPlaces} driverSignedInAt
      assistantRequired assistantSignedInAt delay.{minutes cause at} cancellation.{cause at}
    `),
  },
  'link:crew': {
    operation: paths(`
      linkRef kind expiresAt demonstration now accepted duplicates rejected.{index id problems.{path message}} part run.{runRef routeRef
      direction schoolName vehicle state startsAt endsAt shownUntil role signInRef signedIn.{role at} guideRequired latenessSeconds
      delay.{minutes cause at} cancelled.{cause message} closure walkedAt stops.{sequence name latitude longitude scheduledAt arrivedAt
      departedAt} operatorName} next.{routeRef direction schoolName startsAt opensAt} recordedAt byThisPhone
    `),
    'child-reference': paths('run.children.passengerRef'),
    'child-name': paths('run.children.name'),
    'child-needs': paths('run.{children.{needs assistantRequired}}'),
    'child-journey': paths('run.{children.{boards alights status tickedAt}}'),
    'child-protection': paths('run.children.handOver'),
    'business-contact': paths('run.{controlTelephone operatorTelephone}'),
  },
} as const satisfies FieldRows;
