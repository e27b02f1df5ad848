import { event, fix, minutesFrom, scheduledRun } from '../../fixtures/events.ts';
import { bannered, callerNumber, child, elsewhere, guardian, guide, operatorEmail, otherGuardian, schoolEmail, standIn } from './canaries.ts';

/** A council's afternoon as its feeds tell it: runs under way with children on them, calls, cases and a plan. */
const passenger = (of: typeof child, routeRef: string, schoolRef: string, more: object = {}) =>
  event('passenger.upserted', { passengerRef: of.ref, name: `${of.first} ${of.last}`, birthDate: of.birthDate, postcode: of.postcode, schoolRef, routeRef, boardingStopRef: `${routeRef}-2`, needs: ['wheelchair', 'medication'], assistantRequired: true, ...more });
const family = (of: typeof guardian, passengerRefs: string[], messages: 'sms' | 'email') =>
  event('guardian.upserted', { guardianRef: of.ref, passengerRefs, relationship: 'mother', name: of.name, telephones: [of.telephone], email: of.email, password: of.password, messages });

export const period = '2026-09';
export const frozen = '2026-06';

/** Who and what there is. */
export const records = (): object[] => [
  event('school.upserted', { schoolRef: 'S1', name: 'Beechwood School', latitude: 52.51, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' }, area: 'North', email: schoolEmail, phase: 'primary' }),
  event('school.upserted', { schoolRef: 'S2', name: 'Oakfield Academy', latitude: 52.52, longitude: -1.8, bellTimes: { starts: '08:50', ends: '15:15' }, area: 'South' }),
  event('operator.upserted', { operatorRef: 'O1', name: 'Ridgeway Travel', telephone: '0121 496 0412', email: operatorEmail }),
  event('operator.upserted', { operatorRef: 'O2', name: 'Vale Coaches', telephone: '0121 496 0413' }),
  event('vehicle.upserted', { vehicleRef: 'V1', operatorRef: 'O1', registration: 'BX21 KLM', seats: 16, wheelchairPlaces: 2 }),
  event('vehicle.upserted', { vehicleRef: 'V2', operatorRef: 'O2', registration: 'BX21 NOP', seats: 8, wheelchairPlaces: 1 }),
  event('vehicle.upserted', { vehicleRef: 'V3', operatorRef: 'O1', registration: 'BX21 QRS', seats: 8, wheelchairPlaces: 2 }),
  event('assistant.upserted', { assistantRef: guide.ref, name: guide.name, telephone: guide.telephone, training: ['wheelchair'] }),
  event('assistant.upserted', { assistantRef: standIn.ref, name: standIn.name, telephone: standIn.telephone, training: ['wheelchair', 'medication'], latitude: 52.5, longitude: -1.9 }),
  passenger(child, '412', 'S1'),
  passenger(bannered, '412', 'S1', { banner: 'court-order', boardingStopRef: '412-3' }),
  passenger(elsewhere, '413', 'S2'),
  family(guardian, [child.ref, bannered.ref], 'sms'),
  family(otherGuardian, [elsewhere.ref], 'email'),
];

const stops = (routeRef: string, start: number, north: number) =>
  [0, 1, 2, 3].map((place) => ({ sequence: place + 1, stopRef: `${routeRef}-${place + 1}`, name: `Stop ${routeRef}.${place + 1}`, latitude: 52.48 + place * 0.01, longitude: -1.9 + north, scheduledAt: minutesFrom(start, place * 6) }));

/** R1 and R2 are under way, R3 begins soon and has lost its guide, R4 was cancelled. */
export const runs = (now: number): object[] => {
  const at = (minutes: number): string => minutesFrom(now, minutes);
  return [
    scheduledRun('R1', now - 8 * 60_000, { routeRef: '412', schoolRef: 'S1', operatorRef: 'O1', stopCalls: stops('412', now - 8 * 60_000, 0), path: '_p~iF~ps|U_ulLnnqC' }),
    scheduledRun('R2', now - 8 * 60_000, { routeRef: '413', schoolRef: 'S2', operatorRef: 'O2', stopCalls: stops('413', now - 8 * 60_000, 0.1) }),
    scheduledRun('R3', now + 25 * 60_000, { routeRef: '412', schoolRef: 'S1', operatorRef: 'O1', direction: 'from-school', stopCalls: stops('412', now + 25 * 60_000, 0) }),
    scheduledRun('R4', now + 20 * 60_000, { routeRef: '414', schoolRef: 'S2', operatorRef: 'O2', stopCalls: stops('414', now + 20 * 60_000, 0.2) }),
    event('run.assigned', { runRef: 'R1', vehicleRef: 'V1', driverRef: 'D1', assistantRef: guide.ref }),
    event('run.assigned', { runRef: 'R2', vehicleRef: 'V2' }),
    event('run.assigned', { runRef: 'R3', vehicleRef: 'V1', assistantRef: guide.ref }),
    event('crew.signed-in', { runRef: 'R1', role: 'assistant', ref: guide.ref, at: at(-9) }),
    event('run.started', { runRef: 'R1', at: at(-8) }),
    event('run.started', { runRef: 'R2', at: at(-8) }),
    event('stop.called', { runRef: 'R1', sequence: 1, arrivedAt: at(-8), departedAt: at(-7) }),
    fix('V1', now - 40_000, { runRef: 'R1', latitude: 52.487, speedMetresPerSecond: 8 }),
    fix('V1', now - 20_000, { runRef: 'R1', latitude: 52.488, speedMetresPerSecond: 8 }),
    fix('V2', now - 20_000, { runRef: 'R2', latitude: 52.488, longitude: -1.8, speedMetresPerSecond: 8 }),
    event('passenger.boarded', { runRef: 'R1', passengerRef: child.ref, sequence: 2, at: at(-1) }),
    event('passenger.absent', { runRef: 'R2', passengerRef: elsewhere.ref, at: at(-9) }),
    event('run.delayed', { runRef: 'R2', minutes: 12, cause: 'Traffic' }),
    event('run.cancelled', { runRef: 'R4', cause: 'Vehicle fault' }),
    event('assistant.unavailable', { assistantRef: guide.ref, from: at(20), until: at(300) }),
    event('service-alert.published', { alertRef: 'SA1', cause: 'construction', effect: 'detour', activePeriods: [{ from: at(-60), until: at(600) }], affected: { routeRefs: ['412'] }, header: 'Road closed at the bridge' }),
  ];
};

/** Calls and cases: `K1` of transport and about a child, `K2` of another service, `K3` closed. */
export const office = (now: number): object[] => {
  const day = (ago: number): string => new Date(now - ago * 86_400_000).toISOString().slice(0, 10);
  const at = (minutes: number): string => minutesFrom(now, minutes);
  return [
    event('call.queued', { callRef: 'CALL1', queue: 'transport', at: at(-3), callerNumber }),
    event('call.answered', { callRef: 'CALL1', adviserRef: 'calls', at: at(-2) }),
    event('call.queued', { callRef: 'CALL2', queue: 'transport', at: at(-1), callerNumber: otherGuardian.telephone }),
    event('case.opened', { caseRef: 'K1', caseType: 'complaint', channel: 'email', serviceArea: 'Home to School Transport', receivedDate: day(9), reason: 'Late bus', subjectRef: child.ref, ownerRef: 'worker-1' }),
    event('case.opened', { caseRef: 'K2', caseType: 'ehcp-assessment', channel: 'email', serviceArea: 'SENAR', receivedDate: day(30), subjectRef: bannered.ref }),
    event('case.opened', { caseRef: 'K3', caseType: 'foi', channel: 'email', serviceArea: 'Admissions', receivedDate: day(20) }),
    event('case.stage-changed', { caseRef: 'K2', stage: 'decision', date: day(5) }),
    event('case.clock-paused', { caseRef: 'K3', reason: 'clarification', from: day(10) }),
    event('case.clock-resumed', { caseRef: 'K3', at: day(8) }),
    event('case.closed', { caseRef: 'K3', closedDate: day(2), outcome: 'answered' }),
    event('team.upserted', { teamRef: 'T1', name: 'Assessment', filledPosts: 4, vacantPosts: 1, caseTypes: ['ehcp-assessment'] }),
    event('contact.logged', { contactRef: 'EARLIER', passengerRef: child.ref, reason: 'where is the bus', outcome: 'Told', adviserRef: 'somebody', at: at(-600), words: 'canarywordsofacall: earlier' }),
  ];
};

export const programme = (): object[] => [
  event('programme.item-upserted', { itemRef: 'W1', kind: 'workstream', title: 'Home to school transport' }),
  event('programme.item-upserted', { itemRef: 'P1', kind: 'project', parentRef: 'W1', title: 'Count the runs' }),
  event('programme.item-upserted', { itemRef: 'I1', kind: 'action', parentRef: 'P1', title: 'Write to every family', dueDate: '2026-10-01' }),
  ...[frozen, period].flatMap((of) => ['P1', 'I1'].map((itemRef) => event('programme.assessed', { itemRef, period: of, rating: 'green' as const, assessedByRole: 'Head of service', assessedOn: `${of}-28`, commentary: `As it was in ${of}` }))),
  event('programme.measure-upserted', { measureRef: 'M1', title: 'On time', itemRefs: ['I1'], unit: '%', target: 95, aim: 'at-least', value: 91, asOf: '2026-09-28T12:00:00Z' }),
  event('programme.risk-upserted', { riskRef: 'RISK1', description: 'Too few guides', scoreBefore: 16, scoreAfter: 9 }),
  event('programme.recommendation-upserted', { recommendationRef: 'REC1', body: 'Scrutiny committee', recommendation: 'Count the runs', category: { scheme: 'Ofsted', code: 'B', label: 'Open' } }),
  event('programme.scheme-upserted', { scheme: 'Ofsted', categories: [{ code: 'A', label: 'Done', achieved: true }, { code: 'B', label: 'Open' }] }),
  event('programme.milestone-upserted', { milestoneRef: 'MS1', itemRef: 'I1', title: 'Letters sent', dueDate: '2026-10-01' }),
  event('programme.decision-upserted', { decisionRef: 'DEC1', title: 'Buy or hire', dueDate: '2026-10-01' }),
];

/** A run that is over. */
const whole = (runRef: string, now: number): object[] => [
  scheduledRun(runRef, now - 40 * 60_000, { routeRef: '415', schoolRef: 'S1', operatorRef: 'O1', stopCalls: stops('415', now - 40 * 60_000, 0.3) }),
  event('run.started', { runRef, at: minutesFrom(now, -40) }),
  event('run.completed', { runRef, at: minutesFrom(now, -20) }),
];

/** What goes on happening: one step of it, so that every topic has something to tell. */
export function goesOn(step: number, now = Date.now()): object[] {
  const at = new Date(now).toISOString();
  const north = Math.min(step * 0.0006, 0.02);
  const turn = ['boarded', 'alighted', 'absent'][step % 3] as 'boarded' | 'alighted' | 'absent';
  return [
    fix('V1', now, { runRef: 'R1', latitude: 52.488 + north, speedMetresPerSecond: 8 }),
    fix('V2', now, { runRef: 'R2', latitude: 52.488 + north, longitude: -1.8, speedMetresPerSecond: 8 }),
    event(`passenger.${turn}`, { runRef: 'R1', passengerRef: step % 2 === 0 ? child.ref : bannered.ref, at }),
    event('run.delayed', { runRef: step % 2 === 0 ? 'R1' : 'R2', minutes: 5 + (step % 20), cause: 'Traffic' }),
    event('case.opened', { caseRef: `KN${step}`, caseType: step % 2 === 0 ? 'complaint' : 'ehcp-assessment', channel: 'email', serviceArea: step % 2 === 0 ? 'Home to School Transport' : 'SENAR', receivedDate: at.slice(0, 10), subjectRef: child.ref }),
    event('programme.assessed', { itemRef: 'I1', period, rating: step % 2 === 0 ? 'amber' : 'green', assessedByRole: 'Head of service', assessedOn: `${period}-28`, commentary: `Step ${step}`, pathToGreen: { words: 'More letters', date: '2026-12-01' } }),
    event('programme.risk-upserted', { riskRef: 'RISK1', description: 'Too few guides', scoreBefore: 16, scoreAfter: 1 + (step % 16) }),
    event('call.queued', { callRef: `CN${step}`, queue: 'transport', at, callerNumber: step % 2 === 0 ? callerNumber : guardian.telephone }),
    ...(step % 10 === 3 ? whole(`RN${step}`, now) : []),
    ...(step > 1 ? [event('call.abandoned', { callRef: `CN${step - 1}`, at })] : []),
  ];
}
