import { Injectable } from '@nestjs/common';
import type { CaseEvent, LiveCase } from '@sightline/domain';
import { Figures, dayOf, liveCase, standardRules } from '@sightline/domain';
import type { Stored, TeamRecord } from './casework.repository.js';

/** What a batch made of the casework: applied after its commit. */
export interface CaseworkChange {
  readonly cases: ReadonlyMap<string, LiveCase>;
  readonly teams: ReadonlyMap<string, TeamRecord>;
  readonly waiting: ReadonlyMap<string, readonly CaseEvent[]>;
  /** Civil date of the batch. */
  readonly today: string;
}

/** The live casework: every case with its counters. Only the decider's drafts change it. */
@Injectable()
export class CaseworkState {
  readonly rules = standardRules;
  readonly cases = new Map<string, LiveCase>();
  readonly teams = new Map<string, TeamRecord>();
  readonly waiting = new Map<string, readonly CaseEvent[]>();
  figures = new Figures(0, this.rules);

  load(stored: Stored, today: string): void {
    const day = dayOf(today);
    this.cases.clear();
    this.teams.clear();
    this.waiting.clear();
    for (const { record, changedAt } of stored.cases) this.cases.set(record.caseRef, liveCase(record, changedAt, this.rules, day));
    for (const team of stored.teams) this.teams.set(team.teamRef, team);
    for (const event of stored.waiting) this.waiting.set(event.data.caseRef, [...(this.waiting.get(event.data.caseRef) ?? []), event]);
    this.figures = new Figures(day, this.rules, this.cases.values());
  }

  apply({ cases, teams, waiting, today }: CaseworkChange): void {
    const day = dayOf(today);
    const sameDay = day === this.figures.today;
    for (const [caseRef, live] of cases) {
      if (sameDay) this.figures.replace(this.cases.get(caseRef), live);
      this.cases.set(caseRef, live);
    }
    for (const [teamRef, team] of teams) this.teams.set(teamRef, team);
    for (const [caseRef, events] of waiting) {
      if (events.length === 0) this.waiting.delete(caseRef);
      else this.waiting.set(caseRef, events);
    }
    // What was due today is overdue tomorrow, though nobody touches it: a new day is counted anew.
    if (!sameDay) this.figures = new Figures(day, this.rules, this.cases.values());
  }
}
