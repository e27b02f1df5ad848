import * as z from 'zod';
import { alert } from '../http/alerts.js';
import { backlogRow, caseworkTableView } from '../http/casework.js';
import { outboxEntry } from '../http/messages.js';
import { lookedUpChild } from '../http/look-up.js';
import { sitrepFigure } from '../http/sitrep.js';
import { contradiction, programmeCounts, programmeItem, suggestion } from '../http/programme.js';
import { editing } from '../http/programme-editing.js';
import { decisionView, milestoneView, recommendationView, riskView, schemeView } from '../http/programme-records.js';
import { feedHealth } from '../http/sources.js';
import { conditionSince, runDetail } from '../http/transport.js';
import { wallboardEntry } from '../http/wallboard.js';
import type { Grant, Resource } from '../lists/access.js';
import type { LinkKind } from '../lists/links.js';
import { crewPart } from './crew.js';
import { directions, runStates } from '../lists/transport.js';
import { count, ref } from '../primitives.js';
import { operatorEntry } from './operator.js';
import { busView } from './bus.js';
import { schoolEntry } from './school.js';

const at = z.string();
const none = z.object({});

/** One active run on the map: refs only; names come once from `GET /api/transport/reference`. */
export const fleetRun = z.object({
  runRef: z.string(),
  routeRef: z.string(),
  direction: z.enum(directions).optional(),
  operatorRef: z.string().optional(),
  schoolRef: z.string().optional(),
  vehicleRef: z.string().optional(),
  state: z.enum(runStates),
  conditions: z.array(conditionSince),
  latenessSeconds: z.number().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  bearing: z.number().nullable().describe('only a moving vehicle with a fresh fix points anywhere'),
  recordedAt: at.nullable(),
  startsAt: at,
  endsAt: at,
  nextStop: z.string().nullable(),
  stopsLeft: count,
  childrenCount: count,
});
export type FleetRun = z.output<typeof fleetRun>;

/** What a session of this weekday usually looks like at this minute, from the days like it that were seen. */
export const usualSession = z.object({
  weekday: z.int().min(1).max(7).describe('Monday is 1'),
  daysSeen: count,
  daysNeeded: count.describe('with fewer there is no comparison'),
  figures: z
    .object({ due: z.number(), started: z.number(), arrived: z.number(), onTimePercent: z.number().nullable(), lateNow: z.number(), cancelled: z.number(), withoutPosition: z.number() })
    .nullable()
    .describe('medians at the same minute'),
  arrivals: z.array(z.object({ at, low: z.number(), middle: z.number(), high: z.number() })).describe('arrived until then; eight days in ten lie between low and high'),
});
export type UsualSession = z.output<typeof usualSession>;

/** How a session (morning or afternoon) of today is going. */
export const daySession = z.object({
  direction: z.enum(directions),
  scheduled: count,
  due: count.describe('should have started by now'),
  started: count,
  arrived: count,
  onTime: count.describe('arrived no more than 5 minutes late'),
  lateNow: count,
  cancelled: count,
  withoutPosition: count.describe('running, and no fix for two minutes'),
  arrivals: z.array(z.object({ at, arrived: count })).describe('by quarter of an hour'),
  usual: usualSession.optional(),
});
export type DaySession = z.output<typeof daySession>;

/** One row of the programme: the counts, an item, a contradiction, a rating to review, or a record that stands beside the items. */
export const programmeEntry = z.discriminatedUnion('entry', [
  z.object({ entry: z.literal('counts'), counts: programmeCounts }),
  z.object({ entry: z.literal('item'), item: programmeItem }),
  z.object({ entry: z.literal('contradiction'), contradiction }),
  z.object({ entry: z.literal('suggestion'), suggestion }),
  z.object({ entry: z.literal('risk'), risk: riskView }),
  z.object({ entry: z.literal('recommendation'), recommendation: recommendationView }),
  z.object({ entry: z.literal('milestone'), milestone: milestoneView }),
  z.object({ entry: z.literal('decision'), decision: decisionView }),
  z.object({ entry: z.literal('scheme'), scheme: schemeView }),
]);
export type ProgrammeEntry = z.output<typeof programmeEntry>;

