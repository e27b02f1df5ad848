import { usualAtMost, median } from './robust.js';
import { findingOf, grouped, isLook } from './use.js';
import type { Dealing, Finding, Kin, TakenCall, Use } from './use.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A look-up may begin while the telephone still rings through, and be finished after it was put down. */
const beforeCall = 2 * minute;
const afterCall = 15 * minute;

/** The place on the clock of the council's time zone. `day` is its civil date. */
export type LocalTime = (at: number) => { readonly day: string; readonly hour: number; readonly isWeekend: boolean };

/** Look-ups that name no call, of an adviser who had none on the line: by person and day. */
export function lookUpsWithoutCall(uses: readonly Use[], calls: readonly TakenCall[], local: LocalTime): Finding[] {
  const callsOf = grouped(calls, ({ person }) => person);
  const callsOn = grouped(calls, ({ answeredAt }) => local(answeredAt).day);
  const opened = uses.filter(({ action, person }) => action === 'look-up-opened' && person !== null);
  const openedOn = grouped(opened, ({ person, at }) => `${person ?? ''} ${local(at).day}`);
  const alone = opened.filter(({ person, callRef, at }) => callRef === undefined
    && !(callsOf.get(person ?? '') ?? []).some(({ answeredAt, endedAt }) => at >= answeredAt - beforeCall && at <= (endedAt ?? answeredAt + hour) + afterCall));
  return [...grouped(alone, ({ person, at }) => `${person ?? ''} ${local(at).day}`)].map(([key, found]) => {
    const on = local(found[0]?.at ?? 0).day;
    const ofThatDay = callsOn.get(on)?.length ?? 0;
    const all = openedOn.get(key)?.length ?? 0;
    const why = `${found.length} of ${all} look-ups that day named no call, and no call of theirs was on the line from 2 minutes before to 15 minutes after. `
      + (ofThatDay === 0 ? 'The telephone system told of no call of anybody that day, so it may be that alone.' : `The telephone system told of ${ofThatDay} calls that day.`);
    return findingOf('look-up-without-call', found, on, why, ofThatDay === 0);
  });
}

/** How far back what is usual is taken from. */
const usualDays = 28;
const leastInHour = 30;
const leastInDay = 120;
/** With fewer hours or days seen, nobody knows what is usual: the floor alone counts. */
const leastSeen = 5;

/** More looks in an hour or a day than this person and their role usually make. */
export function volume(uses: readonly Use[], local: LocalTime): Finding[] {
  const looks = uses.filter((use) => isLook(use) && use.person !== null);
  return [
    ...tooMany(looks, 'hour', (at) => `${local(at).day} ${String(local(at).hour).padStart(2, '0')}:00`, leastInHour),
    ...tooMany(looks, 'day', (at) => local(at).day, leastInDay),
  ];
}

function tooMany(looks: readonly Use[], unit: 'hour' | 'day', spanOf: (at: number) => string, floor: number): Finding[] {
  const spans = [...grouped(looks, ({ person, at }) => `${person ?? ''} ${spanOf(at)}`).values()].map((found) => ({ found, count: countOf(found), at: found[0]?.at ?? 0, person: found[0]?.person, role: found[0]?.role }));
  return spans.flatMap((span) => {
    if (span.count <= floor) return [];
    const others = spans.filter((each) => each !== span && each.at < span.at && each.at >= span.at - usualDays * day);
    const own = others.filter(({ person }) => person === span.person).map(({ count }) => count);
    const roles = others.filter(({ role, person }) => role === span.role && person !== span.person).map(({ count }) => count);
    const limits = [own, roles].filter(({ length }) => length >= leastSeen).map((counts) => usualAtMost(counts, floor));
    const limit = limits.length === 0 ? floor : Math.max(...limits);
    if (span.count <= limit) return [];
    const compared = (words: string, counts: readonly number[]): string => (counts.length < leastSeen ? `${words}: too few ${unit}s seen to say.` : `${words}: ${median(counts)} (of ${counts.length} ${unit}s), up to ${Math.round(usualAtMost(counts, floor))} is usual.`);
    const why = `${span.count} looks in one ${unit}. ${compared('Their own middle', own)} ${compared('Others of the role', roles)} Fewer than ${floor} are never told.`;
    return [findingOf('volume', span.found, `${unit} ${spanOf(span.at)}`, why)];
  });
}

const leastAgain = 5;
const leastDays = 3;
const within = 14 * day;

