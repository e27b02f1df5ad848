import * as z from 'zod';
import { cloudEvent } from '../events/index.js';
import type { Grant, Resource } from '../lists/access.js';
import { linkKinds } from '../lists/links.js';
import type { LinkKind } from '../lists/links.js';
import { itemKinds, programmeTables } from '../lists/programme.js';
import { timetableNames } from '../lists/sources.js';
import { accountChange, accountView, demonstrationSignIn, firstAccount, newAccount } from './accounts.js';
import { contradiction, itemGates, periodView, programmeItem, programmeView, suggestion } from './programme.js';
import { comparison, comparisonQuery, itemHistory, periodQuery, periodSummary } from './programme-periods.js';
import { decisionView, milestoneView, recommendationView, riskView, schemeView } from './programme-records.js';
import { editingBeat } from './programme-editing.js';
import { recordStanding } from './problem.js';
import { programmeReport } from './programme-report.js';
import { auditQuery, auditRow, auditVerification, familyView, lookedAt, newFamily, unusualList } from './audit.js';
import { alertHistory, alertRow, handover } from './alerts.js';
import { caseImportProfile, savedCaseProfile } from './case-import.js';
import { backlog, bankHoliday, caseFilter, caseList, caseSummary, caseValue, caseworkTableView, clearing, clearingQuery, clockView, dueChangeView, figures, figuresQuery, quality, qualityQuery, workload } from './casework.js';
import { command, commandReply, device, deviceReply, deviceRequest, ingestReply, journalEntry, quarantineEntry } from './ingest.js';
import { importEntry, importJob, importReply } from './imports.js';
import { currentLink, familyMessages, familyMessagesChange, linkAddress, linkEvents, linkView, newLink } from './links.js';
import { measureHistory, measureHistoryQuery, metricCatalogue, metricQuery } from './measures.js';
import { planImportProfile, planPeriods, savedPlanProfile } from './plan-import.js';
import { deliveryView, outboxRow } from './messages.js';
import { morningPack } from './morning-pack.js';
import { searchReply, searchRequest } from './contact.js';
import { contactReply, contactView, newContact } from './contacts.js';
import { callBackReply, callBackRequest, callOnLine, lookUpRequest, lookUpView, verifyReply, verifyRequest } from './look-up.js';
import { closureEffect, messageDrafts, serviceAlertView, standIns, substitutes } from './disruption.js';
import { runDetail, runList, trace, transportPaths, transportReference } from './transport.js';
import { stopHistory, stopHistoryQuery } from './stop-history.js';
import { wallboard } from './wallboard.js';
import { feedHealth, feedReply, newSource, sourceChange, sourceView } from './sources.js';
import { contractRow, sitrepAccuracy, sitrepAfter, sitrepClaim, sitrepQuery, sitrepReport, sitrepRun, sitrepRunsQuery, sitrepTrendWeek } from './sitrep.js';
import { daySession } from '../topics/index.js';
import { callRefs, callsOfNumber, erasure, erasureReply, holdView, newHold, retentionView, subjectView } from './retention.js';
import { about, providerSignOut, sessionInfo, signIn } from './session.js';
import { factorConfirmation, factorConfirmed, factorOffer, ownAccount, ownSession, ownWord, ownWordAndCode, passwordChange, recoveryCodes, sessionsEnd, sessionsEnded } from './own-account.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** Who may call: anyone, anyone signed in, a machine with a feed token, a device with its secret, the holder of a public link of one of some kinds, or a row of the access table. */
export type Caller = 'everyone' | 'signed-in' | 'feed' | 'device' | { readonly links: readonly LinkKind[] } | { readonly resource: Resource; readonly grant: Grant };

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
const holdersOf = (...links: readonly LinkKind[]): Caller[] => [{ links }];
const text = z.string().optional();
const paged = z.object({ limit: z.int().min(1).max(1000).optional(), cursor: text });
const listOf = (item: z.ZodType) => z.object({ items: z.array(item), nextCursor: text });
const ok = z.object({ ok: z.literal(true) });

const get = (path: string, summary: string, callers: readonly Caller[], reply: NonNullable<RouteContract['reply']>, query?: z.ZodObject): RouteContract =>
  ({ method: 'GET', path, summary, callers, reply, ...(query && { query }) });
