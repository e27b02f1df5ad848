import { mayAccess } from '@sightline/contracts';
import type { AuditAction, Resource, TopicName } from '@sightline/contracts';
import type { ViewerPrincipal } from '../principal.js';

/** How a subscription is written down: as a route is. `showing`: only for a role that is shown this with it. */
export type TopicAudit =
  | { readonly no: string }
  | { readonly by: readonly AuditAction[] }
  | { readonly action: AuditAction; readonly params: readonly string[]; readonly showing?: Resource; readonly hourly?: boolean };

const nobody = { no: 'nothing of a child in it' } as const;
const behindLink = { action: 'link-followed', params: ['linkRef'], hourly: true } as const;

/** Every topic of the sockets [AUD-1]. */
export const topicAudit: Readonly<Record<TopicName, TopicAudit>> = {
  fleet: nobody,
  run: { action: 'run-followed', params: ['runRef'], showing: 'children-on-run' },
  alerts: nobody,
  session: nobody,
  backlog: nobody,
  'casework-tables': nobody,
  programme: nobody,
  'programme-editing': nobody,
  sitrep: nobody,
  wallboard: nobody,
  operator: behindLink,
  outbox: nobody,
  'look-up': { by: ['look-up-shown', 'look-up-refused'] },
  feeds: nobody,
  crew: behindLink,
  bus: behindLink,
  school: behindLink,
};

export interface TopicRecord {
  readonly action: AuditAction;
  readonly detail: Record<string, unknown>;
  readonly hourly: boolean;
}

/** What a subscription leaves in the audit, or `undefined` where nothing of a child is shown to this viewer. */
export function recordOfTopic(topic: TopicName, params: object, viewer: ViewerPrincipal): TopicRecord | undefined {
  const row = topicAudit[topic];
  if (!('action' in row)) return undefined;
  if (row.showing !== undefined && !(viewer.kind === 'account' && mayAccess(viewer.role, row.showing))) return undefined;
  const references = row.params.map((name) => [name, (params as Record<string, unknown>)[name]] as const);
  return { action: row.action, detail: { topic, ...Object.fromEntries(references) }, hourly: row.hourly ?? false };
}
