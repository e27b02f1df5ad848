import { randomUUID } from 'node:crypto';
import { caseworkDimensions, caseworkTables, linkRules, mayAccess, programmeTables, realtimeFeedNames } from '@sightline/contracts';
import type { Role } from '@sightline/contracts';
import { commandGrants } from '../../../apps/api/dist/ingest/command-grants.js';
import { gtfsRealtime, siriVehicle, siriVm, vehicleEntity } from '../feed-stand-in.ts';
import { sampleFeed, zipOf } from '../../fixtures/recording.ts';
import { bannered, callerNumber, child, guardian } from './canaries.ts';
import type { Caller } from './callers.ts';
import { frozen, period } from './life.ts';
import type { AccessStage } from './stage.ts';

/** How a route is asked so that whoever is let in gets a proper answer. */
export interface Sample {
  /** Values of the parameters in the path. */
  readonly path?: (stage: AccessStage, caller: Caller) => Readonly<Record<string, string>>;
  readonly query?: (stage: AccessStage, caller: Caller) => Readonly<Record<string, string>>;
  readonly body?: (stage: AccessStage, caller: Caller) => { readonly type?: string; readonly content: BodyInit };
  /** Statuses of who is let in, where they are not the route's own. */
  readonly answers?: readonly number[];
  /** What the handler says to roles that the guard lets in and it does not. */
  readonly handler?: { readonly may: (role: Role) => boolean; readonly refusal: number };
  /** What else whoever is let in reads there: other addresses of the route. */
  readonly also?: (stage: AccessStage, caller: Caller) => readonly string[];
  /** A machine asks it, and proves itself by what it sends: where it comes from is no matter. */
  readonly anyOrigin?: true;
  /** Ends the session that asks: each role asks with a new one. */
  readonly endsSession?: true;
  /** Only a few may be under way at the same time. */
  readonly alone?: true;
}

const json = (data: unknown) => ({ type: 'application/json', content: JSON.stringify(data) });
const file = (content: string | Uint8Array<ArrayBuffer>, name: string): { content: FormData } => {
  const form = new FormData();
  form.set('file', new Blob([content]), name);
  return { content: form };
};
const preview = () => ({ preview: 'true' });
const run = () => ({ runRef: 'R1' });
const roleOf = ({ holds }: Caller): Role | undefined => (holds.by === 'session' ? holds.role : undefined);
/** The look-up of who asks; to others it might as well not be there. */
const lookUp = (stage: AccessStage) => ({ lookUpRef: stage.lookUpRef });
const newOne = () => randomUUID().slice(0, 12);
const imported = (kind: string) => (stage: AccessStage, { holds }: Caller) => ({ importId: stage.jobs.get(`${kind} ${holds.by === 'session' ? holds.role : 'feed'}`) ?? 'none' });
const mayIssue = (kind: keyof typeof linkRules) => (role: Role): boolean => mayAccess(role, linkRules[kind].resource, 'act');
const handsOutLinks = (role: Role): boolean => mayAccess(role, 'links', 'act') || mayAccess(role, 'child-links', 'act');
/** What somebody might type to get at a child, its family or its case. */
const searches = [child.first, child.last, child.birthDate, child.postcode, bannered.last, guardian.name, guardian.telephone, 'K1', 'K2', 'BX21 KLM', 'Beechwood'];
const subject = () => ({ kind: 'passenger', ref: child.ref });
const thisPeriod = () => ({ period });
const gtfsZip = (): Uint8Array<ArrayBuffer> => new Uint8Array(zipOf(sampleFeed));
const position = (stage: AccessStage, { holds }: Caller) => ({ id: holds.by === 'device' ? stage.device.secret : 'wrong', lat: '52.48', lon: '-1.9', timestamp: String(Math.floor(Date.now() / 1000)) });

