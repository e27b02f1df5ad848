import type { CaseType } from '@sightline/contracts';
import { feedEvent, type Due, type FeedEvent } from '../event.ts';
import { addDays, civilDateAt, hour, instantAt, weekday } from '../clock.ts';
import { Random } from '../random.ts';
import { listPlayer, Timeline } from '../timeline.ts';
import { caseKinds } from './case-kinds.ts';
import { lifeOf, type CaseLife } from './case-life.ts';
import { quickWork, quickWorkEvery } from './quick-work.ts';

const teams: readonly (readonly [string, string, number, number, CaseType[]])[] = [
  ['senar-assessments', 'SENAR assessments', 14.6, 3, ['ehcp-assessment']],
  ['senar-reviews', 'SENAR reviews', 4, 2.5, ['annual-review', 'post-review-paperwork']],
  ['early-years', 'Early years inclusion', 3.4, 0.6, ['early-years-review']],
  ['complaints', 'Complaints', 5, 1, ['complaint', 'social-care-complaint']],
  ['members-enquiries', 'Members’ enquiries', 2, 0, ['yellow-letter']],
  ['information-governance', 'Information governance', 3.2, 1, ['foi', 'subject-access']],
  ['travel-appeals', 'Travel assistance appeals', 3, 0.5, ['travel-appeal']],
  ['licensing', 'Child employment and licensing', 2, 0, ['licence', 'work-permit', 'chaperone']],
  ['quality', 'Quality and audit', 1.5, 0.5, ['qa-check']],
  ['contact-centre', 'Children’s contact centre', 11, 2, ['enquiry']],
];

/** Hands now and then a case to someone else. */
const handOverEvery = 40_000;

/** The office: its past, and then its cases as they come, move and go. */
export class Office {
  readonly #seed: number;
  readonly #timeline = new Timeline<FeedEvent>();
  #open: { caseRef: string; team: string; closesAt: number }[] = [];
  #plannedUntil = '';
  #quickSlot = 0;
  #handOver = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  opening(now: number): { teams: FeedEvent[]; history: FeedEvent[]; open: number } {
    const today = civilDateAt(now);
    const past: Due[] = [];
    for (const kind of caseKinds) {
      for (let date = addDays(today, -kind.days); date <= today; date = addDays(date, 1)) for (const life of this.#arrivals(kind.caseType, date)) this.#begin(life, now, past);
    }
    this.#plannedUntil = today;
    this.#quickSlot = Math.floor((now - hour) / quickWorkEvery);
    this.#quickUntil(now, past);
    this.#handOver = Math.floor(now / handOverEvery);
    past.sort((a, b) => a.at - b.at);
    const told = teams.map(([teamRef, name, filledPosts, vacantPosts, caseTypes]) =>
      feedEvent('casework', 'team.upserted', `team:${teamRef}`, now, { teamRef, name, filledPosts, vacantPosts, caseTypes }),
    );
    return { teams: told, history: past.map(({ event }) => event), open: this.#open.filter((each) => each.closesAt > now).length };
  }

  until(moment: number): FeedEvent[] {
    while (this.#plannedUntil < civilDateAt(moment)) {
      this.#plannedUntil = addDays(this.#plannedUntil, 1);
      const midnight = instantAt(this.#plannedUntil, 0);
      this.#open = this.#open.filter((each) => each.closesAt > midnight);
      for (const kind of caseKinds) for (const life of this.#arrivals(kind.caseType, this.#plannedUntil)) this.#begin(life, -Infinity, []);
    }
    this.#quickUntil(moment, undefined);
    const told = this.#timeline.until(moment);
    for (; (this.#handOver + 1) * handOverEvery <= moment; this.#handOver++) told.push(...this.#handOne(this.#handOver + 1));
    return told;
  }

  #arrivals(caseType: CaseType, date: string): CaseLife[] {
    const kind = caseKinds.find((each) => each.caseType === caseType);
    if (kind === undefined) return [];
    const weekend = weekday(date) % 6 === 0 ? 0.6 : 1.16;
    const season = 1 + 0.12 * Math.sin(((Number(date.slice(5, 7)) - 4) / 6) * Math.PI);
    const count = new Random(this.#seed, 'arrivals', caseType, date).poisson(kind.perDay * weekend * season);
    return Array.from({ length: count }, (_, n) => lifeOf(this.#seed, kind, date, n));
  }

  /** What is past goes to `past`; what is to come is played when its time comes. */
  #begin(life: CaseLife, now: number, past: Due[]): void {
    const ahead: Due[] = [];
    for (const due of life.due) (due.at <= now ? past : ahead).push(due);
    if (ahead.length === 0) return;
    this.#timeline.add(listPlayer(ahead));
    this.#open.push({ caseRef: life.caseRef, team: life.team, closesAt: life.closesAt });
  }

  #quickUntil(moment: number, past: Due[] | undefined): void {
    for (; (this.#quickSlot + 1) * quickWorkEvery <= moment; this.#quickSlot++) {
      const life = quickWork(this.#seed, this.#quickSlot + 1);
      if (past === undefined) this.#timeline.add(listPlayer(life.due));
      else {
        past.push(...life.due.filter((due) => due.at <= moment));
        this.#timeline.add(listPlayer(life.due.filter((due) => due.at > moment)));
      }
    }
  }

  #handOne(slot: number): FeedEvent[] {
    const random = new Random(this.#seed, 'hand-over', slot);
    const at = slot * handOverEvery;
    const chosen = this.#open[random.whole(0, this.#open.length - 1)];
    if (chosen === undefined || chosen.closesAt <= at + hour) return [];
    return [feedEvent('casework', 'case.assigned', `hand-over:${slot}`, at, { caseRef: chosen.caseRef, ownerRef: `${chosen.team}-${random.whole(1, 6)}` })];
  }
}