const post = (path: string, summary: string, callers: readonly Caller[], body: Record<string, z.ZodType>, more: Partial<RouteContract> = {}): RouteContract =>
  ({ method: 'POST', path, summary, callers, body, ...more });

const upload = { 'multipart/form-data': z.object({ file: z.string().meta({ format: 'binary' }) }) };
const importQuery = z.object({
  preview: z.boolean().optional().describe('change nothing, only tell'),
  wait: z.boolean().optional().describe('false: answer 202 with the job at once, to be asked for'),
});

const osmandFields = z.object({
  id: z.string().describe("the device's unguessable key"),
  lat: z.number(),
  lon: z.number(),
  timestamp: z.union([z.number(), z.string()]).optional().describe('Unix seconds or milliseconds, or ISO 8601'),
  speed: z.number().optional().describe('knots'),
  bearing: z.number().optional(),
  accuracy: z.number().optional().describe('metres'),
});

const bytes = z.string().meta({ format: 'binary' });

const doors: RouteContract[] = [
  post('/api/events', 'Send one event or a batch. Answered after they are stored; sending again changes nothing.', ['feed'], { 'application/cloudevents+json': cloudEvent, 'application/cloudevents-batch+json': z.array(cloudEvent).max(10_000) }, { reply: ingestReply }),
  post('/api/commands', 'Act as the person who is signed in: an event whose source is that person.', ['signed-in'], json(command), { reply: commandReply }),
  post('/api/devices/owntracks', 'A position from OwnTracks in HTTP mode (Basic authentication: device name and secret).', ['device'], json(z.object({ _type: z.string(), lat: z.number(), lon: z.number(), tst: z.number(), acc: z.number().optional(), vel: z.number().optional().describe('km/h'), cog: z.number().optional() })), { reply: z.array(z.never()) }),
  get('/api/devices/osmand', 'A position by the OsmAnd protocol, in the query.', ['device'], { mediaType: 'text/plain' }, osmandFields),
  post('/api/devices/osmand', 'A position by the OsmAnd protocol, as a form or the newer JSON.', ['device'], { 'application/x-www-form-urlencoded': osmandFields, 'application/json': z.object({ device_id: z.string(), location: z.object({ timestamp: z.string(), coords: z.object({ latitude: z.number(), longitude: z.number(), speed: z.number().optional().describe('m/s'), heading: z.number().optional(), accuracy: z.number().optional() }) }) }) }),
  post('/api/ingest/gtfs-realtime', 'VehiclePositions of a GTFS-Realtime feed. `source` names the sender in its health.', ['feed'], { 'application/x-protobuf': bytes, 'application/octet-stream': bytes }, { query: z.object({ source: text }), reply: feedReply }),
  post('/api/ingest/siri-vm', 'A SIRI 2.0 vehicle monitoring delivery, such as the Bus Open Data Service publishes.', ['feed'], { 'application/xml': bytes, 'text/xml': bytes }, { query: z.object({ source: text }), reply: feedReply }),
  get('/api/sources', 'The sources that are polled, and the rhythm of those that speak by themselves. Keys are never shown.', see('feeds'), listOf(sourceView)),
  get('/api/sources/health', 'How each source is doing: last heard, newest fix, rate, refusals, last error, state.', see('feeds'), listOf(feedHealth)),
  post('/api/sources', 'Add a source.', act('feeds'), json(newSource), { reply: sourceView, status: 201 }),
  { method: 'PATCH', path: '/api/sources/{name}', summary: 'Change a source, switch it off or on, or replace its key.', callers: act('feeds'), body: json(sourceChange), reply: sourceView },
  { method: 'DELETE', path: '/api/sources/{name}', summary: 'Remove a source: it is asked no more.', callers: act('feeds'), status: 204 },
  post('/api/imports/gtfs', 'Load a GTFS timetable (zip): it is kept, and its runs are made as their days come near.', ['feed', ...act('reference-data')], upload, { query: importQuery.extend({ feed: text.describe('which timetable it replaces'), date: text.describe('service dates to make runs of as well: 20261110 or 20261110..20261114'), terms: z.enum(['warn', 'apply']).optional().describe('apply: no runs to a school that is out of term') }), reply: importReply }),
  post('/api/imports/{kind}', 'Load a CSV of schools, operators, vehicles, assistants, passengers, guardians, assignments or devices. Good rows go in; the others are told by line and column.', ['feed', ...act('reference-data')], upload, { query: importQuery, reply: importReply }),
  post('/api/imports/cases', 'Load a spreadsheet of cases (XLSX or CSV). Good rows go in; the others are told by line and column. The same file again changes nothing.', ['feed', ...act('cases')], { 'multipart/form-data': z.object({ file: bytes, profile: z.union([z.string(), caseImportProfile]).optional().describe('the name of a saved profile, or one as JSON; without it headings are recognised by their names') }) }, { query: importQuery, reply: importReply }),
  post('/api/imports/bank-holidays', 'Load the bank holidays as GOV.UK publishes them (JSON). Open clocks are counted anew.', ['feed', ...act('cases')], upload, { query: importQuery, reply: importReply }),
  get('/api/imports/cases', 'The last imports of cases and bank holidays: who, when, which file, and the counts.', act('cases'), listOf(importEntry)),
  get('/api/imports/cases/jobs/{importId}', 'How far an import has come, and its reply once it is done; for its sender alone.', ['feed', ...act('cases')], importJob),
  get('/api/imports/cases/jobs/{importId}/rejects.csv', 'The rows that were rejected, as they came, with their reasons; for their sender alone, for an hour.', ['feed', ...act('cases')], { mediaType: 'text/csv' }),
  get('/api/imports/cases/profiles', 'The saved profiles, the last used first.', ['feed', ...act('cases')], listOf(savedCaseProfile)),
  get('/api/imports/cases/profiles/{name}', 'A saved profile.', ['feed', ...act('cases')], savedCaseProfile),
  { method: 'PUT', path: '/api/imports/cases/profiles/{name}', summary: 'Save a profile under its name.', callers: ['feed', ...act('cases')], body: json(caseImportProfile), reply: savedCaseProfile },
  { method: 'DELETE', path: '/api/imports/cases/profiles/{name}', summary: 'Remove a profile.', callers: ['feed', ...act('cases')], status: 204 },
  post('/api/imports/programme', 'Load an action plan (XLSX or CSV). Good rows go in as events; the others are told by sheet, line and column. The same file again changes nothing.', ['feed', ...act('programme')], { 'multipart/form-data': planPeriods.extend({ file: bytes, profile: z.union([z.string(), planImportProfile]).optional().describe('the name of a saved profile, or one as JSON; without it headings are recognised by their names') }) }, { query: importQuery, reply: importReply }),
  get('/api/imports/programme', 'The last imports of action plans: who, when, which file, and the counts.', act('programme'), listOf(importEntry)),
  get('/api/imports/programme/template.csv', 'The columns of an action plan with an example.', ['feed', ...act('programme')], { mediaType: 'text/csv' }),
  get('/api/imports/programme/jobs/{importId}', 'How far an import has come, and its reply once it is done; for its sender alone.', ['feed', ...act('programme')], importJob),
  get('/api/imports/programme/jobs/{importId}/rejects.csv', 'The rows that were rejected, as they came, with their reasons; for their sender alone, for an hour.', ['feed', ...act('programme')], { mediaType: 'text/csv' }),
  get('/api/imports/programme/profiles', 'The saved profiles of action plans, the last used first.', ['feed', ...act('programme')], listOf(savedPlanProfile)),
  get('/api/imports/programme/profiles/{name}', 'A saved profile.', ['feed', ...act('programme')], savedPlanProfile),
  { method: 'PUT', path: '/api/imports/programme/profiles/{name}', summary: 'Save a profile under its name.', callers: ['feed', ...act('programme')], body: json(planImportProfile), reply: savedPlanProfile },
  { method: 'DELETE', path: '/api/imports/programme/profiles/{name}', summary: 'Remove a profile.', callers: ['feed', ...act('programme')], status: 204 },
  get('/api/imports', 'The last imports: who, when, which file, and the counts.', act('reference-data'), listOf(importEntry)),
  get('/api/imports/jobs/{importId}', 'How far an import has come, and its reply once it is done.', ['feed', ...act('reference-data')], importJob),
  get('/api/imports/jobs/{importId}/rejects.csv', 'What was rejected, to correct and send again: the rows of a CSV as they came, each with its problem. Kept for an hour.', ['feed', ...act('reference-data')], { mediaType: 'text/csv' }),
  get('/api/imports/{kind}/template.csv', 'The columns of a CSV with an example.', ['feed', ...act('reference-data')], { mediaType: 'text/csv' }),
  get('/api/ingest/quarantine', 'What was refused and why, newest first. The refused values are not kept.', see('quarantine'), listOf(quarantineEntry), paged.extend({ source: text })),
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
  { method: 'GET', path: '/api/session/oidc', summary: 'Sign in by single sign-on: goes on to the provider.', callers: ['everyone'], query: z.object({ back: text.describe('path to come back to') }), status: 303 },
  { method: 'GET', path: '/api/session/oidc/callback', summary: 'Where the provider sends the browser back to; goes on to the page asked for, or to the sign-in page with the reason why not.', callers: ['everyone'], query: z.object({ code: text, state: text, iss: text, error: text }), status: 303 },
  post('/api/session/oidc/sign-out', 'Sign out, and learn where to sign out at the provider.', ['signed-in'], {}, { reply: providerSignOut }),
  post('/api/session/oidc/back-channel', 'The provider says that somebody signed out (OpenID Connect Back-Channel Logout).', ['everyone'], { 'application/x-www-form-urlencoded': z.object({ logout_token: z.string() }) }, { reply: ok }),
  get('/api/session/oidc/front-channel', 'The same by the browser (OpenID Connect Front-Channel Logout), as Entra ID does it.', ['everyone'], ok, z.object({ iss: text, sid: text })),
  get('/api/accounts', 'The accounts.', see('accounts'), listOf(accountView), paged),
  post('/api/accounts', 'Make an account.', act('accounts'), json(newAccount), { reply: ok, status: 201 }),
  { method: 'PATCH', path: '/api/accounts/{username}', summary: "Change an account's role or password, or close it.", callers: act('accounts'), body: json(accountChange), reply: ok },
  { method: 'DELETE', path: '/api/accounts/{username}/second-factor', summary: 'Take the second factor off an account whose person has lost it. Ends its sessions.', callers: act('accounts'), status: 204 },
  { method: 'DELETE', path: '/api/accounts/{username}/sessions', summary: 'End every session of an account.', callers: act('accounts'), status: 204 },
  get('/api/account', 'Whoever is signed in, with their second factor.', ['signed-in'], ownAccount),
  post('/api/account/password', 'Change the own password. Every other session ends and this one is replaced.', ['signed-in'], json(passwordChange), { reply: sessionInfo }),
  post('/api/account/second-factor', 'Begin to set a second factor up: a secret for an authenticator. Nothing is on yet.', ['signed-in'], json(ownWord), { reply: factorOffer }),
  post('/api/account/second-factor/confirm', 'Turn it on with a code of the authenticator. Shows the recovery codes this once; every other session ends and this one is replaced.', ['signed-in'], json(factorConfirmation), { reply: factorConfirmed }),
  post('/api/account/second-factor/off', 'Turn it off. Every other session ends and this one is replaced.', ['signed-in'], json(ownWordAndCode), { reply: sessionInfo }),
  post('/api/account/second-factor/recovery-codes', 'New recovery codes in place of all that were left.', ['signed-in'], json(ownWordAndCode), { reply: recoveryCodes }),
  get('/api/account/sessions', 'The own open sessions.', ['signed-in'], listOf(ownSession)),
  post('/api/account/sessions/end', 'End one session of one’s own, or all others.', ['signed-in'], json(sessionsEnd), { reply: sessionsEnded }),
  post('/api/accounts/first', 'Make the first administrator, with the token of the link that start-up printed.', ['everyone'], json(firstAccount), { reply: ok }),
];

