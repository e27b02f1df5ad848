import type { EventData } from '@sightline/contracts';
import { addDays, instantAt } from '../clock.ts';
import { feedEvent, type FeedEvent } from '../event.ts';
import { decisions, milestones } from './dates.ts';
import { daysAfter, periodCount } from './periods.ts';
import { recommendations, schemes, type PlannedRecommendation } from './recommendations.ts';
import { risks } from './risks.ts';

type Recommendation = EventData<'programme.recommendation-upserted'>;
const now = periodCount - 1;
const number = (prefix: string, i: number): string => `${prefix}${String(i + 1).padStart(2, '0')}`;

/** What the programme office told of risks, recommendations, milestones and decisions in a period; only what was new in it. */
export function recordsTold(periods: readonly string[], index: number, today: string): FeedEvent[] {
  const period = periods[index] as string;
  const newest = periods[now] as string;
  const at = instantAt(daysAfter(period, -1), 900);
  const day = (days: number): string => daysAfter(newest, days);
  return [
    ...(index === 0 ? schemes.map((scheme) => feedEvent('programme', 'programme.scheme-upserted', `scheme:${scheme.scheme}`, at, scheme)) : []),
    ...risks.flatMap(({ description, mitigation, owner, before, after, items, closed }, i) => {
      const score = after[index - (periodCount - after.length)];
      if (score === undefined) return [];
      const riskRef = number('R', i);
      const closes = closed === true && index === now ? { closedDate: day(-20) } : {};
      return [feedEvent('programme', 'programme.risk-upserted', `${riskRef}:${period}`, at, { riskRef, description, mitigation, ownerRole: owner, scoreBefore: before, scoreAfter: score, itemRefs: [...items], ...closes })];
    }),
    ...recommendations.flatMap((planned, i) => {
      const step = planned.steps.findIndex(({ back }) => now - back === index);
      return step < 0 ? [] : [feedEvent('programme', 'programme.recommendation-upserted', `${number('REC', i)}:${period}`, at, recommended(planned, i, step, day))];
    }),
    ...milestones.flatMap(({ item, title, dues, achieved }, i) => {
      const moved = dues.length - 1 - (now - index) / 2;
      const due = index === 0 ? dues[0] : Number.isInteger(moved) && moved > 0 ? dues[moved] : index === now ? dues.at(-1) : undefined;
      if (due === undefined) return [];
      const milestoneRef = number('MS', i);
      return [feedEvent('programme', 'programme.milestone-upserted', `${milestoneRef}:${period}`, at, { milestoneRef, itemRef: item, title, dueDate: day(due), ...(achieved !== undefined && index === now ? { achievedDate: day(achieved) } : {}) })];
    }),
    ...(index < now ? [] : decisions.map(({ title, items, due, outcome }, i) => {
      const decisionRef = number('D', i + 11);
      return feedEvent('programme', 'programme.decision-upserted', `${decisionRef}:${period}`, at, { decisionRef, title, itemRefs: [...items], dueDate: addDays(today, due), ...(outcome === undefined ? {} : { decidedDate: addDays(today, due - 1), outcome }) });
    })),
  ];
}

/** A recommendation as its last step leaves it: what was said earlier stands until something else is said. */
function recommended(planned: PlannedRecommendation, index: number, upTo: number, day: (days: number) => string): Recommendation {
  const { steps, scheme, items, due, ...rest } = planned;
  const said = Object.assign({}, ...steps.slice(0, upTo + 1)) as (typeof steps)[number];
  const { code, label, anticipated, achieved, response, evidence, obstacle } = said;
  const own = schemes.find((known) => known.scheme === scheme)?.categories.find((category) => category.code === code)?.label ?? '';
  return {
    recommendationRef: number('REC', index),
    ...rest,
    originalDueDate: day(due),
    ...(anticipated === undefined || achieved !== undefined ? {} : { anticipatedDate: day(anticipated) }),
    ...(achieved === undefined ? {} : { achievedDate: day(achieved) }),
    ...(response === undefined ? {} : { response }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(obstacle === undefined ? {} : { obstacle }),
    category: { scheme, code, label: label ?? own },
    itemRefs: [...items],
  };
}