/** The same child looked up by the same person on several days, with no logged call or case about that child. */
export function sameChild(uses: readonly Use[], dealings: readonly Dealing[], local: LocalTime): Finding[] {
  const known = new Set(dealings.map(({ person, passengerRef }) => `${person} ${passengerRef}`));
  const looks = uses.filter(({ action, person, passengerRef }) => action === 'look-up-opened' && person !== null && passengerRef !== undefined && !known.has(`${person} ${passengerRef}`));
  return [...grouped(looks, ({ person, passengerRef }) => `${person ?? ''} ${passengerRef ?? ''}`).values()].flatMap((all) => {
    const found = all.filter(({ at }) => at > (all.at(-1)?.at ?? 0) - within);
    const days = new Set(found.map(({ at }) => local(at).day)).size;
    if (found.length < leastAgain || days < leastDays) return [];
    return [findingOf('same-child', found, found[0]?.passengerRef ?? '', `The child ${found[0]?.passengerRef ?? ''} was looked up ${found.length} times on ${days} days within 14, and no call or case about that child is on record of this person.`)];
  });
}

const leastHistory = 50;
const rare = 0.01;

/** Looks at a time of day at which this person, or where they are new others of their role, hardly ever look. */
export function outsideHours(uses: readonly Use[], local: LocalTime): Finding[] {
  const looks = uses.filter((use) => isLook(use) && use.person !== null);
  const own = new Habits();
  const roles = new Habits();
  // Those before it count from half a day on: a long night does not make itself usual.
  let next = 0;
  const odd = looks.flatMap((use) => {
    for (let old = looks[next]; old !== undefined && old.at < use.at - 12 * hour; old = looks[(next += 1)]) {
      own.add(old.person, local(old.at));
      roles.add(old.role, local(old.at));
    }
    const isKnown = own.count(use.person) >= leastHistory;
    const [habits, whom] = isKnown ? [own, use.person] as const : [roles, use.role] as const;
    const of = habits.count(whom);
    if (of < leastHistory) return [];
    const near = habits.near(whom, local(use.at));
    return near / of < rare ? [{ use, near, of, whose: isKnown ? 'their own' : "their role's" }] : [];
  });
  return [...grouped(odd, ({ use }) => `${use.person ?? ''} ${local(use.at).day}`).values()].map((found) => {
    const first = found[0];
    const at = first ? local(first.use.at) : undefined;
    return findingOf('outside-hours', found.map(({ use }) => use), at?.day ?? '', `${found.length} looks from ${String(at?.hour ?? 0).padStart(2, '0')}:00${at?.isWeekend === true ? ' on a weekend' : ''}. Of ${whoseWords(first)} looks before, ${first?.near ?? 0} were within an hour of that time.`);
  });
}

/** How often somebody looked at which hour, on working days and at weekends. */
class Habits {
  private readonly hours = new Map<string, number[]>();
  private readonly counts = new Map<string | null, number>();

  add(whom: string | null, { hour: at, isWeekend }: ReturnType<LocalTime>): void {
    const key = `${whom ?? ''} ${isWeekend}`;
    const hours = this.hours.get(key) ?? Array.from({ length: 24 }, () => 0);
    hours[at] = (hours[at] ?? 0) + 1;
    this.hours.set(key, hours);
    this.counts.set(whom, this.count(whom) + 1);
  }

  count(whom: string | null): number {
    return this.counts.get(whom) ?? 0;
  }

  /** Within an hour of a time. */
  near(whom: string | null, { hour: at, isWeekend }: ReturnType<LocalTime>): number {
    const hours = this.hours.get(`${whom ?? ''} ${isWeekend}`) ?? [];
    return [(at + 23) % 24, at, (at + 1) % 24].reduce((sum, each) => sum + (hours[each] ?? 0), 0);
  }
}

const whoseWords = (first: { of: number; whose: string } | undefined): string => `${first?.whose ?? ''} ${first?.of ?? 0}`;

const often = (records: number): string => (records === 1 ? 'once' : `in ${records} records`);

/** Looks at a child of the person's own family, as they declared it, or who only shares their surname. */
export function ownFamily(uses: readonly Use[], kin: readonly Kin[], local: LocalTime): Finding[] {
  const of = new Map(kin.map((each) => [`${each.person} ${each.passengerRef}`, each.kind]));
  const looks = uses.filter(({ action, person, passengerRef }) => person !== null && passengerRef !== undefined && /^(look-up-(opened|verified|shown)|contact-read)$/.test(action) && of.has(`${person} ${passengerRef}`));
  return [...grouped(looks, ({ person, passengerRef, at }) => `${person ?? ''} ${passengerRef ?? ''} ${local(at).day}`).values()].map((found) => {
    const first = found[0];
    const ref = first?.passengerRef ?? '';
    const kind = of.get(`${first?.person ?? ''} ${ref}`) ?? 'same-surname';
    const subject = `${ref} ${local(first?.at ?? 0).day}`;
    return kind === 'own-family'
      ? findingOf(kind, found, subject, `The child ${ref} is among those whom this person declared as family, and was looked up ${often(found.length)}.`)
      : findingOf(kind, found, subject, `The child ${ref} has the surname that the user name ends with. That is a weak hint: most who share a name are not related. The child was looked up ${often(found.length)}.`, true);
  });
}

const countOf = (uses: readonly Use[]): number => uses.reduce((sum, { times }) => sum + times, 0);
