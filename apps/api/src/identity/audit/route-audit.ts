import type { AuditAction } from '@sightline/contracts';

/** What a route's answer is to the audit. */
export type AuditedAs = 'look-up' | 'export' | 'change' | 'sign-in';

/**
 * How a route is written down. `no`: it is not, and why. `by`: its handler writes these itself, at the moment when it knows
 * what. Else one record of `action` once the handler has its answer and before that is sent: `params` and `body` name the
 * references to take, `counts` the lists of the reply to count, `when` the list without which nothing was shown.
 * Whatever the row says: a reply that is a file is an export, with its route, filters and rows [AUD-5].
 */
export type RouteAudit =
  | { readonly no: string }
  | { readonly as: AuditedAs; readonly by: readonly AuditAction[] }
  | {
      readonly as: AuditedAs;
      readonly action: AuditAction;
      readonly params?: readonly string[];
      readonly body?: readonly string[];
      readonly reply?: readonly string[];
      readonly counts?: readonly string[];
      readonly when?: string;
      readonly part?: string;
      /** One record an hour with how often, for what is asked for again and again. */
      readonly hourly?: boolean;
    };

const nobody = { no: 'nothing of a child or a person in it' } as const;
const figures = { no: 'figures, of which small ones are withheld' } as const;
const plan = { no: 'the plan: no child in it' } as const;
const settings = { no: 'settings that the role may see; its changes are written down' } as const;
const machine = { no: 'facts of machines: the journal has each with its source' } as const;
const own = { no: 'of oneself' } as const;
const dry = { no: 'a beat of a page: nothing is kept of it' } as const;
const imported = { as: 'change', action: 'imported', counts: ['rejected'], reply: ['preview', 'added', 'changed', 'unchanged'] } as const;
const file = { as: 'export', action: 'exported', params: ['importId'] } as const;
const job = { no: 'how far an import is: counts' } as const;
const runPart = (part: string): RouteAudit => ({ as: 'look-up', action: 'run-opened', params: ['runRef'], part });