const retention: RouteContract[] = [
  get('/api/retention', 'What is kept of people, why, for how long and what becomes of it, with the last sweep.', see('retention'), retentionView),
  { method: 'POST', path: '/api/retention/sweeps', summary: 'Take out now what is over; answered when it is done.', callers: act('retention'), status: 204 },
  get('/api/retention/holds', 'What is held back: by cases, alerts and call-backs by themselves, and by hand.', see('retention'), z.object({ items: z.array(holdView) })),
  post('/api/retention/holds', 'Hold a child, a case or a run back, with the reason.', act('retention'), json(newHold), { reply: z.object({ holdId: z.uuid() }), status: 201 }),
  { method: 'DELETE', path: '/api/retention/holds/{holdId}', summary: 'End a hold that was placed by hand.', callers: act('retention'), status: 204 },
  post('/api/rights/calls', 'The calls from a telephone number.', act('subject-rights'), json(callsOfNumber), { reply: callRefs }),
  get('/api/rights/subjects/{kind}/{ref}', 'What is held of a child (passenger), a guardian, a guide (assistant) or a caller (by one of their calls), with what holds it back.', see('subject-rights'), subjectView),
  { method: 'POST', path: '/api/rights/subjects/{kind}/{ref}/export', summary: 'Everything that is held of somebody, as a ZIP of a page to read, JSON and sheets. What is about others is left out.', callers: act('subject-rights'), reply: { mediaType: 'application/zip' } },
  post('/api/rights/subjects/{kind}/{ref}/erase', 'Erase somebody: at once what nothing holds, the rest when the last hold ends.', act('subject-rights'), json(erasure), { reply: erasureReply }),
];

