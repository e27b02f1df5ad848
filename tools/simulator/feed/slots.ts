import type { Direction } from '@sightline/contracts';
import { Random } from '../random.ts';
import { addDays, civilDateAt, hour, instantAt, minute } from '../clock.ts';
import { isSchoolDay } from '../city/terms.ts';
import type { Route } from '../city/council.ts';

/** When a route's run is planned. */
export interface Slot {
  readonly runRef: string;
  readonly tripRef: string;
  readonly serviceDate: string;
  readonly direction: Direction;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Minutes between two runs of one vehicle. */
const turnaround = 9;

/**
 * A demonstration day. The morning and afternoon runs stand at the schools' own times; between them, and through the night, at
 * weekends and in holidays, each route goes on to and fro, so that runs are under way whatever the hour. The runs that only
 * exist for the demonstration carry `demo` in their trip: a slot depends on the seed and the date alone.
 */
export function slotsOf(seed: number, route: Route, date: string): Slot[] {
  const morning = anchor(seed, route, date, 'AM');
  const afternoon = anchor(seed, route, date, 'PM');
  const nextMorning = anchor(seed, route, addDays(date, 1), 'AM');
  return [morning, ...filled(route, morning.endsAt, afternoon.startsAt, date), afternoon, ...filled(route, afternoon.endsAt, nextMorning.startsAt, date)];
}

/** The slots of a route that touch a span of time, in order. */
export function slotsBetween(seed: number, route: Route, from: number, until: number): Slot[] {
  const slots: Slot[] = [];
  const last = civilDateAt(until);
  for (let date = addDays(civilDateAt(from), -1); date <= last; date = addDays(date, 1)) {
    for (const slot of slotsOf(seed, route, date)) if (slot.endsAt >= from && slot.startsAt <= until) slots.push(slot);
  }
  return slots;
}

function anchor(seed: number, route: Route, date: string, session: 'AM' | 'PM'): Slot {
  const random = new Random(seed, 'anchor', route.routeRef);
  const morning = session === 'AM';
  const minutes = (morning ? route.toSchool : route.fromSchool).minutes;
  const length = minutes[minutes.length - 1] ?? 30;
  const startsAt = morning ? instantAt(date, route.school.starts - random.whole(5, 13) - length) : instantAt(date, route.school.ends + random.whole(5, 9));
  const name = isSchoolDay(date) ? session : `demo-${session}`;
  return slot(route, date, session, name, morning ? 'to-school' : 'from-school', startsAt, length);
}

function filled(route: Route, from: number, until: number, date: string): Slot[] {
  const length = Math.max(route.toSchool.minutes.at(-1) ?? 30, route.fromSchool.minutes.at(-1) ?? 30);
  const gap = (until - from) / minute - turnaround;
  // An even number, so that the vehicle ends where its next anchored run begins.
  const count = 2 * Math.floor(gap / (length + turnaround) / 2);
  const night = until - from > 8 * hour;
  return Array.from({ length: count }, (_, i) => {
    const startsAt = from + (turnaround + Math.floor((gap * i) / count)) * minute;
    const serviceDate = civilDateAt(startsAt);
    const part = !night ? 'M' : serviceDate === date ? 'E' : 'N';
    const key = `${part}${String(i + 1).padStart(2, '0')}`;
    return slot(route, serviceDate, key, `demo-${key}`, (i + (night ? 0 : 1)) % 2 === 0 ? 'to-school' : 'from-school', startsAt, length);
  });
}

function slot(route: Route, serviceDate: string, key: string, name: string, direction: Direction, startsAt: number, length: number): Slot {
  return {
    runRef: `R${route.routeRef}-${serviceDate.replaceAll('-', '')}-${key}`,
    tripRef: `R${route.routeRef}-${name}`,
    serviceDate,
    direction,
    startsAt,
    endsAt: startsAt + length * minute,
  };
}