/** Every route that needs anything of its caller; a GET without parameters needs no more than an empty sample. */
export const samples: Readonly<Record<string, Sample>> = {
  'POST /api/events': { body: () => ({ type: 'application/cloudevents-batch+json', content: '[]' }) },
  'POST /api/commands': { body: () => json({ type: 'contact.noted', data: { noteRef: newOne(), contactRef: 'unknown', words: 'x' } }), answers: [409], handler: { may: (role) => (commandGrants['contact.noted'] ?? []).some((resource) => mayAccess(role, resource, 'act')), refusal: 403 } },
  'POST /api/devices/owntracks': { body: () => json({ _type: 'location', lat: 52.48, lon: -1.9, tst: Math.floor(Date.now() / 1000) }) },
  'GET /api/devices/osmand': { query: position },
  'POST /api/devices/osmand': { body: (stage, caller) => ({ type: 'application/x-www-form-urlencoded', content: new URLSearchParams(position(stage, caller)).toString() }) },
  'POST /api/ingest/gtfs-realtime': { body: () => ({ type: 'application/x-protobuf', content: new Blob([gtfsRealtime([vehicleEntity('V9', 5)])]) }) },
  'POST /api/ingest/siri-vm': { body: () => ({ type: 'application/xml', content: siriVm([siriVehicle('V8')]) }) },
  'GET /api/sources': {},
  'GET /api/sources/health': {},
  'POST /api/sources': { body: () => json({ kind: 'pushed', name: `tests/${newOne()}`, everySeconds: 60, staleSeconds: 600 }) },
  'PATCH /api/sources/{name}': { path: () => ({ name: 'polled' }), body: () => json({ staleSeconds: 300 }) },
  'DELETE /api/sources/{name}': { path: () => ({ name: 'no-such-source' }), answers: [404] },
  'POST /api/imports/gtfs': { query: preview, body: () => file(gtfsZip(), 'gtfs.zip'), alone: true },
  'POST /api/imports/{kind}': { path: () => ({ kind: 'schools' }), query: preview, body: () => file('school_ref,name,latitude,longitude,gates_open,day_starts,day_ends\nS1,Beechwood,52.5,-1.9,,08:50,15:15\n', 'schools.csv'), alone: true },
  'POST /api/imports/cases': { query: preview, body: () => file('Reference,Type,Received,Channel,Service\nIMP-1,complaint,2026-09-01,email,SENAR\n', 'cases.csv'), alone: true },
  'POST /api/imports/bank-holidays': { query: preview, body: () => file(JSON.stringify({ 'england-and-wales': { division: 'england-and-wales', events: [{ title: 'Christmas Day', date: '2026-12-25', notes: '', bunting: true }] } }), 'holidays.json'), alone: true },
  'GET /api/imports/cases': {},
  'GET /api/imports/cases/jobs/{importId}': { path: imported('cases') },
  'GET /api/imports/cases/jobs/{importId}/rejects.csv': { path: imported('cases') },
  'GET /api/imports/cases/profiles': {},
  'GET /api/imports/cases/profiles/{name}': { path: () => ({ name: 'monthly' }) },
  'PUT /api/imports/cases/profiles/{name}': { path: () => ({ name: 'other' }), body: () => json({ name: 'other' }) },
  'DELETE /api/imports/cases/profiles/{name}': { path: () => ({ name: 'none' }), answers: [204, 404] },
  'POST /api/imports/programme': { query: preview, body: () => file('Ref,Action,BRAG Sept 2026\nX1,Do it,Green\n', 'plan.csv'), alone: true },
  'GET /api/imports/programme': {},
  'GET /api/imports/programme/template.csv': {},
  'GET /api/imports/programme/jobs/{importId}': { path: imported('programme') },
  'GET /api/imports/programme/jobs/{importId}/rejects.csv': { path: imported('programme') },
  'GET /api/imports/programme/profiles': {},
  'GET /api/imports/programme/profiles/{name}': { path: () => ({ name: 'quarterly' }) },
  'PUT /api/imports/programme/profiles/{name}': { path: () => ({ name: 'other' }), body: () => json({ name: 'other' }) },
  'DELETE /api/imports/programme/profiles/{name}': { path: () => ({ name: 'none' }), answers: [204, 404] },
  'GET /api/imports': {},
  'GET /api/imports/jobs/{importId}': { path: imported('passengers') },
  'GET /api/imports/jobs/{importId}/rejects.csv': { path: imported('passengers') },
  'GET /api/imports/{kind}/template.csv': { path: () => ({ kind: 'schools' }) },
  'GET /api/ingest/quarantine': {},
  'GET /api/ingest/journal': { query: () => ({ limit: '1000' }) },
  'GET /api/devices': {},
  'POST /api/devices': { body: () => json({ name: `device-${newOne()}`, vehicleRef: 'V1' }) },
  'DELETE /api/devices/{name}': { path: () => ({ name: 'no-such-device' }), answers: [404] },

  'GET /api/about': {},
  'POST /api/session': { body: (stage) => json({ username: 'board', password: stage.sightline.demoPassword }), endsSession: true, alone: true },
  'POST /api/session/demo': { body: () => json({ role: 'board' }), answers: [404] },
  'GET /api/session': {},
  'DELETE /api/session': { endsSession: true, alone: true },
  'GET /api/session/oidc': { answers: [404] },
  'GET /api/session/oidc/callback': { answers: [404] },
  'POST /api/session/oidc/sign-out': { endsSession: true, alone: true },
  'POST /api/session/oidc/back-channel': { body: () => json({ logout_token: 'forged' }), answers: [404], anyOrigin: true },
  'GET /api/session/oidc/front-channel': { answers: [404] },
  'GET /api/accounts': {},
  'POST /api/accounts': { body: () => json({ username: `u-${newOne()}`, role: 'board', password: 'long enough to pass' }) },
  'PATCH /api/accounts/{username}': { path: () => ({ username: 'no-such-account' }), body: () => json({ disabled: true }), answers: [404] },
  'DELETE /api/accounts/{username}/second-factor': { path: () => ({ username: 'no-such-account' }), answers: [404] },
  'DELETE /api/accounts/{username}/sessions': { path: () => ({ username: 'no-such-account' }), answers: [404] },
  'GET /api/account': {},
  // A demonstration account is everybody's: what only its own person may change is a conflict.
  'POST /api/account/password': { body: () => json({ current: 'x', password: 'long enough to pass' }), answers: [409] },
  'POST /api/account/second-factor': { body: () => json({ password: 'x' }), answers: [409] },
  'POST /api/account/second-factor/confirm': { body: () => json({ code: '000000' }), answers: [409] },
  'POST /api/account/second-factor/off': { body: () => json({ password: 'x', code: '000000' }), answers: [409] },
  'POST /api/account/second-factor/recovery-codes': { body: () => json({ password: 'x', code: '000000' }), answers: [409] },
  'GET /api/account/sessions': {},
  'POST /api/account/sessions/end': { body: () => json({ password: 'x' }), answers: [409] },
  'POST /api/accounts/first': { body: () => json({ token: 'a'.repeat(43), username: 'intruder', password: 'long enough to pass' }), answers: [403] },

  'GET /api/links': { handler: { may: handsOutLinks, refusal: 403 } },
  'POST /api/links': { body: () => json({ kind: 'school', schoolRef: 'S1' }), handler: { may: mayIssue('school'), refusal: 403 } },
  'GET /api/links/{linkRef}/address': { path: (stage) => ({ linkRef: stage.link('bus').linkRef }), handler: { may: mayIssue('bus'), refusal: 404 } },
  'DELETE /api/links/{linkRef}': { path: (stage) => ({ linkRef: stage.revokedLink.linkRef }), handler: { may: mayIssue('operator'), refusal: 404 } },
  'GET /api/links/current': {},
  'GET /api/links/messages': {},
  'POST /api/links/messages': { body: () => json({ wanted: true, arrivals: true }) },
  'POST /api/links/events': { body: () => json({ events: [{ id: newOne(), type: 'run.delayed', data: { runRef: 'R1', minutes: 5, cause: 'Traffic' } }] }) },

  'GET /api/transport/runs': {},
  'GET /api/transport/alerts': {},
  'GET /api/transport/alerts/{alertRef}': { path: ({ alertRef }) => ({ alertRef }) },
  'GET /api/transport/handover': {},
  'GET /api/transport/runs/{runRef}': { path: run, also: () => ['R2', 'R3', 'R4'].map((ref) => `/api/transport/runs/${ref}`) },
  'GET /api/transport/runs/{runRef}/trace': { path: run },
  'GET /api/transport/session': {},
  'GET /api/transport/morning-pack': {},
  'GET /api/transport/runs/{runRef}/stand-ins': { path: () => ({ runRef: 'R3' }), also: () => ['/api/transport/runs/R1/stand-ins'] },
  'GET /api/transport/runs/{runRef}/substitutes': { path: () => ({ runRef: 'R3' }) },
  'GET /api/transport/runs/{runRef}/drafts': { path: run, also: () => ['R2', 'R4'].map((ref) => `/api/transport/runs/${ref}/drafts?cause=Traffic`) },
  'GET /api/transport/service-alerts': {},
  'GET /api/transport/schools/{schoolRef}/closure-effect': { path: () => ({ schoolRef: 'S1' }), query: () => ({ date: new Date().toISOString().slice(0, 10) }) },
  'GET /api/transport/reference': {},
  'GET /api/feeds/gtfs-realtime/{feed}': { path: () => ({ feed: 'vehicle-positions' }), also: () => realtimeFeedNames.flatMap((feed) => ['json', 'protobuf'].map((format) => `/api/feeds/gtfs-realtime/${feed}?format=${format}`)) },
  'GET /api/feeds/gtfs': {},
  'GET /api/transport/messages': {},
  'GET /api/transport/messages/{messageRef}/recipients': { path: ({ messageRef }) => ({ messageRef }) },
  'GET /api/transport/paths': {},
  'GET /api/casework/backlog': {},
  'GET /api/casework/cases': {},
  'GET /api/casework/case-values': {},
  'GET /api/casework/workload': {},
  'GET /api/casework/cases/{caseRef}': { path: () => ({ caseRef: 'K1' }), also: (_, { holds }) => (holds.by === 'session' && holds.role === 'manager' ? ['/api/casework/cases/K2', '/api/casework/cases/K3'] : []) },
  'GET /api/casework/cases/{caseRef}/clocks': { path: () => ({ caseRef: 'K1' }) },
  'GET /api/casework/figures': { query: () => ({ measure: 'open' }), also: () => caseworkDimensions.filter((by) => by !== 'owner').map((by) => `/api/casework/figures?measure=open&by=${by}`) },
  'GET /api/casework/clearing': { query: () => ({ caseType: 'complaint', by: '2027-12-31' }) },
  'GET /api/casework/quality': {},
  'GET /api/casework/due-changes': {},
  'GET /api/casework/bank-holidays': {},
  'GET /api/casework/tables/{table}': { path: () => ({ table: 'reasons' }), also: () => caseworkTables.map((table) => `/api/casework/tables/${table}`) },
  'GET /api/programme': {},
  'GET /api/programme/contradictions': {},
  'GET /api/programme/suggestions': {},
  'GET /api/programme/items/{itemRef}/gates': { path: () => ({ itemRef: 'I1' }) },
  'GET /api/programme/periods/{period}': { path: () => ({ period: frozen }) },
  'GET /api/programme/items/{itemRef}/history': { path: () => ({ itemRef: 'I1' }) },
  'GET /api/programme/periods': {},
  'GET /api/programme/compare': { query: () => ({ from: frozen, until: period }) },
  'GET /api/programme/items': {},
  'GET /api/programme/risks': {},
  'GET /api/programme/recommendations': {},
  'GET /api/programme/milestones': {},
  'GET /api/programme/decisions': {},
  'GET /api/programme/schemes': {},
  'GET /api/programme/periods/{period}/report': { path: thisPeriod },
  'GET /api/programme/periods/{period}/report.pdf': { path: thisPeriod, alone: true },
  'GET /api/programme/periods/{period}/tables/{table}': { path: () => ({ period, table: 'items.csv' }), also: () => programmeTables.map((table) => `/api/programme/periods/${period}/tables/${table}`) },
  'GET /api/programme/editing/{kind}/{ref}': { path: () => ({ kind: 'item', ref: 'I1' }) },
  'PUT /api/programme/editing/{kind}/{ref}': { path: () => ({ kind: 'item', ref: 'I1' }), body: () => json({ editor: 'page-of-a-test' }) },
  'DELETE /api/programme/editing/{kind}/{ref}': { path: () => ({ kind: 'item', ref: 'I1' }), query: () => ({ editor: 'page-of-a-test' }) },
  'GET /api/programme/measures/{measureRef}/history': { path: () => ({ measureRef: 'M1' }) },
  'GET /api/metrics': {},
  'GET /api/contact/search': { query: () => ({ q: '412' }), also: () => searches.map((q) => `/api/contact/search?q=${encodeURIComponent(q)}`) },
  'POST /api/contact/search': { body: () => json({ q: '412' }) },
  'POST /api/contact/contacts': { body: () => json({ contactRef: randomUUID(), outcome: 'told', runRef: 'R1' }) },
  'GET /api/contact/contacts/{contactRef}': { path: (stage, caller) => ({ contactRef: roleOf(caller) === 'manager' ? stage.caseContactRef : stage.contactRef }) },
  'GET /api/contact/stop-history': { query: () => ({ runRef: 'R1', sequence: '2' }) },
  'GET /api/contact/wallboard': {},
  'POST /api/contact/look-ups': { body: () => json({ passengerRef: 'nobody', purpose: 'other' }), answers: [404] },
  'GET /api/contact/look-ups/calls': {},
  'GET /api/contact/look-ups/{lookUpRef}': { path: lookUp },
  'POST /api/contact/look-ups/{lookUpRef}/acknowledge': { path: lookUp },
  'POST /api/contact/look-ups/{lookUpRef}/verify': { path: () => ({ lookUpRef: 'none' }), body: () => json({ relationship: 'mother', facts: { birthDate: '1/1/2001', postcode: 'A1 1AA' } }), answers: [404] },
  'POST /api/contact/look-ups/{lookUpRef}/call-back': { path: () => ({ lookUpRef: 'none' }), body: () => json({}), answers: [404] },
  'DELETE /api/contact/look-ups/{lookUpRef}': { path: () => ({ lookUpRef: 'none' }), answers: [404] },
  'GET /api/transport/sitrep': {},
  'GET /api/transport/sitrep/trend': {},
  'GET /api/transport/sitrep/runs': {},
  'GET /api/transport/sitrep/accuracy': {},
  'GET /api/transport/sitrep/claims': {},
  'GET /api/transport/sitrep/contracts': {},
  'GET /api/transport/sitrep/after': {},

  'GET /api/audit': {},
  'GET /api/audit/verification': {},
  'POST /api/audit/verification': { alone: true },
  'GET /api/audit/unusual': {},
  'POST /api/audit/unusual': { body: () => json({ key: 'none', outcome: 'explained' }), answers: [404] },
  'GET /api/audit/family': {},
  'POST /api/audit/family': { body: () => json({ username: 'other-adviser', passengerRef: bannered.ref }) },
  'DELETE /api/audit/family/{familyId}': { path: () => ({ familyId: randomUUID() }), answers: [404] },
  'GET /api/retention': {},
  'POST /api/retention/sweeps': { alone: true },
  'GET /api/retention/holds': {},
  'POST /api/retention/holds': { body: () => json({ kind: 'case', ref: 'K3', reason: 'a test of who may' }) },
  'DELETE /api/retention/holds/{holdId}': { path: () => ({ holdId: randomUUID() }), answers: [404] },
  'POST /api/rights/calls': { body: () => json({ number: callerNumber }) },
  'GET /api/rights/subjects/{kind}/{ref}': { path: subject },
  'POST /api/rights/subjects/{kind}/{ref}/export': { path: subject },
  'POST /api/rights/subjects/{kind}/{ref}/erase': { path: () => ({ kind: 'passenger', ref: 'nobody' }), body: () => json({ reason: 'a test of who may', confirm: 'nobody' }), answers: [404] },

  'GET /api/health/live': {},
  'GET /api/health/ready': {},
  'GET /api/health/metrics': {},
  'GET /api/docs': {},
  'GET /api/docs/openapi.json': {},
  'GET /api/docs/events': {},
};
