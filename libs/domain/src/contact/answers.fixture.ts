import { askedOf, at, home, morning, runDetailOf } from './run-detail.fixture.js';
import type { Call, Made } from './run-detail.fixture.js';
import type { Asked } from './situation.js';
import type { Answer } from './sentence.js';
import { answerSentence } from './sentence.js';

/** An example of what is said: made for the tests and for the table of `docs/answer.md`, so that neither can be out of date. */
export interface Example {
  readonly name: string;
  readonly run: Made;
  readonly asked?: Parameters<typeof askedOf>[1];
  readonly kind: string;
  readonly sentence: string;
  readonly age: string;
}
export const answerTo = ({ run, asked }: Pick<Example, 'run' | 'asked'>): { readonly answer: Answer; readonly asked: Asked } => {
  const detail = runDetailOf(run);
  const question = askedOf(detail, asked);
  return { answer: answerSentence(detail, question), asked: question };
};

const waiting: readonly Call[] = home.map(({ name, due }) => ({ name, due }));
const early: Made = { state: 'scheduled', calls: waiting, seen: null };
/** The same stops with other times, by their place. */
const but = (changes: Readonly<Record<number, Partial<Call>>>, calls: readonly Call[] = home): readonly Call[] => calls.map((call, index) => ({ ...call, ...changes[index] }));
const without = ({ name, due }: Call): Call => ({ name, due });
const unseenAhead = home.map((call, index) => (index > 1 ? without(call) : call));
const next: readonly Call[] = but({ 2: { arrived: '15:37', left: '15:37:30' } }).map((call, index) => (index === 2 ? { name: call.name, due: call.due, arrived: '15:37', left: '15:37:30' } : call));
const gone: readonly Call[] = next.map((call, index) => (index === 3 ? { name: call.name, due: call.due, arrived: '15:36', left: '15:37' } : call));
const toSchool: Made = { direction: 'to-school', calls: morning, seen: '08:17:51' };
const inMorning = { index: 2, clock: '08:18' } as const;
const passedInMorning = { index: 0, clock: '08:18' } as const;
const cancellation = { cause: 'vehicle defect', message: 'Engine warning light; vehicle taken off the road.', at: at('15:02') };
const delay = { minutes: 15, cause: 'roadworks', at: at('15:30') };
const closure = (effect: 'cancelled' | 'return' | 'collect' | 'retimed' | 'untouched'): Made['closure'] => ({ effect, cause: 'no heating', at: at('15:00') });

type Row = readonly [name: string, run: Made, asked: Example['asked'], kind: string, sentence: string, age: string];
const nine = 'That is from its position 9 seconds ago.';
const left = 'Route 412 left Beechwood School at 15:18';
const fromTimetable = 'That is from the timetable.';
const unheard = 'It was last seen 4 minutes ago.';