const links: RouteContract[] = [
  get('/api/links', 'The public links that the role may hand out, the newest first. Addresses are not in it.', ['signed-in'], listOf(linkView), paged.extend({ kind: z.enum(linkKinds).optional() })),
  post('/api/links', 'Issue a link for one subject. Its address is in the reply.', ['signed-in'], json(newLink), { reply: linkAddress, status: 201 }),
  get('/api/links/{linkRef}/address', 'The address of a link that opens, once more. The showing is recorded.', ['signed-in'], linkAddress),
  { method: 'DELETE', path: '/api/links/{linkRef}', summary: 'Revoke a link: whoever looks on by it is shown out within a tick.', callers: ['signed-in'], status: 204 },
  get('/api/links/current', 'The link that the header `Authorization: Link <token>` names.', holdersOf(...linkKinds), currentLink),
  get('/api/links/messages', 'Which messages the guardian of this link is sent.', holdersOf('bus'), familyMessages),
  post('/api/links/messages', 'Which messages the guardian of this link wants. It stands whatever a later import says.', holdersOf('bus'), json(familyMessagesChange), { reply: familyMessages }),
  post('/api/links/events', 'What an operator or a crew says of its own subject. Answered after it is stored; sending again changes nothing.', holdersOf('operator', 'crew'), json(linkEvents), { reply: ingestReply }),
];

