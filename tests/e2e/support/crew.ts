import type { LinkAddress } from '@sightline/contracts';
import type { BrowserContext, Page } from 'playwright-core';
import { event } from '../../fixtures/events.ts';
import { signIn } from '../../support/person.ts';
import { send } from '../../support/sightline.ts';
import type { Sightline } from '../../support/sightline.ts';

const metresPerDegree = 111_195;
/** A straight street due north, in metres from the first stop. */
export const along = (metres: number): { latitude: number; longitude: number } => ({ latitude: 52.46 + metres / metresPerDegree, longitude: -1.9 });

export const stopNames = ['Alder Close', 'Wharf Street', "Tanner's Row", 'Mill Pool', 'Park Gate', 'Beechwood School'];
export const stopMetres = [0, 800, 2000, 3200, 4400, 6000];
/** Metres a second. */
export const pace = 8;

/** Children of our own, by the stop where they get on. */
export const riders = [
  { passengerRef: 'P1', name: 'Maya Patel', stop: 0, needs: ['wheelchair'], assistantRequired: true },
  { passengerRef: 'P2', name: 'Leo Ash', stop: 0, needs: [] },
  { passengerRef: 'P3', name: 'Ida Frost', stop: 1, needs: ['harness', 'medication'] },
  { passengerRef: 'P4', name: 'Sam Reed', stop: 2, needs: ['booster'] },
  { passengerRef: 'P5', name: 'Noor Khan', stop: 2, needs: [], banner: 'court-order' },
  { passengerRef: 'P6', name: 'Tomi Okafor', stop: 3, needs: [] },
  { passengerRef: 'P7', name: 'Eva Lund', stop: 4, needs: [] },
] as const;

/** A run with a crew and no device: it starts at `start` (epoch milliseconds). */
export function crewedRun(start: number, more: { runRef?: string; routeRef?: string; direction?: 'to-school' | 'from-school' } = {}): object[] {
  const { runRef = 'run-412', routeRef = '412', direction = 'to-school' } = more;
  const iso = (at: number): string => new Date(at).toISOString();
  const calls = stopMetres.map((metres, index) => ({ sequence: index + 1, stopRef: `stop-${index}`, name: stopNames[index], ...along(metres), scheduledAt: iso(start + (metres / pace) * 1000) }));
  return [
    event('school.upserted', { schoolRef: 'S1', name: 'Beechwood School', ...along(6000), bellTimes: { starts: '08:50', ends: '15:15' } }),
    event('operator.upserted', { operatorRef: 'O1', name: 'Ridgeway Travel', telephone: '0121 496 0412' }),
    event('assistant.upserted', { assistantRef: 'guide-1', name: 'Ada Reed' }),
    event('run.scheduled', { runRef, routeRef, serviceDate: iso(start).slice(0, 10), direction, operatorRef: 'O1', schoolRef: 'S1', stopCalls: calls }),
    event('run.assigned', { runRef, assistantRef: 'guide-1' }),
    ...riders.map(({ stop, ...rider }) => event('passenger.upserted', { assistantRequired: false, ...rider, needs: [...rider.needs], schoolRef: 'S1', routeRef, boardingStopRef: `stop-${stop}`, alightingStopRef: 'stop-5' })),
  ];
}

/** Tells of a run and issues the link of its guide. */
export async function crewLink(sightline: Sightline, events: object[], subject: object = { assistantRef: 'guide-1' }): Promise<LinkAddress & { path: string }> {
  const { body } = await send(sightline, events);
  if (body.rejected.length > 0) throw new Error(`the run was refused: ${JSON.stringify(body.rejected)}`);
  const control = await signIn(sightline, 'control');
  const response = await control.request('/api/links', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind: 'crew', ...subject }) });
  if (!response.ok) throw new Error(`no link: ${response.status} ${await response.text()}`);
  const link = (await response.json()) as LinkAddress;
  return { ...link, path: new URL(link.url).pathname };
}

/** What a phone has put on its disk, event by event, as it does so. */
export interface Recorded {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly time: string;
}
export async function recordOf(context: BrowserContext): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  await context.exposeBinding('__recorded', (_, event: Recorded) => void recorded.push(event));
  await context.addInitScript(() => {
    const { value: add } = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'add') as { value: (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest<IDBValidKey> };
    IDBObjectStore.prototype.add = function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      const request = add.call(this, value, key);
      if (this.name === 'waiting') this.transaction.addEventListener('complete', () => void (globalThis as unknown as { __recorded: (event: unknown) => void }).__recorded(value));
      return request;
    };
  });
  return recorded;
}

export const childRow = (page: Pick<Page, 'locator'>, name: string) => page.locator('sl-child-row').filter({ hasText: name });