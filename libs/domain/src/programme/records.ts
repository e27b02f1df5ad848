import type { DecisionView, MilestoneView, ProgrammeRecords, RecommendationView, RiskView } from '@sightline/contracts';
import { asOf, stillThere, daysBetween, dueDatesOf } from './history.js';
import type { Revision } from './history.js';
import { lastDateOf } from './measures/index.js';
import { findingsOf, isAchieved, scrutinyScheme } from './scheme.js';
import type { Scheme } from './scheme.js';
import type { Programme } from './state.js';

/**
 * Risks, recommendations, milestones and decisions as they stand on `today`, in the order of their references, each
 * against what the period before showed: a period that was taken as it was taken, another as it was told by its end.
 */
export function recordsOf(programme: Programme, today: string, previous: string | null): ProgrammeRecords {
  const { risk, recommendation, milestone, decision } = programme.histories;
  const schemes = schemesOf(programme);
  const taken = previous === null ? undefined : programme.frozen.get(previous);
  const then = previous === null ? '' : lastDateOf(previous);
  const scores = new Map(taken?.risks?.map(({ riskRef, score }) => [riskRef, score]));
  const dues = new Map(taken?.milestones?.map(({ milestoneRef, dueDate }) => [milestoneRef, dueDate]));
  return {
    risks: sorted(stillThere(risk), ({ data }) => data.riskRef).map(({ data, version, revisions }): RiskView => {
      const score = scoreOf(data);
      const previousScore = taken?.risks ? (scores.get(data.riskRef) ?? null) : scoreOf(asOf(revisions, then));
      return { ...data, version, score, previousScore, change: score === null || previousScore === null ? null : score - previousScore };
    }),
    recommendations: sorted(stillThere(recommendation), ({ data }) => data.recommendationRef).map(({ data, version, revisions }): RecommendationView => {
      const achieved = isAchieved(data, schemes);
      const { originalDueDate: due, anticipatedDate } = data;
      return {
        ...data,
        version,
        achieved,
        lateDays: due === undefined ? null : lateDays(due, data.achievedDate, achieved, today),
        expectedLateDays: achieved || due === undefined || anticipatedDate === undefined ? null : daysBetween(due, anticipatedDate),
        findings: findingsOf(data, schemes),
        progress: progressOf(revisions),
      };
    }),
    milestones: sorted(stillThere(milestone), ({ data }) => data.milestoneRef).map(({ data, version, revisions }): MilestoneView => {
      const firstDueDate = dueDatesOf(revisions)[0]?.dueDate ?? data.dueDate;
      return {
        ...data,
        version,
        firstDueDate,
        slippedDays: daysBetween(firstDueDate, data.dueDate),
        previousDueDate: (taken?.milestones ? dues.get(data.milestoneRef) : asOf(revisions, then)?.dueDate) ?? null,
        lateDays: lateDays(data.dueDate, data.achievedDate, data.achievedDate !== undefined, today),
      };
    }),
    decisions: sorted(stillThere(decision), ({ data }) => data.decisionRef).map(({ data, version }): DecisionView => {
      const decided = data.decidedDate !== undefined;
      return { ...data, version, decided, lateDays: data.dueDate === undefined ? null : lateDays(data.dueDate, data.decidedDate, decided, today) };
    }),
    schemes: schemeViews(programme),
  };
}

/** The schemes that recommendations are assessed by: those told, and the scrutiny scheme where nobody told another. */
export const schemesOf = (programme: Programme): readonly Scheme[] => schemeViews(programme);

function schemeViews({ histories }: Programme): ProgrammeRecords['schemes'] {
  const schemes = stillThere(histories.scheme).map(({ data, version }) => ({ ...data, version }));
  return sorted(schemes.some(({ scheme }) => scheme === scrutinyScheme.scheme) ? schemes : [{ ...scrutinyScheme, version: '' }, ...schemes], ({ scheme }) => scheme);
}

/** Days after the due date: on the day it was done, where one is given (early is negative); of what is open, today, once the date has passed. */
function lateDays(due: string, doneOn: string | undefined, done: boolean, today: string): number | null {
  if (doneOn !== undefined) return daysBetween(due, doneOn);
  return !done && today > due ? daysBetween(due, today) : null;
}

const scoreOf = (risk: { readonly scoreBefore?: number | undefined; readonly scoreAfter?: number | undefined } | undefined): number | null => risk?.scoreAfter ?? risk?.scoreBefore ?? null;

/** What was told of a recommendation over time: a telling that changes neither words, category nor date is left out. */
function progressOf(revisions: readonly Revision<'recommendation'>[]): RecommendationView['progress'] {
  const progress: RecommendationView['progress'] = [];
  let last = '';
  for (const { on, data } of revisions) {
    if (data === null) continue;
    const { response, evidence, category, anticipatedDate } = data;
    const said = { ...(response && { response }), ...(evidence && { evidence }), ...(category && { category: `${category.code} – ${category.label}` }), ...(anticipatedDate && { anticipatedDate }) };
    const json = JSON.stringify(said);
    if (json !== last) progress.push({ on, ...said });
    last = json;
  }
  return progress;
}

const collator = new Intl.Collator('en-GB', { numeric: true });
const sorted = <T>(all: readonly T[], ref: (one: T) => string): T[] => all.toSorted((a, b) => collator.compare(ref(a), ref(b)));
