import { Inject, Injectable } from '@nestjs/common';
import type { CaseEvent, CaseRecord, LiveCase } from '@sightline/domain';
import { Figures, carriedDivisions, dayOf, dueChanges, liveCase, policiesFor, rulesWith, standardRules } from '@sightline/domain';
import type { DeclaredTotal, Divisions, DueChange, Rules, Unfitting } from '@sightline/domain';
import { CASE_RULES, withConfiguredHolidays } from './case-rules.file.js';
import type { CaseRules } from './case-rules.file.js';
import type { Stored, TeamRecord } from './casework.repository.js';

/** A due date that moved while we were not running. */
export interface UnrecordedChange extends DueChange {
  readonly why: string;
}

/** What a batch made of the casework: applied after its commit. */
export interface CaseworkChange {
  readonly cases: ReadonlyMap<string, LiveCase>;
  readonly teams: ReadonlyMap<string, TeamRecord>;
  readonly waiting: ReadonlyMap<string, readonly CaseEvent[]>;
  /** Bank holidays with the rules that follow, where the batch published some. */
  readonly holidays?: { readonly divisions: Divisions; readonly rules: Rules } | undefined;
  readonly declared: readonly DeclaredTotal[];
  readonly unfitting: readonly Unfitting[];
  /** How many of the {@link CaseworkState.unrecorded} it recorded. */
  readonly recorded: number;
  /** Civil date of the batch. */
  readonly today: string;
}

/** The live casework: every case with its counters. Only the decider's drafts change it. */
@Injectable()
export class CaseworkState {
  rules: Rules;
  divisions: Divisions = carriedDivisions;
  readonly cases = new Map<string, LiveCase>();
  readonly teams = new Map<string, TeamRecord>();
  readonly waiting = new Map<string, readonly CaseEvent[]>();
  /** The latest that others declare, by who, type and figure. */
  readonly declared = new Map<string, DeclaredTotal>();
  readonly unfitting: Unfitting[] = [];
  figures: Figures;
  /** Due dates that are other ones than when their cases were written: a policy changed since. The next batch records them. */
  unrecorded: readonly UnrecordedChange[] = [];
  /** How much of the counters the last change of day moved. */
  movedByDay = 0;
  /** Grows with each change: what was reckoned of one state holds until the next. */
  version = 0;

  constructor(@Inject(CASE_RULES) private readonly configured: CaseRules) {
    this.rules = rulesWith(this.divisions, { ...standardRules, policies: configured.policies });
    this.figures = new Figures(0, this.rules);
  }

  /** Bank holidays with those that the council has configured over them. */
  withConfigured(divisions: Divisions): Divisions {
    return withConfiguredHolidays(divisions, this.configured);
  }

  load(stored: Stored, quality: { readonly declared: readonly DeclaredTotal[]; readonly unfitting: readonly Unfitting[] }, divisions: Divisions, today: string): void {
    const day = dayOf(today);
    this.version++;
    this.divisions = this.withConfigured(divisions);
    this.rules = rulesWith(this.divisions, this.rules);
    this.cases.clear();
    this.teams.clear();
    this.waiting.clear();
    this.declared.clear();
    for (const total of quality.declared) this.declared.set(keyOf(total), total);
    this.unfitting.splice(0, this.unfitting.length, ...quality.unfitting);
    const moved: UnrecordedChange[] = [];
    for (const { record, changedAt, dues } of stored.cases) {
      const live = liveCase(record, changedAt, this.rules, day);
      this.cases.set(record.caseRef, live);
      if (dues !== null) moved.push(...dueChanges(record.caseRef, dues, live.timing.dues).map((change) => ({ ...change, why: this.whyOf(record, change) })));
    }
    this.unrecorded = moved;
    for (const team of stored.teams) this.teams.set(team.teamRef, team);
    for (const event of stored.waiting) this.waiting.set(event.data.caseRef, [...(this.waiting.get(event.data.caseRef) ?? []), event]);
    this.figures = new Figures(day, this.rules, this.cases.values());
  }

  apply({ cases, teams, waiting, declared, unfitting, recorded, holidays, today }: CaseworkChange): void {
    const day = dayOf(today);
    this.version++;
    if (holidays !== undefined) {
      this.divisions = holidays.divisions;
      this.rules = holidays.rules;
    }
    const stands = day >= this.figures.today && holidays === undefined;
    // What was due yesterday is overdue today, though nobody touches it.
    if (stands && day > this.figures.today) this.movedByDay = this.figures.advance(day);
    for (const [caseRef, live] of cases) {
      if (stands) this.figures.replace(this.cases.get(caseRef), live);
      this.cases.set(caseRef, live);
    }
    for (const [teamRef, team] of teams) this.teams.set(teamRef, team);
    for (const [caseRef, events] of waiting) {
      if (events.length === 0) this.waiting.delete(caseRef);
      else this.waiting.set(caseRef, events);
    }
    for (const total of declared) this.declared.set(keyOf(total), total);
    this.unfitting.push(...unfitting);
    this.unrecorded = this.unrecorded.slice(recorded);
    if (!stands) this.figures = new Figures(day, this.rules, this.cases.values());
  }

  /** What moved a due date since its case was written, as far as that can be told. */
  private whyOf({ caseType, receivedDate }: CaseRecord, { clock }: DueChange): string {
    const policy = this.rules.policies.find((one) => one.clock === clock && this.configured.configured.has(one.id) && policiesFor([one], caseType, receivedDate, one.stages?.[0]).length > 0);
    return policy === undefined ? 'a policy or the bank holidays that Sightline was started with changed' : `policy: “${policy.id}” was configured: ${policy.source}`;
  }
}

const keyOf = ({ declaredBy, caseType, figure }: DeclaredTotal): string => `${declaredBy}\n${caseType}\n${figure}`;
