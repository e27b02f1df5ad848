import type { FieldRows } from '../classes.js';
import { paths } from '../paths.js';

/** What the control room's resources can send, path by path. */
export const transportFields = {
  fleet: {
    operation: paths(`
      schools.{schoolRef name latitude longitude area} operators.{operatorRef name} items.{routeRef path} runRef routeRef direction
      operatorRef schoolRef vehicleRef state conditions.{condition since} latenessSeconds startsAt endsAt nextStop stopsLeft
    `),
    'business-contact': paths('operators.telephone'),
    place: paths('latitude longitude bearing recordedAt'),
    'child-count': paths('childrenCount'),
  },
  runs: {
    operation: paths(`
      items.{runRef routeRef serviceDate direction operatorRef operatorName schoolRef schoolName vehicleRef state conditions.{condition
      since} startsAt endsAt latenessSeconds audience kind alertRef cause effect activePeriods.{from until} affected.{routeRefs runRefs
      stopRefs schoolRefs operatorRefs} header origin publishedAt withdrawnAt active why startsAtAfter scheduledAt arrivedAt lateMinutes
      outcome} nextCursor runRef routeRef serviceDate direction operatorRef operatorName schoolRef schoolName vehicleRef state
      conditions.{condition since} startsAt endsAt latenessSeconds sentence stopCalls.{sequence stopRef name latitude longitude
      scheduledAt expectedAt.{earliest likely latest} arrivedAt departedAt} nextSequence confidence.{inTen compared windowsInside of}
      path cancellation.{cause at} delay.{minutes cause at} assistantRequired substitute vehicleConfidence vehicle.{vehicleRef
      registration seats wheelchairPlaces substitute warnings} signIns.{role at} walkedAt messages.{messageRef at audience kind} toldAt
      coveredAt closure.{effect cause at} kind date at closed late seen lateFromMinutes summary formula asOf
    `),
    'child-count': paths('items.childrenCount childrenCount'),
    place: paths(`
      items.{position.{latitude longitude bearing speedMetresPerSecond recordedAt ageSeconds}} position.{latitude longitude bearing
      speedMetresPerSecond recordedAt ageSeconds}
    `),
    'message-words': paths('cancellation.message delay.message messages.words items.{words message}'),
    'crew-reference': paths('driverRef assistantRef'),
    'business-contact': paths('operatorTelephone'),
    'crew-contact': paths('guide.{assistantRef name telephone training substitute away}'),
    'staff-name': paths('messages.by'),
    note: paths('notes.{noteRef at by words}'),
    'child-initials': paths('children.initials'),
    'child-needs': paths('children.{needs assistantRequired}'),
    'child-journey': paths('children.status'),
  },
  messages: {
    operation: paths(`
      items.{messageRef runRef about audience kind createdAt recipients held queued sending sent delivered failed suppressed deliveryRef
      channel carrier state reason attempts sentAt endedAt} nextCursor entry message.{messageRef runRef about audience kind createdAt
      decidedAt goesAt expiresAt words.count total counts.* reasons.* carriers} carrier.{carrier state reason since until}
      rules.{rules.{late cancelled resumed covered arrived lateMinutes changeMinutes quietFrom quietUntil} changedAt}
    `),
    'staff-name': paths('items.decidedBy message.decidedBy rules.changedBy'),
    'child-initials': paths('items.initials'),
    'message-words': paths('message.words.words'),
  },
  alerts: {
    operation: paths(`
      items.{alertRef band state condition runRef routeRef operatorRef schoolRef since endedAt title asks acknowledgedAt escalatedAt
      changed.{at words} notes serviceDate detail raisedAt closedAt at step} nextCursor alert.{alertRef band state condition runRef
      routeRef operatorRef schoolRef since endedAt title asks acknowledgedAt escalatedAt changed.{at words} notes serviceDate detail
      raisedAt closedAt} alertRef band state condition runRef routeRef operatorRef schoolRef since endedAt title detail minutes weight
      asks acknowledgedAt escalatedAt changed.{at words} notes group.{groupRef runs title detail}
    `),
    'child-count': paths('items.childrenCount alert.childrenCount childrenCount'),
    'staff-name': paths(`
      items.{acknowledgedBy assignedTo closedBy actor} alert.{acknowledgedBy assignedTo closedBy} acknowledgedBy assignedTo
    `),
    note: paths('items.words'),
  },
  handover: {
    operation: paths(`
      asOf shiftFrom last.{handoverRef at openAlerts} toStart items.{section ref band title detail routeRef runRef operatorName
      schoolName since until escalatedAt}
    `),
    'staff-name': paths('last.{by from to} items.{who acknowledgedBy}'),
    note: paths('last.words items.notes'),
    'child-count': paths('items.childrenCount'),
  },
  session: {
    operation: paths(`
      items.{direction scheduled due started arrived onTime lateNow cancelled withoutPosition arrivals.{at arrived} usual.{weekday
      daysSeen daysNeeded figures.{due started arrived onTimePercent lateNow cancelled withoutPosition} arrivals.{at low middle high}}}
      nextCursor direction scheduled due started arrived onTime lateNow cancelled withoutPosition arrivals.{at arrived} usual.{weekday
      daysSeen daysNeeded figures.{due started arrived onTimePercent lateNow cancelled withoutPosition} arrivals.{at low middle high}}
    `),
  },
  traces: {
    place: paths('items.{latitude longitude recordedAt bearing speedMetresPerSecond accuracyMetres}'),
    operation: paths('conditions.{condition since until} alerts.{condition step at}'),
    'staff-name': paths('alerts.actor'),
  },
  'children-on-run': {
    operation: paths(`
      serviceDate session madeAt timeZone demonstration schools.{schoolRef name area bell} runs.{runRef routeRef state schoolRef
      operatorName vehicle seats wheelchairPlaces guideRequired stops.{sequence name scheduledAt}} absence.{from until runs.{runRef
      routeRef startsAt}} items.{distanceMetres lateMinutes fits freeFor reasons vehicleRef registration operatorName seats
      wheelchairPlaces} load.{seats wheelchairPlaces}
    `),
    'business-contact': paths('schools.telephone runs.operatorTelephone'),
    'crew-reference': paths('runs.driverRef absence.assistantRef items.assistantRef'),
    'crew-contact': paths('runs.guide items.{name telephone trained untrained knowsRoute}'),
    'child-initials': paths('runs.{stops.children.initials elsewhere.initials}'),
    'child-needs': paths('runs.{stops.{children.{needs assistantRequired}} elsewhere.{needs assistantRequired}} needs'),
  },
  sitrep: {
    figure: paths(`
      week from until frozen asOf underWay items.{figure label unit formula byOperator.{ref label} byRoute.{ref label} byArea.{ref
      label} parts.{part label unit formula byOperator.{ref label} byRoute.{ref label} byArea.{ref label}} week frozen horizon window
      compared likely centred within meanErrorSeconds operatorRef operatorName measure target defaults points pounds agreed kind at}
      nextCursor figure.{figure label unit formula byOperator.{ref label} byRoute.{ref label} byArea.{ref label} parts.{part label unit
      formula byOperator.{ref label} byRoute.{ref label} byArea.{ref label}}}
    `),
    'small-figure': paths(`
      items.{value numerator denominator byOperator.{value numerator denominator} byRoute.{value numerator denominator} byArea.{value
      numerator denominator} parts.{value numerator denominator byOperator.{value numerator denominator} byRoute.{value numerator
      denominator} byArea.{value numerator denominator}} values.* words runRef} figure.{value numerator denominator byOperator.{value
      numerator denominator} byRoute.{value numerator denominator} byArea.{value numerator denominator} parts.{value numerator
      denominator byOperator.{value numerator denominator} byRoute.{value numerator denominator} byArea.{value numerator denominator}}}
    `),
  },
  'sitrep-runs': {
    operation: paths(`
      items.{runRef serviceDate routeRef operatorRef operatorName schoolRef area direction startsAt endsAt fate punctuality basis
      latenessSeconds noticeMinutes coverage neededGuide hadGuide overlong childMinutes counts kind sequence claimedAt tracedAt
      metresAway verdict} nextCursor
    `),
    'child-count': paths('items.children'),
  },
} as const satisfies FieldRows;
