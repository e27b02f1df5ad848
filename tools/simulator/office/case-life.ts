import type { CaseChannel } from '@sightline/contracts';
import { feedEvent, type Due } from '../event.ts';
import { addDays, civilDateAt, instantAt } from '../clock.ts';
import { Random } from '../random.ts';
import { complaintOutcomes, letterDays, type CaseKind } from './case-kinds.ts';

export interface CaseLife {
  readonly caseRef: string;
  readonly team: string;
  readonly closesAt: number;
  readonly due: Due[];
}

/**
 * The whole life of the n-th case of its type of a day, as it will be: from the seed and the day alone, so that a
 * simulator that starts again tells the same story under the same ids.
 */
export function lifeOf(seed: number, kind: CaseKind, date: string, n: number): CaseLife {
  const random = new Random(seed, kind.caseType, date, n);
  const caseRef = `${kind.prefix}-${date.slice(2).replaceAll('-', '')}-${String(n + 1).padStart(2, '0')}`;
  const area = random.weighted(kind.areas);
  const openedAt = instantAt(date, random.chance(0.6) ? random.between(510, 1020) : random.between(0, 1439));
  const stage = stageOf(kind, random);
  const days = daysOf(kind, area, random) + (kind.caseType.endsWith('complaint') && stage.stage !== '1' ? 13 : 0);
  const closedDate = addDays(date, days);
  const closesAt = Math.max(instantAt(closedDate, random.between(0, 1439)), openedAt + 600_000);
  const due: Due[] = [];
  const channel = random.weighted(kind.channels as Readonly<Record<CaseChannel, number>>);
  const planned = kind.caseType === 'annual-review' || kind.caseType === 'early-years-review' ? { dates: { plan: date } } : {};
  const performance = kind.caseType === 'licence' ? { dates: { performance: addDays(date, days + random.whole(2, 30)) } } : {};
  const acknowledgedAtOnce = kind.caseType === 'complaint' && random.chance(0.7) ? { acknowledgedDate: date } : {};
  due.push({
    at: openedAt,
    event: feedEvent('casework', 'case.opened', `${caseRef}:opened`, openedAt, {
      caseRef,
      caseType: kind.caseType,
      ...stage,
      channel,
      serviceArea: area,
      receivedDate: date,
      ...acknowledgedAtOnce,
      reason: random.weighted(kind.reasons),
      ownerRef: `${kind.team}-${random.whole(1, 6)}`,
      ...(kind.caseType === 'foi' || kind.caseType === 'qa-check' ? {} : { subjectRef: `child-${random.whole(10_000, 99_999)}` }),
      ...(kind.caseType === 'yellow-letter' ? { slaDays: 16 } : {}),
      ...planned,
      ...performance,
    }),
  });
  between(kind, caseRef, date, closedDate, random, due);
  const outcome = outcomeOf(kind, area, days, random);
  const closedOn = civilDateAt(closesAt);
  due.push(
    outcome === 'withdrawn' && kind.caseType !== 'travel-appeal'
      ? { at: closesAt, event: feedEvent('casework', 'case.withdrawn', `${caseRef}:closed`, closesAt, { caseRef, date: closedOn }) }
      : { at: closesAt, event: feedEvent('casework', 'case.closed', `${caseRef}:closed`, closesAt, { caseRef, closedDate: closedOn, outcome }) },
  );
  return { caseRef, team: kind.team, closesAt, due: due.filter((each) => each.at <= closesAt).sort((a, b) => a.at - b.at) };
}

function daysOf(kind: CaseKind, area: string, random: Random): number {
  if (kind.caseType === 'yellow-letter') {
    const mean = letterDays[area]?.[0] ?? 10;
    return Math.round(mean * random.between(0.72, 1.28));
  }
  const [from, until, lateShare, tail] = kind.life;
  if (kind.caseType === 'ehcp-assessment' && random.chance(0.14)) return random.whole(34, 50);
  if (random.chance(lateShare)) return until + 1 + Math.min(Math.round(random.exponential(tail)), Math.round(tail * 2.6));
  return random.whole(from, until);
}

