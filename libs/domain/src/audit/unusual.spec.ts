import * as fc from 'fast-check';
import type { AuditAction } from '@sightline/contracts';
import { usualAtMost } from './robust.js';
import { unusualUse } from './unusual.js';
import type { BesideAudit } from './unusual.js';
import type { Use } from './use.js';

const hour = 3_600_000;
const day = 24 * hour;
/** A Monday at nine. */
const monday = Date.UTC(2026, 10, 2, 9);
const local: BesideAudit['local'] = (at) => {
  const date = new Date(at);
  return { day: date.toISOString().slice(0, 10), hour: date.getUTCHours(), isWeekend: [0, 6].includes(date.getUTCDay()) };
};
const beside: BesideAudit = { calls: [], dealings: [], kin: [], local };
const call = (person: string, answeredAt: number) => ({ person, answeredAt, endedAt: answeredAt + 180_000 });

let places = 0;
const use = (at: number, more: Partial<Use> = {}): Use => ({ place: (places += 1), at, person: 'amy', role: 'calls', action: 'look-up-opened', times: 1, ...more });
const looks = (count: number, at: number, more: Partial<Use> = {}): Use[] => Array.from({ length: count }, (_, n) => use(at + n * 10_000, { action: 'case-opened', ...more }));
const kinds = (uses: readonly Use[], more: Partial<BesideAudit> = {}): string[] => unusualUse([...uses].sort((a, b) => a.at - b.at), { ...beside, ...more }).map(({ kind }) => kind);

describe('[AUD-9] look-ups without a call', () => {
  it('tells of one that names no call while none was on the line, with the figures and the record', () => {
    const lone = use(monday);
    const [finding] = unusualUse([lone, use(monday + hour, { callRef: 'call-2' })], { ...beside, calls: [call('ben', monday), call('amy', monday + 5 * hour)] });
    expect(finding).toMatchObject({ kind: 'look-up-without-call', person: 'amy', places: [lone.place], isWeak: false });
    expect(finding?.why).toContain('1 of 2 look-ups');
  });

  it.each([
    ['named a call', use(monday, { callRef: 'call-1' }), []],
    ['began as it rang', use(monday - 60_000), [call('amy', monday)]],
    ['was finished after it', use(monday + 10 * 60_000), [call('amy', monday)]],
  ])('says nothing where it %s', (_, one, calls) => {
    expect(kinds([one], { calls })).toEqual([]);
  });

  it('says itself that it is weak where the telephone system told of no call at all', () => {
    expect(unusualUse([use(monday)], beside)[0]).toMatchObject({ isWeak: true, why: expect.stringContaining('it may be that alone') as unknown });
  });
});

it('[AUD-9] reads the clock a few times a record, however much there is to tell: the engine shares this thread', () => {
  let read = 0;
  const counting: BesideAudit['local'] = (at) => {
    read += 1;
    return local(at);
  };
  const days = Array.from({ length: 40 }, (_, n) => monday + n * day);
  const alone = days.flatMap((at) => ['amy', 'ben', 'cem', 'dot', 'eve'].map((person) => use(at, { person })));
  const calls = days.flatMap((at) => Array.from({ length: 50 }, () => call('fay', at)));
  expect(unusualUse(alone, { ...beside, calls, local: counting })).toHaveLength(200);
  expect(read).toBeLessThan(20 * (alone.length + calls.length));
});

describe('[AUD-10] volume', () => {
  const usual = Array.from({ length: 20 }, (_, n) => n).flatMap((n) => [...looks(20 + (n % 5), monday - (n + 1) * day, { person: 'amy' }), ...looks(25, monday - (n + 1) * day, { person: 'ben' })]);

  it('tells of an hour far beyond what the person and the role usually do, and says both', () => {
    const [finding] = unusualUse([...usual, ...looks(90, monday)].sort((a, b) => a.at - b.at), beside, monday);
    expect(finding).toMatchObject({ kind: 'volume', person: 'amy' });
    expect(finding?.why).toMatch(/^90 looks in one hour\. Their own middle: 22 .* Others of the role: 25 /);
    expect(finding?.places).toHaveLength(90);
  });

  it('is not led astray by a few wild days, and never tells of fewer than its floor', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 10, max: 20 }), { minLength: 9, maxLength: 30 }), fc.array(fc.integer({ min: 500, max: 100_000 }), { maxLength: 3 }), (calm, wild) => {
      expect(usualAtMost([...calm, ...wild], 30)).toBeLessThanOrEqual(60);
      expect(usualAtMost(calm, 30)).toBeGreaterThanOrEqual(30);
    }));
    expect(kinds(looks(30, monday))).toEqual([]);
  });

  it('never tells of somebody whose every hour is alike, however many they are', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 6, max: 12 }), (each, days) => {
      const all = Array.from({ length: days }, (_, n) => looks(each, monday + n * day)).flat();
      const found = unusualUse(all, beside, monday + 6 * day).filter(({ kind }) => kind === 'volume');
      expect(found).toEqual([]);
    }), { numRuns: 30 });
  });
});

