import type { Audience, MessageKind, MessagingRules } from '@sightline/contracts';
import { kindOfChange } from '../../notify/index.js';
import type { Substance } from '../../notify/index.js';
import { expectedCalls } from '../expected.js';
import type { Expected } from '../expected.js';
import type { FleetDraft } from '../fleet.js';
import { nextCall } from '../lateness.js';
import type { Run } from '../run.js';
import { wordsFor } from './announce-words.js';
import { partiesOf } from './recipients.js';
import type { Party } from './recipients.js';

/** Somebody to be told, and what. */
export interface Addressee extends Party {
  readonly substance: Substance;
  readonly words: string;
}

/** Something to be told of a run. Times in epoch milliseconds. */
export interface Announcement {
  readonly messageRef: string;
  readonly run: Run;
  readonly about: string;
  readonly audience: Audience;
  readonly kind: MessageKind;
  readonly at: number;
  readonly expiresAt: number;
  readonly by?: string | undefined;
  readonly addressees: readonly Addressee[];
}

/** What was last said of a run to whoever decides whom it is news to. */
export interface Announced {
  /** How the run stood: `planned`, or what became of it and when. */
  readonly standing: string;
  /** Minutes late at each of its stops. */
  readonly minutes: readonly number[];
}

/** Leave for a message that waits, with other words where someone changed them. */
export interface Leave {
  readonly messageRef: string;
  readonly words?: string | undefined;
  readonly at: number;
  readonly by?: string | undefined;
}

export interface AnnounceContext {
  readonly now: number;
  /** A moment as people here write it, such as `08:24`. */
  readonly clock: (at: number) => string;
  readonly rules: MessagingRules;
  /** A ref that nothing else has. */
  readonly newRef: () => string;
}

/** A late message is of use until the bus has been; for so long after it, milliseconds. */
const usefulAfter = 5 * 60_000;
/** What waits for leave is looked at anew when it has changed by half of what would be news. */
const share = 0.5;
const nothing: Announced = { standing: 'planned', minutes: [] };
/** After a start nobody here knows what people were told: it is said again, and whoever sends knows to whom it is news. */
const unknown = 'unknown';
export const announcedBefore: Announced = { standing: unknown, minutes: [] };

export const announcedStandingOf = (run: Run): string =>
  run.state === 'cancelled' ? `${run.coveredAt === undefined ? 'cancelled' : 'covered'} ${run.cancellation?.at ?? 0}` : run.state === 'completed' ? 'completed' : run.delay === undefined ? 'planned' : `delayed ${run.delay.at}`;

/** Minutes late at each stop ahead, where anybody can say; the others as they were said last. */
function minutesAt(run: Run, { standing, minutes: before }: Announced, windows: ReadonlyMap<number, Expected>): readonly number[] {
  const next = run.state === 'scheduled' ? 0 : nextCall(run);
  // Who takes a delay back says that there is none, where nobody sees otherwise.
  const isTakenBack = standing.startsWith('delayed') && run.delay === undefined;
  return run.plan.calls.map((call, index) => {
    const expected = windows.get(index);
    if (expected) return Math.max(0, Math.round((expected.likely - call.scheduledAt) / 60_000));
    return index >= next && run.delay !== undefined && windows.size === 0 ? Math.round(run.delay.minutes) : (isTakenBack ? 0 : (before[index] ?? 0));
  });
}

const isNews = (before: readonly number[], after: readonly number[], { lateMinutes, changeMinutes }: MessagingRules): boolean =>
  after.some((minutes, index) => {
    const was = before[index] ?? 0;
    return Math.abs(minutes - was) >= changeMinutes * share || (was < lateMinutes && minutes >= lateMinutes);
  });

/** What somebody at a stop is to believe of a run; `undefined` where it is past that stop, or nobody can say. */
function substanceAt(run: Run, stop: number | undefined, minutes: readonly number[], wasStopped: boolean): Substance | undefined {
  if (run.state === 'cancelled') return { is: run.coveredAt === undefined ? 'cancelled' : 'covered', since: run.cancellation?.at ?? 0 };
  if (run.state === 'completed') return { is: 'arrived' };
  const next = run.state === 'scheduled' ? 0 : nextCall(run);
  const at = stop ?? Math.min(next, run.plan.calls.length - 1);
  if (at < next && !wasStopped) return undefined;
  const late = minutes[at] ?? 0;
  return late < 1 ? { is: 'planned' } : { is: 'late', minutes: late };
}

export const aboutRun = ({ plan }: Run, schoolName: string | undefined): string => `Route ${plan.routeRef}, ${plan.direction === 'from-school' ? `home from ${schoolName ?? 'school'}` : `to ${schoolName ?? 'school'}`}`;

/**
 * Says what has become of a run to those it concerns, when that may be news: to all of them, since who knows already is
 * known to whoever sends. A school that closed tells its families itself.
 */
