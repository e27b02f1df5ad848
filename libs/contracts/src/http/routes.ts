import * as z from 'zod';
import { cloudEvent } from '../events/index.js';
import type { Grant, Resource } from '../lists/access.js';
import { accountChange, accountView, demonstrationSignIn, firstAccount, newAccount } from './accounts.js';
import { assessmentHistory, contradiction, periodView, programmeView } from './programme.js';
import { backlog, caseFilter, caseList, caseSummary, caseworkTableView, clockView } from './casework.js';
import { command, commandReply, device, deviceReply, deviceRequest, importReply, ingestReply, journalEntry, quarantineEntry } from './ingest.js';
import { metricView, searchReply, wallboard } from './contact.js';
import { runDetail, runList, trace, transportPaths, transportReference } from './transport.js';
import { about, sessionInfo, signIn } from './session.js';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
/** Who may call: anyone, anyone signed in, a machine with a feed token, a device with its secret, or a row of the access table. */
export type Caller = 'everyone' | 'signed-in' | 'feed' | 'device' | { readonly resource: Resource; readonly grant: Grant };

/** What the published documentation says of one route. */
export interface RouteContract {
  readonly method: Method;
  /** As OpenAPI writes it: `/api/transport/runs/{runRef}`. */
  readonly path: string;
  readonly summary: string;
  readonly callers: readonly Caller[];
  readonly query?: z.ZodObject;
  /** By media type. */
  readonly body?: Readonly<Record<string, z.ZodType>>;
  readonly reply?: z.ZodType | { readonly mediaType: string };
  /** Of a success; 200 unless told. */
  readonly status?: number;
}

const json = (schema: z.ZodType): Record<string, z.ZodType> => ({ 'application/json': schema });
const see = (resource: Resource): Caller[] => [{ resource, grant: 'see' }];
const act = (resource: Resource): Caller[] => [{ resource, grant: 'act' }];
const text = z.string().optional();
const paged = z.object({ limit: z.int().min(1).max(1000).optional(), cursor: text });
const listOf = (item: z.ZodType) => z.object({ items: z.array(item), nextCursor: text });
const ok = z.object({ ok: z.literal(true) });

const get = (path: string, summary: string, callers: readonly Caller[], reply: NonNullable<RouteContract['reply']>, query?: z.ZodObject): RouteContract =>
  ({ method: 'GET', path, summary, callers, reply, ...(query && { query }) });
const post = (path: string, summary: string, callers: readonly Caller[], body: Record<string, z.ZodType>, more: Partial<RouteContract> = {}): RouteContract =>
  ({ method: 'POST', path, summary, callers, body, ...more });

const osmandFields = z.object({
  id: z.string().describe("the device's unguessable key"),
  lat: z.number(),
  lon: z.number(),
  timestamp: z.union([z.number(), z.string()]).optional().describe('Unix seconds or milliseconds, or ISO 8601'),
  speed: z.number().optional().describe('knots'),
  bearing: z.number().optional(),
  accuracy: z.number().optional().describe('metres'),
});

const doors: RouteContract[] = [
  post('/api/events', 'Send one event or a batch. Answered after they are stored; sending again changes nothing.', ['feed'], { 'application/cloudevents+json': cloudEvent, 'application/cloudevents-batch+json': z.array(cloudEvent).max(10_000) }, { reply: ingestReply }),
  post('/api/commands', 'Act as the person who is signed in: an event whose source is that person.', ['signed-in'], json(command), { reply: commandReply }),
  post('/api/devices/owntracks', 'A position from OwnTracks in HTTP mode (Basic authentication: device name and secret).', ['device'], json(z.object({ _type: z.string(), lat: z.number(), lon: z.number(), tst: z.number(), acc: z.number().optional(), vel: z.number().optional().describe('km/h'), cog: z.number().optional() })), { reply: z.array(z.never()) }),
  get('/api/devices/osmand', 'A position by the OsmAnd protocol, in the query.', ['device'], { mediaType: 'text/plain' }, osmandFields),
  post('/api/devices/osmand', 'A position by the OsmAnd protocol, as a form or the newer JSON.', ['device'], { 'application/x-www-form-urlencoded': osmandFields, 'application/json': z.object({ device_id: z.string(), location: z.object({ timestamp: z.string(), coords: z.object({ latitude: z.number(), longitude: z.number(), speed: z.number().optional().describe('m/s'), heading: z.number().optional(), accuracy: z.number().optional() }) }) }) }),
  post('/api/imports/gtfs', 'Load a GTFS timetable (zip): its runs of a service date.', ['feed', ...act('reference-data')], { 'multipart/form-data': z.object({ file: z.string().meta({ format: 'binary' }) }) }, { query: z.object({ preview: z.boolean().optional().describe('change nothing, only tell') }), reply: importReply }),
  get('/api/ingest/quarantine', 'What was refused and why, newest first. The refused values are not kept.', see('quarantine'), listOf(quarantineEntry), paged),
  get('/api/ingest/journal', 'Every fact in the order in which it was accepted.', see('quarantine'), listOf(journalEntry), paged.extend({ after: z.int().min(0).optional().describe('facts after this seq'), type: text })),
  get('/api/devices', 'The devices that may send positions.', see('devices'), listOf(device), paged),
  post('/api/devices', 'Make a device. Its secret is shown this once.', act('devices'), json(deviceRequest), { reply: deviceReply, status: 201 }),
  { method: 'DELETE', path: '/api/devices/{name}', summary: 'Remove a device: its secret opens nothing any more.', callers: act('devices'), status: 204 },
];