const audit: RouteContract[] = [
  get('/api/audit', 'The audit, newest first: who did what, when, with references and no names. Reading it is recorded.', see('audit'), listOf(auditRow), paged.extend(auditQuery.shape)),
  get('/api/audit/verification', 'Whether the chain of the audit is as it was written, since when that is known, and its head to note elsewhere.', see('audit'), auditVerification),
  post('/api/audit/verification', 'Go along the chain now.', act('audit'), {}, { reply: auditVerification }),
  get('/api/audit/unusual', 'Use of the last 28 days that somebody should look at, with its figures and the records behind it. No proof of anything.', see('audit'), unusualList),
  post('/api/audit/unusual', 'Somebody looked at a finding, and what came of it.', act('audit'), json(lookedAt), { reply: unusualList }),
  get('/api/audit/family', 'Which accounts declared family. Whom, nobody can read.', see('audit'), listOf(familyView)),
  post('/api/audit/family', 'Declare a child, a guardian or a household that an account must not look up. Only keyed hashes are kept.', act('audit'), json(newFamily), { reply: listOf(familyView), status: 201 }),
  { method: 'DELETE', path: '/api/audit/family/{familyId}', summary: 'Withdraw a declaration.', callers: act('audit'), status: 204 },
];

const reading: RouteContract[] = [
  get('/api/transport/runs', 'The runs of a service date.', see('runs'), runList, paged.extend({ serviceDate: text, state: text, condition: text, operatorRef: text })),
  get('/api/transport/alerts', 'The alerts of a service date, those that need someone first.', see('alerts'), listOf(alertRow), paged.extend({ serviceDate: text, state: text })),
  get('/api/transport/alerts/{alertRef}', 'One alert with its history: who did what, and when.', see('alerts'), alertHistory),
  get('/api/transport/handover', 'What the next shift has to know: what is open and who has it, what was closed, disruptions in force, runs still to start.', see('handover'), handover),
  get('/api/transport/runs/{runRef}', 'One run with its stop calls, conditions and expected times.', see('runs'), runDetail),
  get('/api/transport/runs/{runRef}/trace', 'Where the vehicle of a run has been.', see('traces'), trace),
  get('/api/transport/session', "How today's sessions go, of all runs or of a part of them, with what is usual at this minute.", see('session'), listOf(daySession), z.object({ operatorRef: text, schoolRef: text, area: text })),
  get('/api/transport/morning-pack', "A session's manifests by run and school, for the day the network is down. Initials and needs, no names of children.", see('children-on-run'), morningPack, z.object({ date: text, session: text })),
  get('/api/transport/runs/{runRef}/stand-ins', 'Guides who are free at the time of a run, best first, each with its reasons.', see('children-on-run'), standIns),
  get('/api/transport/runs/{runRef}/substitutes', 'Vehicles that are free at the time of a run and large enough, best first, each with its reasons.', see('children-on-run'), substitutes),
  get('/api/transport/runs/{runRef}/drafts', 'Words about a run for families, school and operator, filled from the run. With `cause`, as if it were cancelled for that.', see('runs'), messageDrafts, z.object({ cause: text })),
  get('/api/transport/service-alerts', 'What travellers should know: with `active=true` what is true now, else every alert, the newest first.', see('runs'), listOf(serviceAlertView), paged.extend({ active: z.boolean().optional() })),
  get('/api/transport/schools/{schoolRef}/closure-effect', 'What closing a school for a day, or ending its day early, would do to its runs.', see('runs'), closureEffect, z.object({ date: text, at: text, cause: text })),
  get('/api/transport/reference', 'Names behind the refs of the map.', see('fleet'), transportReference),
  get('/api/feeds/gtfs-realtime/{feed}', 'GTFS-Realtime for other tools: vehicle-positions, trip-updates or alerts; protobuf, or JSON with `format=json`.', ['feed', ...see('fleet')], { mediaType: 'application/x-protobuf' }, z.object({ format: z.enum(['json', 'protobuf']).optional(), timetable: z.enum(timetableNames).optional() })),
  get('/api/feeds/gtfs', 'The GTFS schedule of the runs that are held: every ref of the realtime feeds is in it.', ['feed', ...see('fleet')], { mediaType: 'application/zip' }),
  get('/api/transport/messages', 'Messages to families, schools and operators of the last week with what became of them; also as CSV. Nobody is named.', see('messages'), listOf(outboxRow)),
  get('/api/transport/messages/{messageRef}/recipients', 'The recipients of a message by the initials of their children, with what became of each.', see('messages'), listOf(deliveryView)),
  get('/api/transport/paths', 'The paths of the routes.', see('fleet'), transportPaths),
  get('/api/casework/backlog', 'Open cases by type: due soon, overdue, paused.', see('backlog'), backlog),
  get('/api/casework/cases', 'Cases, the first due first.', see('cases'), caseList, paged.extend(caseFilter.shape)),
  get('/api/casework/case-values', 'The values that cases have, with how many: what a list can be narrowed by. Each field is counted as if it did not narrow.', see('cases'), listOf(caseValue), caseFilter),
  get('/api/casework/workload', 'What each worker has, and what a working day it asks of them.', act('cases'), workload),
  get('/api/casework/cases/{caseRef}', 'One case.', see('cases'), caseSummary),
  get('/api/casework/cases/{caseRef}/clocks', "A case's clocks, each with its due date and how it was counted.", see('cases'), z.object({ clocks: z.array(clockView), changes: z.array(dueChangeView) })),
  get('/api/casework/figures', 'One figure of casework by service, type, owner, stage, channel, reason, outcome or month, with the year before.', see('casework-tables'), figures, figuresQuery),
  get('/api/casework/clearing', 'What a working day takes until which a type has no open case.', act('cases'), clearing, clearingQuery),
  get('/api/casework/quality', 'What is wrong, or may be, with the casework as it was told.', act('cases'), quality, paged.extend(qualityQuery.shape)),
  get('/api/casework/due-changes', 'Due dates that moved because a holiday or a policy changed, newest first.', act('cases'), listOf(dueChangeView), paged),
  get('/api/casework/bank-holidays', 'The bank holidays that clocks leave out.', see('backlog'), listOf(bankHoliday)),
  get('/api/casework/tables/{table}', 'A table of casework figures with its formula.', see('casework-tables'), caseworkTableView, caseFilter.pick({ caseType: true })),
  get('/api/programme', 'The improvement plan: ratings, direction of travel, counts.', see('programme'), programmeView),
  get('/api/programme/contradictions', 'What cannot be true together in the plan.', see('programme'), listOf(contradiction)),
  get('/api/programme/suggestions', 'Ratings to look at again: a proposed one and why. None is ever changed by it.', see('programme'), listOf(suggestion)),
  get('/api/programme/items/{itemRef}/gates', 'What a Red and a Blue of an item would lack today, and from which date Blue could be reached.', see('programme'), itemGates),
  get('/api/programme/periods/{period}', 'A period of the plan; once the board has taken it, as it stood then.', see('programme'), periodView),
  get('/api/programme/items/{itemRef}/history', 'What was said of an item, period by period.', see('programme'), itemHistory),
  get('/api/programme/periods', 'The reporting periods, newest first: which the board has taken and when, with their counts.', see('programme'), listOf(periodSummary)),
  get('/api/programme/compare', 'Two periods side by side, as their difference.', see('programme'), comparison, comparisonQuery),
  get('/api/programme/items', 'Workstreams, projects and actions of a period as one table.', see('programme'), listOf(programmeItem), periodQuery.extend({ kind: z.enum(itemKinds).optional() })),
  get('/api/programme/risks', 'Risks of a period with their scores before and after mitigation, and the change since the period before.', see('programme'), listOf(riskView), periodQuery),
  get('/api/programme/recommendations', 'Recommendations of a period: category, lateness in days, progress, and what is wrong with how they are assessed.', see('programme'), listOf(recommendationView), periodQuery),
  get('/api/programme/milestones', 'Milestones of a period: due, achieved, and by how many days each slipped.', see('programme'), listOf(milestoneView), periodQuery),
  get('/api/programme/decisions', 'Decisions of a period, due and taken.', see('programme'), listOf(decisionView), periodQuery),
  get('/api/programme/schemes', 'The schemes of assessment categories that recommendations are assessed by.', see('programme'), listOf(schemeView), periodQuery),
  get('/api/programme/periods/{period}/report', 'The highlight report of a period as a document; `current` is the newest.', see('programme'), programmeReport),
  get('/api/programme/periods/{period}/report.pdf', 'The highlight report as a tagged PDF on A4. Of a period that the board has taken, the same bytes every time.', see('programme'), { mediaType: 'application/pdf' }),
  get('/api/programme/periods/{period}/tables/{table}', `A table of a period, whole: ${programmeTables.join(', ')}. As CSV with \`.csv\` after its name.`, see('programme'), z.object({ items: z.array(z.record(z.string(), z.unknown())) })),
  get('/api/programme/editing/{kind}/{ref}', 'A record of the programme as its editor begins with it: its data, its version, and who told it when.', act('programme'), recordStanding),
  { method: 'PUT', path: '/api/programme/editing/{kind}/{ref}', summary: 'A page says that it has a record of the programme open for editing; again every ten seconds. Those who may edit hear of it.', callers: act('programme'), body: json(editingBeat), status: 204 },
  { method: 'DELETE', path: '/api/programme/editing/{kind}/{ref}', summary: 'The page has closed it.', callers: act('programme'), query: editingBeat, status: 204 },
  get('/api/programme/measures/{measureRef}/history', 'A measure day by day since it is watched; also as CSV.', see('programme'), measureHistory, measureHistoryQuery),
  get('/api/metrics', 'Every metric that a measure can name: formula, value, what it leaves out, which direction is good.', see('programme'), metricCatalogue, metricQuery),
  get('/api/contact/search', 'One box to any answer.', see('search'), searchReply, searchRequest),
  post('/api/contact/search', 'The same, with the words in the body: what is typed of a child belongs in no address.', see('search'), json(searchRequest), { reply: searchReply }),
  post('/api/contact/contacts', 'Log a call: what was asked, told and done about it. The server keeps what it knew at that moment; a promise or a complaint opens its case with it. Sending it again changes nothing.', act('contacts'), json(newContact), { reply: contactReply }),
  get('/api/contact/contacts/{contactRef}', 'A logged call with the run as it stood then: an adviser their own, a manager one that a case came of.', see('contacts'), contactView),
  get('/api/contact/stop-history', 'How late a route was at a stop on the last 20 school days, the newest first; days on which it was not seen there are told as such.', see('runs'), stopHistory, stopHistoryQuery),
  get('/api/contact/wallboard', 'The contact centre in figures, each with its formula.', see('wallboard'), wallboard),
  post('/api/contact/look-ups', 'Begin to look a child up for a caller. Tells what can be asked, never what is held; with a court order or shielding the banner alone.', act('child-look-up'), json(lookUpRequest), { reply: lookUpView }),
  get('/api/contact/look-ups/calls', 'Calls that this adviser took and that are not over.', act('child-look-up'), listOf(callOnLine)),
  get('/api/contact/look-ups/{lookUpRef}', 'A look-up of this adviser that is not over.', act('child-look-up'), lookUpView),
  post('/api/contact/look-ups/{lookUpRef}/acknowledge', 'The banner was read.', act('child-look-up'), {}, { reply: lookUpView }),
  post('/api/contact/look-ups/{lookUpRef}/verify', 'What the caller said: verified, or not, with nothing about what was wrong.', act('child-look-up'), json(verifyRequest), { reply: verifyReply }),
  post('/api/contact/look-ups/{lookUpRef}/call-back', 'Have the number that is held rung: opens a case. The caller’s own number is never used.', act('child-look-up'), json(callBackRequest), { reply: callBackReply }),
  { method: 'DELETE', path: '/api/contact/look-ups/{lookUpRef}', summary: 'The caller has gone: nothing more of the child is shown.', callers: act('child-look-up'), status: 204 },
  get('/api/transport/sitrep', 'The weekly seven: live all week, and as they were frozen at its end.', see('sitrep'), sitrepReport, sitrepQuery),
  get('/api/transport/sitrep/trend', 'The weekly seven of the last weeks, oldest first.', see('sitrep'), listOf(sitrepTrendWeek), z.object({ weeks: z.int().min(1).max(60).optional() })),
  get('/api/transport/sitrep/runs', 'The runs behind a figure.', see('sitrep-runs'), listOf(sitrepRun), paged.extend(sitrepRunsQuery.shape)),
  get('/api/transport/sitrep/accuracy', 'How right the expected times were.', see('sitrep'), listOf(sitrepAccuracy), sitrepQuery.pick({ week: true })),
  get('/api/transport/sitrep/claims', 'What operators reported and the traces do not bear out.', see('sitrep-runs'), listOf(sitrepClaim), sitrepQuery.pick({ week: true })),
  get('/api/transport/sitrep/contracts', 'Contract measures with the penalty each would carry. Nothing is deducted.', see('sitrep'), listOf(contractRow), sitrepQuery.pick({ week: true })),
  get('/api/transport/sitrep/after', 'What came after a week was frozen: late data, and notes.', see('sitrep'), listOf(sitrepAfter), sitrepQuery.pick({ week: true })),
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
export const routes: readonly RouteContract[] = [...doors, ...people, ...links, ...retention, ...reading, ...audit, ...machines];
