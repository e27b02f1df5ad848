import fc from 'fast-check';
import type { Contact } from './first-contact.js';
import { FirstContacts, contactsKept } from './first-contact.js';

const day = 86_400_000;
const start = Date.parse('2026-11-10T09:00:00Z');
const days = (count: number): number => start + count * day;
const history = (contacts: readonly Contact[]): FirstContacts => {
  const first = new FirstContacts();
  for (const contact of contacts) first.add(contact);
  return first;
};

/** By the formula and nothing else. */
function naive(contacts: readonly Contact[], now: number): { value: number | null; numerator: number; denominator: number } {
  const judged = contacts.filter(({ passengerRef, at }) => passengerRef !== undefined && at <= now - 7 * day && at >= now - contactsKept);
  const again = (one: Contact): boolean => contacts.some((other) => other !== one && other.passengerRef === one.passengerRef && other.reason === one.reason && other.at > one.at && other.at - one.at <= 7 * day);
  const resolved = judged.filter((one) => !again(one)).length;
  return { value: judged.length === 0 ? null : Math.round((1000 * resolved) / judged.length) / 10, numerator: resolved, denominator: judged.length };
}

describe('first-contact resolution', () => {
  it('[CALL-86] counts a contact as resolved when the same child and reason did not come again within 7 days', () => {
    const contacts = [
      { passengerRef: 'p', reason: 'late bus', at: days(0) },
      { passengerRef: 'p', reason: 'late bus', at: days(3) },
      { passengerRef: 'p', reason: 'guide', at: days(1) },
    ];
    expect(history(contacts).at(days(30))).toEqual({ value: 66.7, numerator: 2, denominator: 3 });
  });

  it('[CALL-86] does not know the last 7 days yet, and says how many contacts that leaves out', () => {
    const first = history([{ passengerRef: 'p', reason: 'late bus', at: days(0) }]);
    expect(first.at(days(6))).toEqual({ value: null, numerator: 0, denominator: 0, note: '1 of the last 7 days not yet known' });
    expect(first.at(days(7))).toEqual({ value: 100, numerator: 1, denominator: 1 });
  });

  it('leaves out contacts about no child: nothing says whether they came again', () => {
    expect(history([{ reason: 'late bus', at: days(0) }]).at(days(9)).value).toBeNull();
  });

  it('[CALL-86] comes out as the formula has it whatever comes when, and in whatever order', () => {
    const contact = fc.record({ passengerRef: fc.constantFrom('p', 'q', 'r'), reason: fc.constantFrom('late', 'guide'), at: fc.uniqueArray(fc.integer({ min: -60 * 24, max: 0 }), { minLength: 1, maxLength: 1 }).map(([hours = 0]) => days(0) + hours * 3_600_000) });
    fc.assert(
      fc.property(fc.uniqueArray(contact, { maxLength: 40, selector: ({ at }) => at }), fc.array(fc.nat({ max: 20 }), { maxLength: 10 }), (contacts, steps) => {
        const first = new FirstContacts();
        let now = days(-20);
        const told: Contact[] = [];
        for (const [index, each] of contacts.entries()) {
          first.add(each);
          told.push(each);
          now += (steps[index] ?? 0) * day;
          const { value, numerator, denominator } = first.at(now);
          expect({ value, numerator, denominator }).toEqual(naive(told, now));
        }
      }),
    );
  });
});