/** A figure of the week that is under way. */
export const sitrepLive = z.object({ week: z.string(), underWay: count, figure: sitrepFigure });
export type SitrepLive = z.output<typeof sitrepLive>;

/** A topic: its parameters, whose table row guards it with which grant, and the value behind each key. */
const topic = <P extends z.ZodType, V extends z.ZodType>(resource: Resource, params: P, value: V, grant: Grant = 'see') => ({ resource, grant, params, value, link: undefined as LinkKind | undefined });

/** A topic behind a public link of one kind: its holder follows their own link, and nobody else does. */
export const linkTopic = <V extends z.ZodType>(link: LinkKind, value: V) => ({ ...topic('link-pages', z.object({ linkRef: ref }), value), link: link as LinkKind | undefined });

/**
 * Everything a socket can subscribe to. Each is a keyed collection: a snapshot `{ items: { [key]: value } }`,
 * then changes `[{ key, value }]`, `value: null` for what is gone.
 */
export const topics = {
  /** key: runRef */
  fleet: topic('fleet', none, fleetRun),
  /** key: `run` */
  run: topic('runs', z.object({ runRef: ref }), runDetail),
  /** key: alertRef */
  alerts: topic('alerts', none, alert),
  /** key: direction */
  session: topic('session', none, daySession),
  /** key: caseType */
  backlog: topic('backlog', none, backlogRow),
  /** key: table */
  'casework-tables': topic('casework-tables', none, caseworkTableView),
  /** key: `counts`, `item:<ref>`, `contradiction:<kind>:<ref>`, `suggestion:<ref>`, `risk:<ref>`, `recommendation:<ref>`, `milestone:<ref>`, `decision:<ref>`, `scheme:<name>` */
  programme: topic('programme', none, programmeEntry),
  /** key: `<kind>:<ref>:<editor>`; who has what open for editing, for those who may edit it */
  'programme-editing': topic('programme', none, editing, 'act'),
  /** key: figure; the week that is under way */
  sitrep: topic('sitrep', none, sitrepLive),
  /** key: metric name; `demand:<runRef>` for what the waiting calls are about, and `waiting-about` for all of them */
  wallboard: topic('wallboard', none, wallboardEntry),
  /** key: `operator`, `run:<ref>` */
  operator: linkTopic('operator', operatorEntry),
  /** key: `message:<ref>`, `carrier` or `rules`; messages of the last day, and what waits */
  outbox: topic('messages', none, outboxEntry),
  /** key: `child`; only to the adviser who verified the caller, while the look-up is open */
  'look-up': topic('child-look-up', z.object({ lookUpRef: ref }), lookedUpChild, 'act'),
  /** key: source */
  feeds: topic('feeds', none, feedHealth),
  /** key: `run`, `next`, `seen`; the page behind a crew's link */
  crew: linkTopic('crew', crewPart),
  /** key: `bus` */
  bus: linkTopic('bus', busView),
  /** key: `session`, `bus:<runRef>` */
  school: linkTopic('school', schoolEntry),
} as const;

export type TopicName = keyof typeof topics;
export type TopicParams<N extends TopicName = TopicName> = { [K in N]: z.output<(typeof topics)[K]['params']> }[N];
export type TopicValue<N extends TopicName = TopicName> = { [K in N]: z.output<(typeof topics)[K]['value']> }[N];
export type TopicItems<N extends TopicName = TopicName> = Record<string, TopicValue<N>>;
export type TopicChange<N extends TopicName = TopicName> = { key: string; value: TopicValue<N> | null };
export const topicNames = Object.keys(topics) as TopicName[];
export const isTopicName = (name: string): name is TopicName => Object.hasOwn(topics, name);