describe('[AUD-11] the same child, hours, family', () => {
  const again = [0, 1, 2, 3, 4].map((n) => use(monday + n * day, { passengerRef: 'P1', callRef: `call-${n}` }));

  it('tells of a child who is looked up again and again, unless a call or case about them is on record', () => {
    expect(kinds(again)).toEqual(['same-child']);
    expect(kinds(again, { dealings: [{ person: 'amy', passengerRef: 'P1', at: monday }] })).toEqual([]);
    expect(kinds(again.slice(0, 4))).toEqual([]);
  });

  it('tells of the middle of the night, once it is known when somebody works', () => {
    const worked = Array.from({ length: 60 }, (_, n) => use(monday + Math.floor(n / 6) * day + (n % 6) * hour, { action: 'case-opened' }));
    const night = use(monday + 11 * day + 17 * hour, { action: 'case-opened' });
    expect(kinds([...worked, night])).toEqual(['outside-hours']);
    expect(kinds([night])).toEqual([]);
    expect(kinds([...worked, use(monday + 11 * day + 2 * hour, { action: 'case-opened' })])).toEqual([]);
  });

  it('tells of declared family plainly, and of a shared surname as a weak hint', () => {
    const one = use(monday, { passengerRef: 'P1', callRef: 'call-1' });
    expect(unusualUse([one], { ...beside, kin: [{ person: 'amy', passengerRef: 'P1', kind: 'own-family' }] })).toMatchObject([{ kind: 'own-family', isWeak: false, places: [one.place] }]);
    expect(unusualUse([one], { ...beside, kin: [{ person: 'amy', passengerRef: 'P1', kind: 'same-surname' }] })).toMatchObject([{ kind: 'same-surname', isWeak: true }]);
    expect(kinds([one], { kin: [{ person: 'ben', passengerRef: 'P1', kind: 'own-family' }] })).toEqual([]);
  });
});

describe('[AUD-12] failures and refusals', () => {
  const many = (action: AuditAction, count: number, more: Partial<Use> = {}): Use[] => Array.from({ length: count }, (_, n) => use(monday + n * 60_000, { action, ...more }));

  it('tells of many failed verifications, and of few that locked children', () => {
    expect(kinds(many('look-up-failed', 6))).toEqual(['failed-verifications']);
    expect(kinds(many('look-up-failed', 5))).toEqual([]);
    expect(kinds(many('look-up-locked', 2))).toEqual(['failed-verifications']);
  });

  it('tells of a file that was taken right after many refusals, counted ones too', () => {
    const file = use(monday + 20 * 60_000, { action: 'exported' });
    expect(kinds([use(monday, { action: 'refused', times: 10 }), file])).toEqual(['export-after-refusals']);
    expect(kinds([use(monday - hour, { action: 'refused', times: 10 }), file])).toEqual([]);
    expect(kinds([use(monday, { action: 'refused', times: 10, person: 'ben' }), file])).toEqual([]);
  });

  it('tells of guesses at one name, whoever it was', () => {
    expect(kinds(many('sign-in-refused', 20, { person: null, name: 'n1' }))).toEqual(['guessed-sign-in']);
    expect(kinds(many('sign-in-refused', 19, { person: null, name: 'n1' }))).toEqual([]);
  });

  it('[AUD-13] gives each finding a key of its own, the same however often it is asked', () => {
    fc.assert(fc.property(fc.array(fc.record({ gap: fc.integer({ min: 0, max: 5 * hour }), person: fc.constantFrom('amy', 'ben', null), action: fc.constantFrom<AuditAction>('look-up-opened', 'look-up-failed', 'exported', 'refused'), passengerRef: fc.constantFrom('P1', 'P2', undefined) }), { maxLength: 80 }), (drawn) => {
      let at = monday;
      const uses = drawn.map(({ gap, ...more }, n) => use((at += gap), { ...more, place: n + 1 }));
      const found = unusualUse(uses, beside);
      expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
      expect(unusualUse(uses, beside)).toEqual(found);
      for (const { places: behind } of found) expect(behind.every((place) => place >= 1 && place <= uses.length)).toBe(true);
    }), { numRuns: 60 });
  });
});
