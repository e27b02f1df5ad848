import { isEventType, routes } from '@sightline/contracts';
import type { AuditAction } from '@sightline/contracts';
import { routeOf } from '../http.js';
import type { Request } from '../http.js';
import { routeAudit } from './route-audit.js';
import type { AuditedAs } from './route-audit.js';

export interface ReplyRecord {
  readonly as: AuditedAs;
  readonly action: AuditAction;
  readonly accountId: string | null;
  readonly detail: Record<string, unknown>;
  readonly hourly: boolean;
}

/** The filters that a route declares. What is typed into a search is about a person, and is none of them. */
const filters: ReadonlyMap<string, readonly string[]> = new Map(
  routes.map(({ method, path, query }) => [`${method} ${path}`, path.endsWith('/search') || query === undefined ? [] : Object.keys(query.shape)]),
);
/** A setting or a reference, and no sentence. */
const plain = /^[\w.:,@+-]{1,100}$/;

/** What the database can keep as text. */
const storable = /^[^\p{Cc}]{1,300}$/u;

/** Whose doing it is: the account, or what a machine or a link is known by. */
function doerOf({ principal }: Pick<Request, 'principal'>): { accountId: string | null; doer: Record<string, unknown> } {
  if (principal?.kind === 'account') return { accountId: principal.accountId, doer: {} };
  if (principal?.kind === 'link') return { accountId: null, doer: { linkRef: principal.linkRef } };
  return { accountId: null, doer: principal === undefined ? {} : { machine: principal.name } };
}

/** What an answer leaves in the audit; `undefined` where the table says that it leaves nothing. */
export function recordOfReply(route: string, request: Request, body: unknown, isFile: boolean): ReplyRecord | undefined {
  const row = routeAudit[route];
  const { accountId, doer } = doerOf(request);
  const hourly = row !== undefined && 'action' in row && row.hourly === true;
  if (isFile && row !== undefined && 'by' in row && row.as === 'export') return undefined;
  if (isFile) {
    const params = row !== undefined && 'action' in row ? row.params : undefined;
    const rows = typeof body === 'string' ? rowsIn(body) : undefined;
    return { as: 'export', action: 'exported', accountId, hourly, detail: { ...doer, route, ...referencesIn(request.params, params), ...filterIn(route, request), ...(rows !== undefined && { rows }) } };
  }
  if (row === undefined || !('action' in row)) return undefined;
  const { as, action, params, body: sent, reply, counts = [], when, part } = row;
  const told = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  if (when !== undefined && told[when] === undefined) return undefined;
  const counted = counts.flatMap((name) => (Array.isArray(told[name]) ? [[name, told[name].length] as const] : []));
  const detail = {
    ...doer,
    ...(action === 'exported' && { route }),
    ...(action === 'audit-read' && filterIn(route, request)),
    ...(part !== undefined && { part }),
    ...referencesIn(request.params, params),
    ...referencesIn(request.body, sent),
    ...(action === 'changed' && commandIn(request.body)),
    ...referencesIn(told, reply),
    ...Object.fromEntries(counted),
  };
  return { as, action, accountId, detail, hourly };
}

/** A request that the handler refused: the person may not (403), or a command is not as it should be or came too late. */
export function recordOfRefusal(route: string, request: Request, status: number): Pick<ReplyRecord, 'action' | 'accountId' | 'detail'> | undefined {
  const { accountId, doer } = doerOf(request);
  const isCommand = route === 'POST /api/commands';
  if (isCommand && (status === 400 || status === 409)) return { action: 'command-refused', accountId, detail: { ...commandIn(request.body), status } };
  if (status !== 403) return undefined;
  const role = request.principal?.kind === 'account' ? { role: request.principal.role } : {};
  return { action: 'refused', accountId, detail: { ...doer, ...(isCommand ? commandIn(request.body) : { route }), ...role } };
}

/** Whom the guard turned away: without a session, secret or link, with a forged request, or too often. A page that asks who is signed in attempts nothing. */
export function recordOfTurnedAway(request: Request, status: number): Pick<ReplyRecord, 'accountId' | 'detail'> | undefined {
  const route = routeOf(request);
  if (route === 'GET /api/session' || ![401, 403, 429].includes(status)) return undefined;
  const { accountId, doer } = doerOf(request);
  return { accountId, detail: { ...doer, route, status } };
}

/** The type of a command and the references in it, without a value. */
function commandIn(body: unknown): Record<string, unknown> {
  const { type, data } = (typeof body === 'object' && body !== null ? body : {}) as { type?: unknown; data?: unknown };
  const fields = typeof data === 'object' && data !== null ? Object.keys(data).filter((name) => /^[a-z][A-Za-z]{0,40}Ref$/.test(name)) : [];
  return { command: typeof type === 'string' && isEventType(type) ? type : 'unknown', ...taken(data, fields) };
}

function filterIn(route: string, request: Request): Record<string, unknown> {
  const filter = taken(request.query, filters.get(route) ?? []);
  return Object.keys(filter).length > 0 ? { filter } : {};
}

function referencesIn(source: unknown, names: readonly string[] = []): Record<string, unknown> {
  if (typeof source !== 'object' || source === null) return {};
  return Object.fromEntries(names.flatMap((name) => {
    const value = (source as Record<string, unknown>)[name];
    return typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && storable.test(value) && value.isWellFormed()) ? [[name, value] as const] : [];
  }));
}

function taken(source: unknown, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(referencesIn(source, names)).filter(([, value]) => typeof value !== 'string' || plain.test(value)));
}

/** Rows of a CSV, without its heading. A cell with a line break makes it one more: it is a measure, not a promise. */
const rowsIn = (csv: string): number => Math.max(0, csv.split('\n').filter((line) => line.trim() !== '').length - 1);
