import { event } from './morning.ts';
import { dateIn } from './office.ts';

type Told = Record<string, unknown>;
const opened = (caseRef: string, caseType: string, received: number, more: Told = {}): object =>
  event('case.opened', { caseRef, caseType, channel: 'email', serviceArea: 'Admissions', receivedDate: dateIn(received), ...more });
const closed = (caseRef: string, on: number, outcome: string): object => event('case.closed', { caseRef, closedDate: dateIn(on), outcome });
const assigned = (caseRef: string, ownerRef: string): object => event('case.assigned', { caseRef, ownerRef });

/** Letters of three services, most of them answered, some late; two came more than a year ago. */
const letters = (): object[] =>
  [-400, -380, -200, -120, -90, -60, -40, -25, -12, -5].flatMap((received, index) => {
    const caseRef = `YL-${index}`;
    const serviceArea = ['SENAR', 'Admissions', 'Exclusions'][index % 3];
    const end = Math.min(0, received + 10 + 3 * index);
    return [opened(caseRef, 'yellow-letter', received, { channel: index % 2 === 0 ? 'councillor' : 'mp', serviceArea }), ...(index < 8 ? [closed(caseRef, end, 'answered')] : [])];
  });

/** Complaints with reasons and outcomes; one was withdrawn, and some are nobody's. */
const complaints = (): object[] => [
  ...[-300, -150, -100, -70, -45, -30, -20, -8, -3].flatMap((received, index) => {
    const caseRef = `CO-${index}`;
    const outcome = ['upheld', 'partly-upheld', 'not-upheld', 'no-update'][index % 4] ?? '';
    return [
      opened(caseRef, 'complaint', received, { stage: index % 3 === 0 ? 'Stage 2' : 'Stage 1', reason: index % 2 === 0 ? 'Transport late' : 'No reply', serviceArea: index % 2 === 0 ? 'Home to School Transport' : 'SENAR' }),
      ...(index % 2 === 0 ? [assigned(caseRef, 'worker-1')] : []),
      ...(index < 5 ? [closed(caseRef, received + 12 + index, outcome)] : []),
    ];
  }),
  opened('CO-W', 'complaint', -10, { reason: 'No reply' }),
  event('case.withdrawn', { caseRef: 'CO-W', date: dateIn(-4) }),
];

/** Assessments, of which a legal exception applies to one that is closed late and to one that is open. */
const assessments = (): object[] => [
  ...[-330, -260, -220, -160, -60, -20].flatMap((received, index) => {
    const caseRef = `EHC-${index}`;
    return [
      opened(caseRef, 'ehcp-assessment', received, { serviceArea: 'SENAR' }),
      assigned(caseRef, `worker-${1 + (index % 2)}`),
      ...(index === 0 || index === 3 ? [event('case.clock-disapplied', { caseRef, clock: 'final-plan', reason: 'exceptional personal circumstances' })] : []),
      ...(index < 2 ? [closed(caseRef, received + 200, 'plan issued')] : []),
    ];
  }),
];

/** Information requests, one of them waiting for a clarification, one received and one closed today. */
const requests = (): object[] => [
  ...[-95, -50, -27, -16, 0].map((received, index) => opened(`FOI-${index}`, 'foi', received, { serviceArea: index === 0 ? 'Library Services' : 'Admissions' })),
  event('case.clock-paused', { caseRef: 'FOI-3', reason: 'clarification', from: dateIn(-10) }),
  closed('FOI-2', 0, 'answered'),
];

/** A caseload in which every figure of the backlog counts something: open and closed, late and in time, excepted, paused, withdrawn, more than a year old. */
export const caseload = (): object[] => [
  ...letters(),
  ...complaints(),
  ...assessments(),
  ...requests(),
  event('team.upserted', { teamRef: 'team-info', name: 'Information team', filledPosts: 2, vacantPosts: 1, caseTypes: ['foi', 'yellow-letter'] }),
  event('team.upserted', { teamRef: 'team-ehc', name: 'Assessment team', filledPosts: 1.5, vacantPosts: 0, caseTypes: ['ehcp-assessment'] }),
];
