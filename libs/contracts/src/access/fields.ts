import { access, mayAccess } from '../lists/access.js';
import type { Role } from '../lists/access.js';
import { dataClasses } from './classes.js';
import type { ClassRule, DataClass, FieldRows, FieldScope, Mask, Medium, OutsideScope, Sight } from './classes.js';
import { administrationFields } from './fields/administration.js';
import { caseworkFields } from './fields/casework.js';
import { contactFields } from './fields/contact.js';
import { outsideFields } from './fields/outside.js';
import { programmeFields } from './fields/programme.js';
import { transportFields } from './fields/transport.js';

/**
 * Every field that leaves the server, by whose it is and what kind of data it is: with {@link dataClasses} the one
 * table of role × resource × field. What is not in it is not sent [ACC-1].
 */
export const fields: FieldRows = { ...transportFields, ...contactFields, ...caseworkFields, ...programmeFields, ...administrationFields, ...outsideFields };
export const fieldScopes = Object.keys(fields) as FieldScope[];

const order: readonly Sight[] = ['not', 'masked', 'see'];
const lesser = (a: Sight, b: Sight): Sight => (order.indexOf(a) < order.indexOf(b) ? a : b);
const isOutside = (scope: FieldScope): scope is OutsideScope => !Object.hasOwn(access, scope) && scope !== 'signed-in';

const kinds = new Map<FieldScope, ReadonlyMap<string, DataClass>>(
  fieldScopes.map((scope) => [scope, new Map(Object.entries(fields[scope] ?? {}).flatMap(([kind, paths]) => paths.map((path) => [path, kind as DataClass] as const)))]),
);

/** The kind of data of a field; undefined where the table has no row for it. */
export const classOf = (scope: FieldScope, path: string): DataClass | undefined => kinds.get(scope)?.get(path);
/** Every path of a scope. */
export const fieldPaths = (scope: FieldScope): readonly string[] => [...(kinds.get(scope)?.keys() ?? [])];

/**
 * What a role gets of a kind of data that a resource sends. Refuses by default: a role that the access table does not
 * admit to the resource, or that the kind does not name, gets nothing [ACC-2].
 */
export function classGrant(role: Role, scope: FieldScope, kind: DataClass, medium: Medium = 'screen'): Sight {
  if (isOutside(scope)) return 'not';
  if (scope !== 'signed-in' && !mayAccess(role, scope)) return 'not';
  const rule: ClassRule = dataClasses[kind];
  const sight = (rule.in?.[scope] ?? rule.roles)[role] ?? 'not';
  return medium === 'export' ? lesser(sight, rule.export ?? 'see') : sight;
}

/** What a role gets of one field, such as `fieldGrant('calls', 'runs', 'children.initials', 'screen')`. A field without a row: nothing [ACC-1]. */
export function fieldGrant(role: Role, scope: FieldScope, path: string, medium: Medium = 'screen'): Sight {
  const kind = classOf(scope, path);
  return kind === undefined ? 'not' : classGrant(role, scope, kind, medium);
}

/** What is sent to who holds no role: what is listed for them, and nothing besides. */
export const outsideGrant = (scope: OutsideScope, path: string): Sight => (classOf(scope, path) === undefined ? 'not' : 'see');

/** How a field of a kind is masked. */
export function maskOf(kind: DataClass, path: string): Mask {
  const rule: ClassRule = dataClasses[kind];
  return rule.masks?.[path.slice(path.lastIndexOf('.') + 1)] ?? rule.mask ?? 'dots';
}