function stageOf(kind: CaseKind, random: Random): { stage?: string } {
  if (kind.caseType === 'complaint') return { stage: random.weighted({ '1': 78, '2': 18, '3': 4 }) };
  if (kind.caseType === 'social-care-complaint') return { stage: random.weighted({ '1': 80, '2': 20 }) };
  if (kind.caseType === 'travel-appeal') return { stage: random.weighted({ '1': 86, '2': 14 }) };
  return {};
}

function outcomeOf(kind: CaseKind, area: string, days: number, random: Random): string {
  if (kind.caseType === 'ehcp-assessment') return days <= 50 ? 'not-to-assess' : random.chance(0.93) ? 'plan-issued' : 'not-to-issue';
  if (kind.caseType !== 'complaint') return random.weighted(kind.outcomes);
  const [noUpdate, notUpheld, partly, upheld] = complaintOutcomes[area] ?? [1, 1, 1, 1];
  return random.chance(0.02) ? 'withdrawn' : random.weighted({ 'no-update': noUpdate, 'not-upheld': notUpheld, 'partly-upheld': partly, upheld });
}

/** What happens between receipt and closing: decisions, meetings, pauses, exceptions. */
function between(kind: CaseKind, caseRef: string, date: string, closedDate: string, random: Random, due: Due[]): void {
  const on = (day: string): number => instantAt(day, random.between(480, 1080));
  const stop = (clock: 'decision-to-assess' | 'decision-to-issue' | 'review' | 'decision-after-review', day: string): void => {
    if (day >= closedDate) return;
    const at = on(day);
    due.push({ at, event: feedEvent('casework', 'case.clock-stopped', `${caseRef}:${clock}`, at, { caseRef, clock, date: day }) });
  };
  if (kind.caseType === 'ehcp-assessment') {
    stop('decision-to-assess', addDays(date, random.chance(0.86) ? random.whole(24, 42) : random.whole(43, 60)));
    stop('decision-to-issue', addDays(date, random.chance(0.7) ? random.whole(88, 112) : random.whole(113, 135)));
    if (random.chance(0.05)) {
      const at = on(addDays(date, random.whole(20, 80)));
      const reason = random.pick(['Appointment missed by the family', 'School closed for more than four weeks', 'Family away for four weeks or more']);
      due.push({ at, event: feedEvent('casework', 'case.clock-disapplied', `${caseRef}:disapplied`, at, { caseRef, clock: 'final-plan', reason }) });
    }
  }
  if (kind.caseType === 'annual-review') {
    const meeting = addDays(closedDate, -random.whole(30, 98));
    const at = on(meeting);
    due.push({ at, event: feedEvent('casework', 'case.updated', `${caseRef}:meeting`, at, { caseRef, dates: { plan: date, meeting } }) });
    stop('review', meeting);
    stop('decision-after-review', addDays(meeting, random.whole(13, 31)));
  }
  if (kind.caseType === 'complaint' && due[0]?.event.type === 'case.opened' && due[0].event.data.acknowledgedDate === undefined) {
    const day = addDays(date, random.whole(1, 5));
    const at = on(day);
    due.push({ at, event: feedEvent('casework', 'case.updated', `${caseRef}:acknowledged`, at, { caseRef, acknowledgedDate: day }) });
  }
  const pauses = kind.caseType === 'subject-access' ? 0.35 : kind.caseType === 'foi' ? 0.06 : 0;
  if (random.chance(pauses)) {
    const from = addDays(date, random.whole(2, 8));
    const resumed = addDays(from, random.whole(3, 16));
    const reason = kind.caseType === 'subject-access' ? random.pick(['identity', 'clarification']) : 'clarification';
    if (resumed >= closedDate) return;
    due.push({ at: on(from), event: feedEvent('casework', 'case.clock-paused', `${caseRef}:paused`, on(from), { caseRef, clock: 'respond', reason, from }) });
    due.push({ at: on(resumed), event: feedEvent('casework', 'case.clock-resumed', `${caseRef}:resumed`, on(resumed), { caseRef, clock: 'respond', at: resumed }) });
  }
}
