import type { AlertBand, RunCondition } from '@sightline/contracts';
import { inMinutes, lowerFirst, upperFirst } from '../words.js';
import { childrenAffected, overlongWords, unaccountedWords } from './alerts-affected.js';
import type { Matter } from './alerts-life.js';
import { latenessThatMatters } from './lateness.js';
import { childrenAboard, childrenOn } from './needs.js';
import type { Condition, Run } from './run.js';
import { sentenceOf } from './sentence.js';
import type { SentenceContext } from './sentence.js';
import { conditionRules } from './settings.js';
import { schoolNear } from './surroundings.js';
import type { Fleetwide } from './surroundings.js';

/** What a condition is called on an alert of one run, and of many: `6 runs late`. */
export const alertTitles: Readonly<Record<RunCondition, { readonly one: string; readonly many: string }>> = {
  'wrong-school': { one: 'At the wrong school', many: 'at a wrong school' },
  unaccounted: { one: 'A child is unaccounted for', many: 'with a child unaccounted for' },
  uncovered: { one: 'Cancelled, no cover yet', many: 'cancelled, no cover yet' },
  'no-guide': { one: 'No guide, one is required', many: 'without the guide they need' },
  'not-started': { one: 'Not started', many: 'not started' },
  late: { one: 'Late', many: 'late' },
  stalled: { one: 'Standing still', many: 'standing still' },
  'signal-lost': { one: 'Signal lost', many: 'without signal' },
  'off-route': { one: 'Off its route', many: 'off their route' },
  overlong: { one: 'Too long aboard', many: 'with children too long aboard' },
  'not-ready': { one: 'Nothing seen yet', many: 'not seen yet' },
};

const safeguarding: ReadonlySet<RunCondition> = new Set(['wrong-school', 'unaccounted']);

type Children = Pick<SentenceContext, 'childrenCount' | 'aboard'>;

/** In which band a condition stands (transport.md, "A run's life"). */
export function alertBand({ condition }: Condition, run: Run, { childrenCount, aboard }: Children): AlertBand {
  if (safeguarding.has(condition)) return 'safeguarding';
  if (condition === 'not-ready') return 'watch';
  if (condition === 'signal-lost') return (aboard ?? childrenCount) > 0 ? 'act-now' : 'watch';
  if (condition === 'no-guide') return run.state === 'scheduled' ? 'act-now' : 'watch';
  return 'act-now';
}

/** How bad a condition is now, epoch milliseconds. */
export const alertMatter = (condition: Condition, run: Run, fleet: Fleetwide, now: number): Matter => ({
  band: alertBand(condition, run, { childrenCount: childrenOn(run, fleet), aboard: childrenAboard(run) }),
  lateSeconds: condition.condition === 'late' ? latenessThatMatters(run, now) : undefined,
  childrenCount: childrenAffected(condition.condition, run, fleet, now),
});

const minutes = (milliseconds: number): string => inMinutes(milliseconds, 'short');
const nameOf = (fleet: Fleetwide, schoolRef: string | undefined): string | undefined => (schoolRef === undefined ? undefined : (fleet.schools.get(schoolRef)?.name ?? schoolRef));

type Words = (run: Run, context: SentenceContext, fleet: Fleetwide) => string | undefined;

/** Words of a condition's own; where it has none, or nothing is known, the run's sentence says it. Nothing names a child. */
const words: Readonly<Partial<Record<RunCondition, Words>>> = {
  'no-guide': (run) => (run.assistantRef === undefined ? 'A guide is required and none is assigned' : 'A guide is required and the assigned one is unavailable'),
  uncovered: ({ plan, cancellation, coveredAt }, { clock }) => {
    if (cancellation === undefined) return undefined;
    const { cause, at } = cancellation;
    const notice = at < plan.startsAt ? `${minutes(plan.startsAt - at)} before its start` : 'after its start';
    return `${upperFirst(cause)}, said at ${clock(at)}, ${notice}${coveredAt === undefined ? '' : '; covered, the families were not told'}`;
  },
  'wrong-school': ({ plan, track }, _, fleet) => {
    const at = track && schoolNear(track.fix, 2 * conditionRules.atSchoolMetres, fleet);
    const own = nameOf(fleet, plan.schoolRef);
    return at && `Stopped at ${at.name}${own === undefined ? '' : `, should be ${own}`}`;
  },
  unaccounted: (run, _, fleet) => unaccountedWords(run, fleet),
  overlong: (run, { now }, fleet) => overlongWords(run, fleet, now),
  stalled: (run, context) => run.track?.trail?.[0] && `${minutes(context.now - run.track.trail[0].at)} no progress; ${lowerFirst(sentenceOf(run, context))}`,
  'off-route': (run, context) => run.track?.off && `Off its path for ${minutes(context.now - run.track.off.since)}; ${lowerFirst(sentenceOf(run, context))}`,
};

/** What an alert says of its run, in a sentence. */
export const alertDetail = (condition: RunCondition, run: Run, context: SentenceContext, fleet: Fleetwide): string => words[condition]?.(run, context, fleet) ?? sentenceOf(run, context);
