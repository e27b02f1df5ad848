import { feedEvent, type FeedEvent } from '../event.ts';
import { addDays, civilDateAt, instantAt, iso, weekday } from '../clock.ts';
import { Random } from '../random.ts';
import type { Council } from '../city/council.ts';

const days = 21;
const reasons = { 'Where is the bus': 30, 'Change of pick-up': 14, 'Progress of an assessment': 20, 'School place': 12, 'Driver or guide': 8, 'Apply for transport': 10, Complaint: 6 };

/**
 * What callers asked in the last three weeks, by day and seed, so that it can be told how many had to ring again: about
 * one in seven does, for the same child and reason within a week.
 */
export function contactHistory(council: Council, now: number): FeedEvent[] {
  const today = civilDateAt(now);
  const told: { at: number; event: FeedEvent }[] = [];
  for (let date = addDays(today, -days); date < today; date = addDays(date, 1)) {
    const random = new Random(council.seed, 'contacts', date);
    const count = weekday(date) % 6 === 0 ? 6 : random.whole(24, 38);
    for (let n = 1; n <= count; n++) {
      const route = random.pick(council.routes);
      const passengerRef = random.pick(route.passengers).passengerRef;
      const reason = random.weighted(reasons);
      const first = instantAt(date, random.between(450, 1080));
      const again = random.chance(0.14) ? [instantAt(addDays(date, random.whole(1, 5)), random.between(450, 1080))] : [];
      [first, ...again].forEach((at, time) => {
        const contactRef = `CON-${date.replaceAll('-', '')}-${n}${time === 0 ? '' : '-again'}`;
        const adviserRef = `adviser-${String(random.whole(1, 12)).padStart(2, '0')}`;
        const outcome = time === 0 && again.length > 0 ? 'Call-back promised' : 'Answered from the record';
        if (at < now) told.push({ at, event: feedEvent('telephones', 'contact.logged', contactRef, at, { contactRef, passengerRef, reason, outcome, adviserRef, at: iso(at) }) });
      });
    }
  }
  return told.sort((a, b) => a.at - b.at).map(({ event }) => event);
}
