import type { LinkKind, Role, RouteContract } from '@sightline/contracts';
import { linkKinds, mayAccess, roles } from '@sightline/contracts';
import type { Person } from '../person.ts';
import type { Viewer } from './canaries.ts';
import type { AccessStage, OpenLink } from './stage.ts';

/** What a caller proves to be. `forged`: a good cookie on a request that another site's page could have made. */
export type Holding =
  | { readonly by: 'nothing' }
  | { readonly by: 'session'; readonly role: Role; readonly forged?: 'no-token' | 'foreign-origin' }
  | { readonly by: 'feed' }
  | { readonly by: 'device' }
  | { readonly by: 'link'; readonly kind: LinkKind };

export interface Caller {
  readonly name: string;
  readonly holds: Holding;
  /** As the canaries name who looks. */
  readonly viewer: Viewer;
  readonly headers: Readonly<Record<string, string>>;
  readonly person?: Person;
}

const elsewhere = 'https://evil.example';

/** Every kind of caller that there is, good and bad. */
export function callersOf(stage: AccessStage): Caller[] {
  const origin = stage.sightline.url;
  const session = (person: Person, more: Record<string, string> = {}): Record<string, string> => ({ cookie: person.cookie, origin, 'x-csrf-token': person.csrfToken, ...more });
  const nothing = (name: string, headers: Record<string, string> = {}): Caller => ({ name, holds: { by: 'nothing' }, viewer: 'nobody', headers });
  const byLink = (name: string, kind: LinkKind, { token }: OpenLink): Caller => ({ name, holds: { by: 'link', kind }, viewer: name, headers: { authorization: `Link ${token}` } });
  const basic = (secret: string): string => `Basic ${Buffer.from(`${stage.device.name}:${secret}`).toString('base64')}`;
  const token = stage.link('bus').token;
  return [
    nothing('nobody'),
    nothing('an expired session', session(stage.expired)),
    nothing('a session that was signed out', session(stage.signedOut)),
    nothing('a made-up cookie', { cookie: `sightline=${'a'.repeat(43)}`, origin }),
    nothing('a wrong feed token', { authorization: 'Bearer wrong-token' }),
    nothing('a wrong device secret', { authorization: basic('wrong-secret') }),
    nothing('a revoked link', { authorization: `Link ${stage.revokedLink.token}` }),
    nothing('a link whose end was altered', { authorization: `Link ${token.slice(0, -4)}AAAA` }),
    nothing('the feed token as a cookie', { cookie: `sightline=${stage.sightline.feedToken}`, origin }),
    nothing('a link as a cookie', { cookie: `sightline=${token}`, origin }),
    nothing('a link as a bearer', { authorization: `Bearer ${token}` }),
    { name: 'a feed token', holds: { by: 'feed' }, viewer: 'feed', headers: { authorization: `Bearer ${stage.sightline.feedToken}` } },
    { name: 'a device', holds: { by: 'device' }, viewer: 'device', headers: { authorization: basic(stage.device.secret) } },
    ...linkKinds.flatMap((kind) => [byLink(`link:${kind}`, kind, stage.link(kind)), byLink(`link:${kind}:other`, kind, stage.otherLinks.get(kind) ?? stage.link(kind))]),
    ...roles.flatMap((role): Caller[] => {
      const person = stage.person(role);
      const { 'x-csrf-token': _, ...without } = session(person);
      return [
        { name: role, holds: { by: 'session', role }, viewer: role, headers: session(person), person },
        { name: `${role} without the token`, holds: { by: 'session', role, forged: 'no-token' }, viewer: role, headers: without, person },
        { name: `${role} from another site`, holds: { by: 'session', role, forged: 'foreign-origin' }, viewer: role, headers: session(person, { origin: elsewhere }), person },
      ];
    }),
  ];
}

/** Whether the contract lets a caller in, and if not how it says so. From the contract and the table alone. */
export function verdict({ callers, method }: Pick<RouteContract, 'callers' | 'method'>, { holds }: Pick<Caller, 'holds'>): 'in' | 401 | 403 {
  const changes = method !== 'GET';
  if (callers.includes('everyone')) return changes && holds.by === 'session' && holds.forged === 'foreign-origin' ? 403 : 'in';
  const forPeople = callers.filter((caller) => caller === 'signed-in' || (typeof caller === 'object' && 'resource' in caller));
  switch (holds.by) {
    case 'nothing':
      return 401;
    case 'feed':
    case 'device':
      return callers.includes(holds.by) ? 'in' : 401;
    case 'link':
      return callers.some((caller) => typeof caller === 'object' && 'links' in caller && caller.links.includes(holds.kind)) ? 'in' : 401;
    case 'session':
      if (forPeople.length === 0) return 401;
      if (changes && holds.forged !== undefined) return 403;
      return forPeople.some((caller) => caller === 'signed-in' || (typeof caller === 'object' && 'resource' in caller && mayAccess(holds.role, caller.resource, caller.grant))) ? 'in' : 403;
  }
}