export function announceRun(draft: FleetDraft, run: Run, context: AnnounceContext): void {
  const { now, rules } = context;
  const { runRef } = run.plan;
  const before = draft.announced.get(runRef) ?? nothing;
  const standing = announcedStandingOf(run);
  const windows = run.state === 'cancelled' || run.state === 'completed' ? none : expectedCalls(run, now, draft.predictions);
  const minutes = run.state === 'cancelled' || run.state === 'completed' ? before.minutes : minutesAt(run, before, windows);
  if (standing === before.standing && !isNews(before.minutes, minutes, rules)) return;
  draft.announced.set(runRef, { standing, minutes });
  if (run.closure?.effect === 'cancelled' && run.state === 'cancelled') return;
  const wasStopped = /^(cancelled|covered)/u.test(before.standing);
  const isMoreThanADelayInWords = wasStopped || before.standing === unknown || run.state === 'cancelled' || run.state === 'completed';
  if (!isMoreThanADelayInWords && !isNews(before.minutes, minutes, rules)) return;
  for (const audience of ['families', 'school'] as const) {
    const told = partiesOf(audience, run, draft).flatMap((party) => {
      const substance = substanceAt(run, party.stop, minutes, wasStopped);
      return substance === undefined ? [] : [{ ...party, substance }];
    });
    for (const [kind, parties] of Map.groupBy(told, ({ substance }) => kindOfChange(substance))) {
      if (audience === 'school' && kind === 'arrived') continue;
      const schoolName = run.plan.schoolRef === undefined ? undefined : draft.schools.get(run.plan.schoolRef)?.name;
      const addressees = parties.map((party) => ({ ...party, words: wordsFor(audience, party.substance, run, { ...context, about: aboutRun(run, schoolName), schoolName: schoolName ?? '', stop: party.stop, expected: windows, wasStopped }) }));
      draft.announcements.push({ messageRef: context.newRef(), run, about: aboutRun(run, schoolName), audience, kind, at: now, expiresAt: expiryOf(run, kind, windows, now), addressees });
    }
    // Leave to send them by rule is telling them.
    if (audience === 'families' && run.state === 'cancelled' && rules[run.coveredAt === undefined ? 'cancelled' : 'covered'] === 'send' && told.length > 0 && run.toldAt === undefined) draft.keep({ ...run, toldAt: now }, [{ kind: 'changed', runRef }], run);
  }
}

const none: ReadonlyMap<number, Expected> = new Map();

/** When what is said is of no use any more. */
function expiryOf(run: Run, kind: MessageKind, windows: ReadonlyMap<number, Expected>, now: number): number {
  const last = windows.get(run.plan.calls.length - 1)?.latest ?? 0;
  if (kind === 'arrived') return (run.completedAt ?? now) + 30 * 60_000;
  return Math.max(run.plan.endsAt, last) + usefulAfter + (run.delay?.minutes ?? 0) * 60_000;
}

/** Runs are looked at in turns, each so often: milliseconds. */
const turn = 15_000;
/** From so long before a run its families may be told of it, and until so long after: milliseconds. */
const ahead = 14 * 3_600_000;
const after = 60 * 60_000;

/** As time passes a run becomes late, and what was said while nobody listened is made good. */
export function announceInTime(draft: FleetDraft, context: AnnounceContext): void {
  const slot = Math.floor(context.now / 1000) % (turn / 1000);
  for (const [ref, run] of draft.runs.entries()) {
    const { startsAt, endsAt } = run.plan;
    if (context.now < startsAt - ahead || context.now > endsAt + after) continue;
    const said = draft.announced.get(ref);
    const isChanged = announcedStandingOf(run) !== (said ?? nothing).standing;
    const mayBeLate = (run.state === 'running' || said !== undefined || run.delay !== undefined || (run.state === 'scheduled' && run.track !== undefined && context.now > startsAt)) && turnOf(ref) === slot;
    if (isChanged || mayBeLate) announceRun(draft, run, context);
  }
}

const turnOf = (ref: string): number => Array.from(ref.slice(-4), (letter) => letter.codePointAt(0) ?? 0).reduce((sum, code) => sum + code, 0) % (turn / 1000);

/** What a person wrote goes to all of an audience as it is: they know then how the run stands. */
export function announceWritten(draft: FleetDraft, run: Run, said: { readonly messageRef: string; readonly audience: Audience; readonly words: string; readonly by: string | undefined }, { now }: Pick<AnnounceContext, 'now'>): void {
  const windows = expectedCalls(run, now, draft.predictions);
  const minutes = minutesAt(run, draft.announced.get(run.plan.runRef) ?? nothing, windows);
  const parties = partiesOf(said.audience, run, draft);
  if (parties.length === 0) return;
  const schoolName = run.plan.schoolRef === undefined ? undefined : draft.schools.get(run.plan.schoolRef)?.name;
  const addressees = parties.map((party) => ({ ...party, substance: run.state === 'completed' ? { is: 'planned' as const } : (substanceAt(run, party.stop, minutes, true) ?? { is: 'planned' as const }), words: said.words }));
  const expiresAt = Math.max(now, run.plan.endsAt) + 60 * 60_000;
  draft.announcements.push({ messageRef: said.messageRef, run, about: aboutRun(run, schoolName), audience: said.audience, kind: 'written', at: now, expiresAt, by: said.by, addressees });
}
