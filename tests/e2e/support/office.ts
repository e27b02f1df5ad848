import { send } from '../../support/sightline.ts';
import type { Sightline } from '../../support/sightline.ts';
import { event } from './morning.ts';

const day = 86_400_000;
/** The civil date some days from now, `YYYY-MM-DD`. */
export const dateIn = (days: number): string => new Date(Date.now() + days * day).toISOString().slice(0, 10);

export async function receive(sightline: Sightline, events: readonly object[]): Promise<void> {
  const { status, body } = await send(sightline, events);
  if (status !== 200 || body.rejected.length > 0) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
}

export const foi = (number: number, received: string): object =>
  event('case.opened', { caseRef: `FOI-${number}`, caseType: 'foi', channel: 'email', serviceArea: 'Admissions', receivedDate: received });

/** Two requests long overdue, one fresh, and letters of two services that were answered. */
export const cases = (): object[] => [
  foi(1, dateIn(-90)),
  foi(2, dateIn(-80)),
  foi(3, dateIn(-1)),
  ...[1, 2, 3].flatMap((number) => [
    event('case.opened', { caseRef: `YL-${number}`, caseType: 'yellow-letter', channel: 'councillor', serviceArea: number === 3 ? 'SENAR' : 'Admissions', receivedDate: dateIn(-60) }),
    event('case.closed', { caseRef: `YL-${number}`, closedDate: dateIn(number === 3 ? -20 : -54), outcome: 'answered' }),
  ]),
];

const item = (itemRef: string, kind: string, title: string, parentRef?: string, more: object = {}) => event('programme.item-upserted', { itemRef, kind, title, ...(parentRef ? { parentRef } : {}), leadRole: 'Head of service', dueDate: '2030-03-31', startDate: '2026-01-01', ...more });
export const rated = (itemRef: string, period: string, rating: string, more: object = {}): object =>
  event('programme.assessed', { itemRef, period, rating, assessedByRole: 'Workstream lead', assessedOn: `${period}-28`, commentary: 'As reported.', ...more });

/** Two workstreams, one of them led elsewhere; a project that fell, with a Red action below it. */
export const plan = (): object[] => [
  item('A', 'workstream', 'Home to school transport'),
  item('B', 'workstream', 'Health and therapies', undefined, { ledBy: 'the Area Partnership' }),
  item('A1', 'project', 'Safe starts in September', 'A'),
  item('B1', 'project', 'Therapies on time', 'B', { ledBy: 'the Area Partnership' }),
  item('A1.1', 'action', 'Train guides before they start', 'A1'),
  item('A1.2', 'action', 'Check every route by bus', 'A1'),
  item('B1.1', 'action', 'Fill two posts', 'B1', { ledBy: 'the Area Partnership' }),
  rated('A1', '2026-06', 'green'),
  rated('A1', '2026-09', 'amber'),
  rated('A1.1', '2026-06', 'amber'),
  rated('A1.1', '2026-09', 'red', { commentary: 'Guides started without harness training.', pathToGreen: { words: 'Weekend courses are booked.', date: '2026-11-30' } }),
  rated('A1.2', '2026-06', 'green'),
  rated('A1.2', '2026-09', 'green'),
];