/** Every route of the api, as its contract writes it. A test compares this with the routes that are served [AUD-1]. */
export const routeAudit: Readonly<Record<string, RouteAudit>> = {
  'POST /api/events': machine,
  'POST /api/commands': { as: 'change', action: 'changed', reply: ['id'] },
  'POST /api/devices/owntracks': machine,
  'GET /api/devices/osmand': machine,
  'POST /api/devices/osmand': machine,
  'POST /api/ingest/gtfs-realtime': machine,
  'POST /api/ingest/siri-vm': machine,
  'GET /api/sources': settings,
  'GET /api/sources/health': settings,
  'POST /api/sources': { as: 'change', by: ['source-added'] },
  'PATCH /api/sources/{name}': { as: 'change', by: ['source-changed'] },
  'DELETE /api/sources/{name}': { as: 'change', by: ['source-removed'] },
  'POST /api/imports/gtfs': { ...imported, part: 'gtfs' },
  'POST /api/imports/{kind}': { ...imported, params: ['kind'] },
  'POST /api/imports/cases': { ...imported, part: 'cases' },
  'POST /api/imports/bank-holidays': { ...imported, part: 'bank-holidays' },
  'GET /api/imports/cases': settings,
  'GET /api/imports/cases/jobs/{importId}': job,
  'GET /api/imports/cases/jobs/{importId}/rejects.csv': file,
  'GET /api/imports/cases/profiles': settings,
  'GET /api/imports/cases/profiles/{name}': settings,
  'PUT /api/imports/cases/profiles/{name}': { as: 'change', action: 'profile-saved', params: ['name'], part: 'cases' },
  'DELETE /api/imports/cases/profiles/{name}': { as: 'change', action: 'profile-removed', params: ['name'], part: 'cases' },
  'POST /api/imports/programme': { ...imported, part: 'programme' },
  'GET /api/imports/programme': settings,
  'GET /api/imports/programme/template.csv': { as: 'export', action: 'exported' },
  'GET /api/imports/programme/jobs/{importId}': job,
  'GET /api/imports/programme/jobs/{importId}/rejects.csv': file,
  'GET /api/imports/programme/profiles': settings,
  'GET /api/imports/programme/profiles/{name}': settings,
  'PUT /api/imports/programme/profiles/{name}': { as: 'change', action: 'profile-saved', params: ['name'], part: 'programme' },
  'DELETE /api/imports/programme/profiles/{name}': { as: 'change', action: 'profile-removed', params: ['name'], part: 'programme' },
  'GET /api/imports': settings,
  'GET /api/imports/jobs/{importId}': job,
  'GET /api/imports/jobs/{importId}/rejects.csv': file,
  'GET /api/imports/{kind}/template.csv': { as: 'export', action: 'exported', params: ['kind'] },
  'GET /api/ingest/quarantine': settings,
  'GET /api/ingest/journal': { no: 'facts with references alone; as CSV it is an export' },
  'GET /api/devices': settings,
  'POST /api/devices': { as: 'change', action: 'device-added', body: ['name', 'vehicleRef', 'assistantRef'] },
  'DELETE /api/devices/{name}': { as: 'change', action: 'device-removed', params: ['name'] },

  'GET /api/about': nobody,
  'POST /api/session': { as: 'sign-in', by: ['signed-in', 'sign-in-refused'] },
  'POST /api/session/demo': { as: 'sign-in', by: ['signed-in', 'sign-in-refused'] },
  'GET /api/session': own,
  'DELETE /api/session': { as: 'sign-in', by: ['signed-out'] },
  'GET /api/session/oidc': { no: 'the way to the provider: nobody is known yet' },
  'GET /api/session/oidc/callback': { as: 'sign-in', by: ['signed-in', 'sign-in-refused', 'account-added', 'account-changed'] },
  'POST /api/session/oidc/sign-out': { as: 'sign-in', by: ['signed-out'] },
  'POST /api/session/oidc/back-channel': { as: 'sign-in', by: ['signed-out', 'sign-out-refused'] },
  'GET /api/session/oidc/front-channel': { as: 'sign-in', by: ['signed-out'] },
  'GET /api/accounts': settings,
  'POST /api/accounts': { as: 'change', by: ['account-added'] },
  'PATCH /api/accounts/{username}': { as: 'change', by: ['account-changed'] },
  'POST /api/accounts/first': { as: 'change', by: ['account-added'] },
  'DELETE /api/accounts/{username}/second-factor': { as: 'change', by: ['second-factor-reset'] },
  'DELETE /api/accounts/{username}/sessions': { as: 'change', by: ['sessions-ended'] },
  'GET /api/account': own,
  'POST /api/account/password': { as: 'change', by: ['password-changed'] },
  'POST /api/account/second-factor': { no: 'a key that is shown to be confirmed: a beat, until it is' },
  'POST /api/account/second-factor/confirm': { as: 'change', by: ['second-factor-on'] },
  'POST /api/account/second-factor/off': { as: 'change', by: ['second-factor-off'] },
  'POST /api/account/second-factor/recovery-codes': { as: 'change', by: ['recovery-codes-made'] },
  'GET /api/account/sessions': own,
  'POST /api/account/sessions/end': { as: 'change', by: ['sessions-ended'] },

  'GET /api/retention': settings,
  'POST /api/retention/sweeps': { as: 'change', by: ['retention-sweep-asked'] },
  'GET /api/retention/holds': { as: 'look-up', action: 'holds-opened', counts: ['items'] },
  'POST /api/retention/holds': { as: 'change', by: ['hold-placed'] },
  'DELETE /api/retention/holds/{holdId}': { as: 'change', by: ['hold-ended'] },
  'POST /api/rights/calls': { as: 'look-up', by: ['subject-searched'] },
  'GET /api/rights/subjects/{kind}/{ref}': { as: 'look-up', by: ['subject-seen'] },
  'POST /api/rights/subjects/{kind}/{ref}/export': { as: 'export', by: ['subject-exported'] },
  'POST /api/rights/subjects/{kind}/{ref}/erase': { as: 'change', by: ['subject-erased'] },

  'GET /api/links': settings,
  'POST /api/links': { as: 'change', by: ['link-issued'] },
  'GET /api/links/{linkRef}/address': { as: 'look-up', by: ['link-shown'] },
  'DELETE /api/links/{linkRef}': { as: 'change', by: ['link-revoked'] },
  'GET /api/links/current': { as: 'look-up', action: 'link-opened', hourly: true },
  'GET /api/links/messages': { no: 'what the holder of the link chose themselves' },
  'POST /api/links/messages': machine,
  'POST /api/links/events': machine,

  'GET /api/transport/runs': nobody,
  'GET /api/transport/alerts': nobody,
  'GET /api/transport/alerts/{alertRef}': nobody,
  'GET /api/transport/handover': nobody,
  'GET /api/transport/runs/{runRef}': { as: 'look-up', action: 'run-opened', params: ['runRef'], counts: ['children'], when: 'children' },
  'GET /api/transport/runs/{runRef}/trace': { as: 'look-up', action: 'trace-opened', params: ['runRef'], counts: ['items'] },
  'GET /api/transport/session': figures,
  'GET /api/transport/morning-pack': { as: 'export', action: 'manifests-opened', reply: ['serviceDate', 'session'], counts: ['runs'] },
  'GET /api/transport/runs/{runRef}/stand-ins': runPart('stand-ins'),
  'GET /api/transport/runs/{runRef}/substitutes': runPart('substitutes'),
  'GET /api/transport/runs/{runRef}/drafts': nobody,
  'GET /api/transport/service-alerts': nobody,
  'GET /api/transport/schools/{schoolRef}/closure-effect': nobody,
  'GET /api/transport/reference': nobody,
  'GET /api/feeds/gtfs-realtime/{feed}': { as: 'export', action: 'exported', params: ['feed'], hourly: true },
  'GET /api/feeds/gtfs': { as: 'export', action: 'exported', hourly: true },
  'GET /api/transport/messages': nobody,
  'GET /api/transport/messages/{messageRef}/recipients': { as: 'look-up', action: 'recipients-opened', params: ['messageRef'], counts: ['items'] },
  'GET /api/transport/paths': nobody,
  'GET /api/casework/backlog': figures,
  'GET /api/casework/cases': { no: 'a list of work without a child in it; opening one of them is a look-up, and the list as CSV an export' },
  'GET /api/casework/case-values': figures,
  'GET /api/casework/workload': figures,
  'GET /api/casework/cases/{caseRef}': { as: 'look-up', action: 'case-opened', params: ['caseRef'] },
  'GET /api/casework/cases/{caseRef}/clocks': { as: 'look-up', action: 'case-opened', params: ['caseRef'], part: 'clocks' },
  'GET /api/casework/figures': figures,
  'GET /api/casework/clearing': figures,
  'GET /api/casework/quality': { no: 'what is wrong with cases, without a child in it' },
  'GET /api/casework/due-changes': nobody,
  'GET /api/casework/bank-holidays': nobody,
  'GET /api/casework/tables/{table}': figures,
  'GET /api/programme': plan,
  'GET /api/programme/contradictions': plan,
  'GET /api/programme/suggestions': plan,
  'GET /api/programme/items/{itemRef}/gates': plan,
  'GET /api/programme/periods/{period}': plan,
  'GET /api/programme/items/{itemRef}/history': plan,
  'GET /api/programme/periods': plan,
  'GET /api/programme/compare': plan,
  'GET /api/programme/items': plan,
  'GET /api/programme/risks': plan,
  'GET /api/programme/recommendations': plan,
  'GET /api/programme/milestones': plan,
  'GET /api/programme/decisions': plan,
  'GET /api/programme/schemes': plan,
  'GET /api/programme/periods/{period}/report': plan,
  'GET /api/programme/periods/{period}/report.pdf': { as: 'export', action: 'exported', params: ['period'] },
  'GET /api/programme/periods/{period}/tables/{table}': plan,
  'GET /api/programme/editing/{kind}/{ref}': plan,
  'PUT /api/programme/editing/{kind}/{ref}': dry,
  'DELETE /api/programme/editing/{kind}/{ref}': dry,
  'GET /api/programme/measures/{measureRef}/history': plan,
  'GET /api/metrics': figures,
  'GET /api/contact/search': { as: 'look-up', by: ['child-search', 'child-search-refused'] },
  'POST /api/contact/search': { as: 'look-up', by: ['child-search', 'child-search-refused'] },
  'POST /api/contact/contacts': { as: 'change', action: 'contact-logged', reply: ['contactRef', 'caseRef'] },
  'GET /api/contact/contacts/{contactRef}': { as: 'look-up', by: ['contact-read'] },
  'GET /api/contact/stop-history': nobody,
  'GET /api/contact/wallboard': figures,
  'POST /api/contact/look-ups': { as: 'look-up', by: ['look-up-opened'] },
  'GET /api/contact/look-ups/calls': { no: "the adviser's own calls, without a caller in them" },
  'GET /api/contact/look-ups/{lookUpRef}': { no: 'the form of a look-up that is on record since it was opened' },
  'POST /api/contact/look-ups/{lookUpRef}/acknowledge': { as: 'look-up', by: ['look-up-banner-read'] },
  'POST /api/contact/look-ups/{lookUpRef}/verify': { as: 'look-up', by: ['look-up-verified', 'look-up-failed', 'look-up-locked'] },
  'POST /api/contact/look-ups/{lookUpRef}/call-back': { as: 'change', by: ['look-up-call-back'] },
  'DELETE /api/contact/look-ups/{lookUpRef}': { as: 'look-up', by: ['look-up-ended'] },
  'GET /api/transport/sitrep': figures,
  'GET /api/transport/sitrep/trend': figures,
  'GET /api/transport/sitrep/runs': nobody,
  'GET /api/transport/sitrep/accuracy': figures,
  'GET /api/transport/sitrep/claims': nobody,
  'GET /api/transport/sitrep/contracts': figures,
  'GET /api/transport/sitrep/after': figures,

  'GET /api/audit': { as: 'look-up', action: 'audit-read', counts: ['items'] },
  'GET /api/audit/verification': { no: 'the state of the chain' },
  'POST /api/audit/verification': { no: 'a beat of a page: the walk along the chain changes nothing' },
  'GET /api/audit/unusual': { as: 'look-up', action: 'audit-read', part: 'unusual', hourly: true },
  'POST /api/audit/unusual': { as: 'change', by: ['unusual-looked-at'] },
  'GET /api/audit/family': settings,
  'POST /api/audit/family': { as: 'change', by: ['family-declared'] },
  'DELETE /api/audit/family/{familyId}': { as: 'change', by: ['family-withdrawn'] },

  'GET /api/health/live': nobody,
  'GET /api/health/ready': nobody,
  'GET /api/health/metrics': nobody,
  'GET /api/docs': nobody,
  'GET /api/docs/openapi.json': nobody,
  'GET /api/docs/events': nobody,
};