const rows: readonly Row[] = [
  // On its way, home.
  ['on its way', {}, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, about 6 minutes late.`, nine],
  ['by the name of the stop', {}, { yourStop: false }, 'on-its-way', `${left} and is two stops away; we expect it at Mill Pool between 15:44 and 15:49, about 6 minutes late.`, nine],
  ['the caller’s stop is next', { calls: next }, {}, 'on-its-way', `${left} and your stop is next; we expect it there between 15:44 and 15:49, about 6 minutes late.`, nine],
  ['on time', { calls: but({ 3: { due: '15:46' } }) }, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, on time.`, nine],
  ['one minute is on time', { calls: but({ 3: { due: '15:45' } }) }, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, on time.`, nine],
  ['early', { calls: but({ 3: { due: '15:50' } }) }, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, about 4 minutes early.`, nine],
  ['the last stop', {}, { index: 4 }, 'on-its-way', `${left} and is three stops away; we expect it at your stop between 15:48 and 15:55, about 6 minutes late.`, nine],
  ['ageing', { seen: '15:36:50' }, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, about 6 minutes late.`, 'That is from its position 90 seconds ago.'],
  ['a caller who asks about no stop', {}, { index: null }, 'on-its-way', `${left} and is three stops from Wharf Street; we expect it at Wharf Street between 15:48 and 15:55, about 6 minutes late.`, nine],
  ['a delay with a cause', { delay, conditions: ['late'] }, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, about 6 minutes late because of road works.`, nine],
  ['a delay with a cause that is not for telling', { delay: { ...delay, cause: 'driver taken ill' } }, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, about 6 minutes late.`, nine],
  ['an accident is not read out', { delay: { ...delay, cause: 'accident' } }, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, about 6 minutes late.`, nine],
  ['another bus than usual', { vehicle: { vehicleRef: 'V2', substitute: true } }, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, about 6 minutes late. It is not the usual bus today.`, nine],
  ['too long aboard is not blurted out', { conditions: ['overlong'] }, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, about 6 minutes late.`, nine],
  ['without its guide on the way: for the control room', { conditions: ['no-guide'] }, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, about 6 minutes late.`, nine],
  ['a run of a closed school that goes all the same', { closure: closure('untouched') }, {}, 'on-its-way', `${left} and is two stops away; we expect it at your stop between 15:44 and 15:49, about 6 minutes late.`, nine],
  ['nobody saw it start', { calls: but({ 0: { left: undefined }, 1: {} }).map((call, index) => (index < 2 ? without(call) : call)), nextSequence: 3 }, {}, 'on-its-way', 'Route 412 has set out and is two stops away; we expect it at your stop between 15:44 and 15:49, about 6 minutes late.', nine],
  ['a window that began before now', {}, { clock: '15:46:30' }, 'last-seen', `${left}. We last saw it at 15:38, two stops away. It may be at your stop between 15:46 and 15:49, but that may be wrong.`, 'It was last seen 8 minutes ago.'],
  ['a window of seconds is still a range', { calls: but({ 3: { expected: ['15:38:30', '15:38:40', '15:38:50'] } }, next) }, {}, 'on-its-way', `${left} and your stop is next; we expect it there between 15:38 and 15:39, on time.`, nine],
  ['its window is over', { calls: but({ 3: { expected: ['15:36', '15:37', '15:38'] } }, next) }, {}, 'overdue', `${left} and your stop is next. We thought it would be at your stop by now, but have not seen it there.`, nine],
  ['no time can be worked out', { calls: unseenAhead }, {}, 'no-estimate', `${left} and is two stops away. We cannot say when it will be at your stop.`, nine],
  // Behind it.
  ['been at the stop', { calls: gone }, {}, 'been-and-gone', 'Route 412 left your stop at 15:37, 3 minutes early.', nine],
  ['been at the stop, on time', { calls: gone.map((call, index) => (index === 3 ? { ...call, due: '15:36' } : call)) }, {}, 'been-and-gone', 'Route 412 was at your stop at 15:36, on time.', nine],
  ['been at the stop, gone quiet since', { calls: gone, seen: '15:34:11' }, {}, 'been-and-gone', 'Route 412 left your stop at 15:37, 3 minutes early.', unheard],
  ['went past unseen', { calls: unseenAhead, nextSequence: 5 }, {}, 'been-and-gone', 'Route 412 has gone past your stop, but we did not see when.', nine],
  ['left the school where the caller is', {}, { index: 0 }, 'been-and-gone', 'Route 412 left your stop at 15:18, 8 minutes late.', nine],
  // Silent.
  ['last seen minutes ago', { seen: '15:34:11', conditions: ['signal-lost'] }, {}, 'last-seen', `${left}. We last saw it at 15:34, two stops away. It may be at your stop between 15:44 and 15:49, but that may be wrong.`, unheard],
  ['last seen minutes ago, with a report since', { calls: but({ 2: { arrived: '15:37', left: '15:37:30' } }), seen: '15:34:11' }, {}, 'last-seen', `${left}. We were told that it left Tanner’s Row at 15:37. We last saw it at 15:34. It may be at your stop between 15:44 and 15:49, but that may be wrong.`, unheard],
  ['last seen minutes ago off its road', { seen: '15:34:11', conditions: ['off-route'] }, {}, 'last-seen', `${left}. We last saw it at 15:34. It may be at your stop between 15:44 and 15:49, but that may be wrong.`, unheard],
  ['last seen minutes ago, nothing to go by', { calls: unseenAhead, seen: '15:34:11' }, {}, 'last-seen', `${left}. We last saw it at 15:34, two stops away. We cannot say when it will be at your stop.`, unheard],
  ['lost', { seen: '15:26:20' }, {}, 'lost', `${left}. We were told that it left Park Gate at 15:35. We last saw it at 15:26 and cannot say when it will be at your stop.`, 'It was last seen 12 minutes ago.'],
  ['lost, with a delay that was told', { seen: '15:26:20', delay }, {}, 'lost', `${left}. We were told that it left Park Gate at 15:35. We were told that it is about 15 minutes late because of road works. We last saw it at 15:26 and cannot say when it will be at your stop.`, 'It was last seen 12 minutes ago.'],
  ['lost, and nothing told since', { calls: unseenAhead.map((call, index) => (index === 1 ? without(call) : call)), nextSequence: 3, seen: '15:26:20' }, {}, 'lost', `${left}. We last saw it at 15:26 and cannot say when it will be at your stop.`, 'It was last seen 12 minutes ago.'],
  ['lost for hours', { seen: '12:00' }, {}, 'lost', `${left}. We were told that it left Park Gate at 15:35. We last saw it at 12:00 and cannot say when it will be at your stop.`, 'It was last seen 3 hours ago.'],
  // No device.
  ['no device, stops reported', { seen: null }, {}, 'never-seen', `${left}. We were told that it left Park Gate at 15:35. We cannot see this bus, so we cannot say when it will be at your stop.`, 'We last heard of it 3 minutes ago.'],
  ['no device, only its start and a delay', { calls: but({ 1: { arrived: undefined, left: undefined } }).map((call, index) => (index === 1 ? without(call) : call)), seen: null, delay }, {}, 'never-seen', `${left}. We were told that it is about 15 minutes late because of road works. We cannot see this bus, so we cannot say when it will be at your stop.`, 'We last heard of it 8 minutes ago.'],
  ['no device, nothing reported', { calls: waiting, seen: null }, {}, 'never-seen', 'Route 412 has set out. We cannot see this bus, so we cannot say when it will be at your stop.', ''],
  ['no device, its crew signed in', { calls: waiting, seen: null, signIns: [{ role: 'driver', at: at('15:08:20') }] }, {}, 'never-seen', 'Route 412 has set out. We cannot see this bus, so we cannot say when it will be at your stop.', 'We last heard of it 30 minutes ago.'],
  // In trouble.
  ['standing', { conditions: ['stalled', 'late'] }, {}, 'standing', `${left} and is two stops away. It has hardly moved since 15:29. We cannot say when it will be at your stop.`, nine],
  ['off its road', { conditions: ['off-route'] }, {}, 'off-its-road', `${left}. It is not on its usual road just now. It may be at your stop between 15:44 and 15:49, but that may be wrong.`, nine],
  ['off its road, nothing to go by', { calls: unseenAhead, conditions: ['off-route'] }, {}, 'off-its-road', `${left}. It is not on its usual road just now. We cannot say when it will be at your stop.`, nine],
  ['at a wrong school', { conditions: ['wrong-school', 'off-route'] }, {}, 'control-room', 'I will put you through to our control room now. They can tell you about route 412.', ''],
  ['a child is unaccounted for', { state: 'completed', conditions: ['unaccounted'] }, {}, 'control-room', 'I will put you through to our control room now. They can tell you about route 412.', ''],
  ['a child is unaccounted for, not the caller’s', { state: 'completed', calls: gone, conditions: ['unaccounted'] }, { child: 'alighted' }, 'arrived', 'Route 412 left your stop at 15:37, 3 minutes early. It has now done its run.', 'That was 2 minutes ago.'],
  ['the child is not ticked off', { calls: gone }, { child: 'aboard' }, 'not-off', 'I will put you through to our control room now. They can tell you about route 412.', ''],
  ['the child is not ticked on', {}, { child: 'to-board' }, 'not-on', `${left}. We have not been told that your child got on. I will put you through to our control room now.`, nine],
  ['the child was not on the bus', { calls: gone }, { child: 'absent' }, 'been-and-gone', 'Route 412 left your stop at 15:37, 3 minutes early.', nine],
  // To school.
  ['to school, ahead', toSchool, inMorning, 'on-its-way', 'Route 412 left Mill Pool at 08:06 and your stop is next; we expect it there between 08:23 and 08:27, about 5 minutes late.', nine],
  ['to school, past the stop', toSchool, passedInMorning, 'on-its-way', 'Route 412 left your stop at 08:06. We expect it at Beechwood School between 08:43 and 08:48, about 5 minutes late.', nine],
  ['to school, past the stop, child ticked on', toSchool, { ...passedInMorning, child: 'aboard' }, 'on-its-way', 'Route 412 left your stop at 08:06. We expect it at Beechwood School between 08:43 and 08:48, about 5 minutes late.', nine],
  ['to school, past the stop, child not ticked on', toSchool, { ...passedInMorning, child: 'to-board' }, 'not-on', 'Route 412 left your stop at 08:06. We have not been told that your child got on. I will put you through to our control room now.', nine],
  ['to school, past the stop, last seen minutes ago', { ...toSchool, seen: '08:14' }, passedInMorning, 'last-seen', 'Route 412 left your stop at 08:06. We were told that it left Park Gate at 08:16. We last saw it at 08:14. It may be at Beechwood School between 08:43 and 08:48, but that may be wrong.', unheard],
  ['to school, past the stop, standing', { ...toSchool, conditions: [['stalled', '08:09']] }, passedInMorning, 'standing', 'Route 412 left your stop at 08:06. It has hardly moved since 08:09. We cannot say when it will be at Beechwood School.', nine],
  ['to a school that has closed', { ...toSchool, closure: closure('return') }, passedInMorning, 'taking-home', 'Beechwood School is closed, so route 412 is taking the children home. We cannot say when it will be at your stop. Please be there to meet it.', ''],
  ['arrived at school', { ...toSchool, state: 'completed', calls: morning.map((call, index) => (index === 3 ? { name: call.name, due: '08:40', arrived: '08:46' } : call)) }, { index: 0, clock: '08:56' }, 'arrived', 'Route 412 was at Beechwood School at 08:46, 6 minutes late.', 'That was 10 minutes ago.'],
  // Over.
  ['over', { state: 'completed', calls: gone }, {}, 'arrived', 'Route 412 left your stop at 15:37, 3 minutes early. It has now done its run.', 'That was 2 minutes ago.'],
  ['over, not seen at the stop', { state: 'completed', calls: unseenAhead }, {}, 'over-unseen', 'Route 412 has done its run. We did not see when it was at your stop.', ''],
  // Cancelled.
  ['cancelled', { state: 'cancelled', calls: waiting, cancellation }, {}, 'cancelled', 'Route 412 is cancelled today because of a fault. We have not yet been told of other transport.', 'We were told 36 minutes ago.'],
  ['cancelled because someone is ill', { state: 'cancelled', calls: waiting, cancellation: { ...cancellation, cause: 'driver sick' } }, {}, 'cancelled', 'Route 412 is cancelled today. We have not yet been told of other transport.', 'We were told 36 minutes ago.'],
  ['cancelled, other transport', { state: 'cancelled', calls: waiting, cancellation, coveredAt: at('15:08:20') }, {}, 'cancelled-covered', 'Route 412 is cancelled today because of a fault. Other transport will take the children.', 'It was set up 30 minutes ago.'],
  ['cancelled on the way', { state: 'cancelled', cancellation }, {}, 'cancelled-on-the-way', `${left} but is now cancelled. I will put you through to our control room now.`, 'We were told 36 minutes ago.'],
  ['cancelled on the way, other transport', { state: 'cancelled', cancellation, coveredAt: at('15:08:20') }, {}, 'cancelled-on-the-way', `${left} but is now cancelled. Other transport is on hand. I will put you through to our control room now.`, 'We were told 36 minutes ago.'],
  ['the school is closed', { state: 'cancelled', calls: waiting, cancellation, closure: closure('cancelled') }, {}, 'school-closed', 'Beechwood School is closed today, so route 412 will not run.', 'We were told 38 minutes ago.'],
  ['cancelled on another day', { state: 'cancelled', calls: waiting, cancellation, startsAt: '2026-11-12T15:10:00Z', endsAt: '2026-11-12T15:45:00Z', serviceDate: '2026-11-12' }, {}, 'cancelled', 'Route 412 is cancelled on Thursday 12 November because of a fault. We have not yet been told of other transport.', 'We were told 36 minutes ago.'],
  // Not begun.
  ['before its time', early, { clock: '14:30' }, 'before-its-time', 'Route 412 has not left yet. It is due to leave Beechwood School at 15:10 and be at your stop at 15:40.', fromTimetable],
  ['soon, and not seen', early, { clock: '15:05' }, 'before-its-time', 'Route 412 is due to leave Beechwood School at 15:10 and be at your stop at 15:40.', fromTimetable],
  ['before its time, the first stop', early, { index: 0, clock: '14:30' }, 'before-its-time', 'Route 412 has not left yet. It is due to leave your stop at 15:10.', fromTimetable],
  ['before its time, nobody is ready', { ...early, conditions: ['not-ready'] }, { clock: '15:05' }, 'before-its-time', 'Route 412 is due to leave Beechwood School at 15:10 and be at your stop at 15:40. We have not heard yet that it is ready to go.', fromTimetable],
  ['before its time, without a guide', { ...early, conditions: ['no-guide'] }, { clock: '14:30' }, 'before-its-time', 'Route 412 has not left yet. It is due to leave Beechwood School at 15:10 and be at your stop at 15:40. It still needs a guide, so it may leave late.', fromTimetable],
  ['before its time, the school ends early', { ...early, closure: closure('retimed') }, { clock: '14:30' }, 'before-its-time', 'Route 412 has not left yet. It is due to leave Beechwood School at 15:10 and be at your stop at 15:40. Beechwood School ends early today.', fromTimetable],
  ['before its time, another day', { ...early, startsAt: '2026-11-12T15:10:00Z', endsAt: '2026-11-12T15:45:00Z', serviceDate: '2026-11-12' }, { clock: '14:30' }, 'before-its-time', 'Route 412 has not left yet. It is due to leave Beechwood School at 15:10 and be at your stop at 15:40 on Thursday 12 November.', fromTimetable],
  ['a delay before the start', { ...early, calls: but({ 3: { expected: ['15:52', '15:56', '16:00'] } }, waiting), delay: { ...delay, at: at('14:50') } }, { clock: '14:52' }, 'delayed-before-start', 'Route 412 has not left yet. It is due to leave Beechwood School at 15:10. We were told that it will be about 15 minutes late because of road works. We expect it at your stop between 15:52 and 16:00.', 'We were told 2 minutes ago.'],
  ['just due', early, { clock: '15:12' }, 'due', 'Route 412 was due to leave Beechwood School at 15:10. We have not seen it leave yet.', fromTimetable],
  ['just due, its bus is seen', { ...early, seen: '15:11:51', calls: but({ 3: { expected: ['15:42', '15:44', '15:48'] } }, waiting) }, { clock: '15:12' }, 'due', 'Route 412 was due to leave Beechwood School at 15:10. We have not seen it leave yet. We expect it at your stop between 15:42 and 15:48.', 'Its bus was seen 9 seconds ago.'],
  ['not started', { ...early, conditions: ['not-started'] }, { clock: '15:18' }, 'not-started', 'Route 412 was due to leave Beechwood School at 15:10 and has not left yet, as far as we can see. We cannot say yet when it will be at your stop.', 'It should have left 8 minutes ago.'],
  ['not started, a delay was told', { ...early, conditions: ['not-started'], calls: but({ 3: { expected: ['15:52', '15:56', '16:00'] } }, waiting), delay: { ...delay, at: at('15:14') } }, { clock: '15:18' }, 'not-started', 'Route 412 was due to leave Beechwood School at 15:10 and has not left yet, as far as we can see. We were told that it will be about 15 minutes late because of road works. We expect it at your stop between 15:52 and 16:00.', 'We were told 4 minutes ago.'],
  ['not started, its delay has run out', { ...early, conditions: ['not-started'], calls: but({ 3: { expected: ['16:02', '16:06', '16:10'] } }, waiting), delay: { ...delay, at: at('15:14') } }, { clock: '15:36' }, 'not-started', 'Route 412 was due to leave Beechwood School at 15:10 and has not left yet, as far as we can see. We were told that it will be about 15 minutes late because of road works. We cannot say yet when it will be at your stop.', 'We were told 22 minutes ago.'],
  ['the school closes, and the children must be fetched', { ...early, closure: closure('collect') }, { clock: '15:05' }, 'fetching', 'Beechwood School is closing, so route 412 will bring the children home. We cannot say yet when it will be at your stop.', 'We were told 5 minutes ago.'],
  ['never heard of', early, { clock: '16:20' }, 'never-heard-of', 'We have not heard if route 412 ran today. It was due to leave Beechwood School at 15:10 and be at your stop at 15:40.', fromTimetable],
];

export const examples: readonly Example[] = rows.map(([name, run, asked, kind, sentence, age]) => ({ name, run, asked, kind, sentence, age }));
