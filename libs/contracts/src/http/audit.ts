import * as z from 'zod';
import { auditActions, unusualKinds, unusualOutcomes } from '../lists/audit.js';
import { civilDate, count, ref } from '../primitives.js';
import { username } from './accounts.js';

const at = z.string().describe('RFC 3339');

/** What `GET /api/audit` can be narrowed by. */
export const auditQuery = z.object({
  from: civilDate.optional().describe('this day included'),
  to: civilDate.optional().describe('this day included'),
  person: username.optional(),
  action: z.enum(auditActions).optional(),
  ref: ref.optional().describe('of a child, run, case, link or anything else that a record names'),
  unusual: z.enum(['true', 'false']).optional().describe('only records behind something unusual'),
});
export type AuditQuery = z.output<typeof auditQuery>;

/** A record of the audit. `detail` holds references, settings and counts. */
export const auditRow = z.object({
  place: count.describe('in the chain'),
  at,
  username: z.string().nullable().describe('null where nobody was recognised'),
  action: z.string(),
  about: z.string().nullable().describe('the user name of the account that it was done to'),
  detail: z.unknown().describe('an object of them'),
  unusual: z.array(z.enum(unusualKinds)),
});
export type AuditRow = z.output<typeof auditRow> & { readonly detail: Readonly<Record<string, unknown>> };

/** The state of the chain. `not-yet`: nobody has gone along it since the start. */
export const auditVerification = z.object({
  state: z.enum(['whole', 'tampered', 'not-yet']),
  isChecking: z.boolean(),
  checkedAt: at.nullable(),
  records: count,
  prunedUpTo: count.describe('the place after which the chain begins'),
  head: z.string().nullable().describe('place and seal of the last record: to be noted elsewhere'),
  faults: z.array(z.object({ where: z.string(), words: z.string() })).describe('at most 100 of them'),
});
export type AuditVerification = z.output<typeof auditVerification>;

/** Use that somebody should look at, with the records behind it and the figures. */
export const unusualFinding = z.object({
  key: z.string(),
  kind: z.enum(unusualKinds),
  username: z.string().nullable(),
  from: at,
  until: at,
  places: z.array(count).describe('the records behind it, at most 200'),
  why: z.string(),
  isWeak: z.boolean(),
  lookedAt: z.object({ at, by: z.string().nullable(), outcome: z.enum(unusualOutcomes) }).optional(),
});
export type UnusualFinding = z.output<typeof unusualFinding>;
export const unusualList = z.object({ items: z.array(unusualFinding), open: count.describe('those that nobody has looked at'), since: at });
export type UnusualList = z.output<typeof unusualList>;

/** Body of `POST /api/audit/unusual`: somebody looked at a finding. */
export const lookedAt = z.strictObject({ key: z.string().min(1).max(700), outcome: z.enum(unusualOutcomes) });
export type LookedAt = z.output<typeof lookedAt>;

/** Body of `POST /api/audit/family`: whom an account must not look up. Only keyed hashes of it are kept. */
export const newFamily = z.union([
  z.strictObject({ username, passengerRef: ref }),
  z.strictObject({ username, guardianRef: ref }),
  z.strictObject({ username, surname: z.string().trim().min(1).max(100), postcode: z.string().trim().min(3).max(10) }),
]);
export type NewFamily = z.output<typeof newFamily>;

export const familyView = z.object({ familyId: z.string(), username: z.string(), kind: z.enum(['child', 'guardian', 'household']), declaredAt: at });
export type FamilyView = z.output<typeof familyView>;
