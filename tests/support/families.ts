import { event, scheduledRun } from '../fixtures/events.ts';
import type { SentEvent } from '../fixtures/events.ts';

/** A mobile number of nobody's. */
export const mobile = (number: number): string => `0770${String(9_000_000 + number)}`;
/** The same as it is written to. */
export const written = (number: number): string => `+44770${String(9_000_000 + number)}`;

/** Runs that begin in half an hour, so that what is told of them is urgent at any hour; each with so many children, one to a family. */
export function runsWithFamilies(runs: number, familiesEach: number, now = Date.now()): SentEvent[] {
  return Array.from({ length: runs }, (_, place) => place).flatMap((place) => {
    const runRef = `run-${place}`;
    const children = Array.from({ length: familiesEach }, (__, child) => place * familiesEach + child);
    return [
      scheduledRun(runRef, now + 30 * 60_000, { routeRef: `R${place}`, schoolRef: 'S1' }),
      ...children.map((child) => event('passenger.upserted', { passengerRef: `child-${child}`, name: `Sample Child${child}`, schoolRef: 'S1', routeRef: `R${place}`, boardingStopRef: `${runRef}-stop-2`, needs: [], assistantRequired: false })),
      ...children.map((child) => event('guardian.upserted', { guardianRef: `guardian-${child}`, passengerRefs: [`child-${child}`], relationship: 'mother', telephones: [mobile(child)], messages: 'sms' })),
    ];
  });
}

export const theSchool = event('school.upserted', { schoolRef: 'S1', name: 'Beechwood School', latitude: 52.51, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:20' } });