const people: RouteContract[] = [
  get('/api/about', 'What anyone may know before signing in.', ['everyone'], about),
  post('/api/session', 'Sign in with a local account.', ['everyone'], json(signIn), { reply: sessionInfo }),
  post('/api/session/demo', 'Sign in as a role with one click, while the demonstration is on.', ['everyone'], json(demonstrationSignIn), { reply: sessionInfo }),
  get('/api/session', 'Who is signed in, with the token for requests that change something.', ['signed-in'], sessionInfo),
  { method: 'DELETE', path: '/api/session', summary: 'Sign out.', callers: ['signed-in'], status: 204 },
  get('/api/accounts', 'The accounts.', see('accounts'), listOf(accountView), paged),
  post('/api/accounts', 'Make an account.', act('accounts'), json(newAccount), { reply: ok, status: 201 }),
  { method: 'PATCH', path: '/api/accounts/{username}', summary: "Change an account's role or password, or close it.", callers: act('accounts'), body: json(accountChange), reply: ok },
  post('/api/accounts/first', 'Make the first administrator, with the token of the link that start-up printed.', ['everyone'], json(firstAccount), { reply: ok }),
];

const reading: RouteContract[] = [
  get('/api/transport/runs', 'The runs of a service date.', see('runs'), runList, paged.extend({ serviceDate: text, state: text, condition: text, operatorRef: text })),
  get('/api/transport/runs/{runRef}', 'One run with its stop calls, conditions and expected times.', see('runs'), runDetail),
  get('/api/transport/runs/{runRef}/trace', 'Where the vehicle of a run has been.', see('traces'), trace),
  get('/api/transport/reference', 'Names behind the refs of the map.', see('fleet'), transportReference),
  get('/api/transport/paths', 'The paths of the routes.', see('fleet'), transportPaths),
  get('/api/casework/backlog', 'Open cases by type: due soon, overdue, paused.', see('backlog'), backlog),
  get('/api/casework/cases', 'Cases, the first due first.', see('cases'), caseList, paged.extend(caseFilter.shape)),
  get('/api/casework/cases/{caseRef}', 'One case.', see('cases'), caseSummary),
  get('/api/casework/cases/{caseRef}/clocks', "A case's clocks, each with its due date and how it was counted.", see('cases'), z.object({ clocks: z.array(clockView) })),
  get('/api/casework/tables/{table}', 'A table of casework figures with its formula.', see('casework-tables'), caseworkTableView, caseFilter.pick({ caseType: true })),
  get('/api/programme', 'The improvement plan: ratings, direction of travel, counts.', see('programme'), programmeView),
  get('/api/programme/contradictions', 'What cannot be true together in the plan.', see('programme'), listOf(contradiction)),
  get('/api/programme/periods/{period}', 'A period of the plan; once the board has taken it, as it stood then.', see('programme'), periodView),
  get('/api/programme/items/{itemRef}/history', 'What was said of an item, period by period.', see('programme'), assessmentHistory),
  get('/api/contact/search', 'One box to any answer.', see('search'), searchReply, z.object({ q: z.string() })),
  get('/api/contact/wallboard', 'The contact centre in figures, each with its formula.', see('wallboard'), wallboard),
  get('/api/transport/sitrep', 'The weekly seven.', see('sitrep'), listOf(metricView), z.object({ week: text })),
];

const machines: RouteContract[] = [
  get('/api/health/live', 'The process answers.', ['everyone'], z.object({ status: z.string() })),
  get('/api/health/ready', 'The database is there and the engine is live.', ['everyone'], z.object({ status: z.string() })),
  get('/api/health/metrics', 'Prometheus metrics.', ['everyone'], { mediaType: 'text/plain' }),
  get('/api/docs', 'This interface for people.', ['everyone'], { mediaType: 'text/html' }),
  get('/api/docs/openapi.json', 'This interface as OpenAPI 3.1.', ['everyone'], z.object({ openapi: z.string() })),
  get('/api/docs/events', 'The event catalogue: HTML for people, JSON Schemas for machines (Accept: application/json).', ['everyone'], { mediaType: 'text/html' }),
];

/** Every route of the api with its schemas: the published documentation is made from it, and a test compares it with the routes there are. */
export const routes: readonly RouteContract[] = [...doors, ...people, ...reading, ...machines];
