import { access, mayAccess, roles } from '../lists/access.js';
import type { Resource, Role } from '../lists/access.js';
import { dataClasses, dataClassNames, masks } from './classes.js';
import type { ClassRule, DataClass, FieldScope, Sight } from './classes.js';
import { classGrant, fields, fieldScopes, maskOf } from './fields.js';
import { files } from './files.js';
import { packed } from './paths.js';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const sights: Readonly<Record<Sight, string>> = { see: 'see', masked: 'masked', not: '–' };
const callers: Partial<Record<FieldScope, string>> = {
  'signed-in': 'Every person, of themselves and of what they administer',
  everyone: 'Anyone, before signing in',
  feed: 'Machines with a feed token',
  device: 'Devices',
  'link:bus': "A family's page, behind its link",
  'link:school': "A school's board, behind its link",
  'link:operator': "An operator's page, behind its link",
  'link:crew': "A crew's page, behind its link",
};
const isForRoles = (scope: FieldScope): boolean => scope === 'signed-in' || Object.hasOwn(access, scope);

const kindsOf = (scope: FieldScope): readonly DataClass[] => dataClassNames.filter((kind) => fields[scope]?.[kind] !== undefined);
const pathsOf = (scope: FieldScope, kind: DataClass): string => `\`${packed(fields[scope]?.[kind] ?? [])}\``;

/** How a kind is masked, by the fields that it has. */
function maskWords(kind: DataClass): string {
  const { mask, masks: byName = {} }: ClassRule = dataClasses[kind];
  if (mask === undefined) return '';
  const named = Object.entries(byName).map(([name, each]) => `\`${name}\`: ${masks[each]}`);
  return [...named, `${named.length > 0 ? 'else: ' : ''}${masks[maskOf(kind, '')]}`].join('; ');
}

function scopeSection(scope: FieldScope): string {
  const kinds = kindsOf(scope);
  const admitted = roles.filter((role) => isForRoles(scope) && (scope === 'signed-in' || mayAccess(role, scope as Resource)));
  const head = ['Kind of data', ...admitted, 'Fields'];
  const rows = kinds.map((kind) => [`\`${kind}\``, ...admitted.map((role) => sights[classGrant(role, scope, kind)]), pathsOf(scope, kind)]);
  const title = callers[scope] ?? `\`${scope}\``;
  return `### ${title}\n\n${rows.length === 0 ? 'Nothing is sent.' : table(head, rows)}`;
}

/** `docs/access.md`: the table in words. */
export function accessDocument(): string {
  const resources = Object.entries(access).map(([resource, row]: [string, Partial<Record<Role, string>>]) => [`\`${resource}\``, ...roles.map((role) => row[role] ?? '–')]);
  const kinds = dataClassNames.map((kind) => {
    const { words, export: leaves = 'see' }: ClassRule = dataClasses[kind];
    return [`\`${kind}\``, words, sights[leaves], maskWords(kind)];
  });
  return `# Who may see what

Made from the tables that the server enforces (\`libs/contracts/src/lists/access.ts\`, \`libs/contracts/src/access/\`). Do not edit it: after a change of the tables run

\`\`\`sh
node tools/access-document.mjs
\`\`\`

A test fails while this page is not what the tables say, and while a route, a topic or a field has no row in them. Every answer of the server passes through the table on its way out: JSON, CSV, the PDF of the report, each snapshot and each change on a socket. What has no row is not sent.

## Roles and resources

\`act\` includes \`see\`. A resource that a role is not named for is refused, and the refusal is written to the audit.

${table(['Resource', ...roles], resources)}

## Kinds of data

"In a file" is what remains at most when the same answer leaves as a CSV or PDF. Of a child or a guardian a file has a pseudonym: the same for the same person, made with a key of this installation, and worth nothing without it.

${table(['Kind', 'What it is', 'In a file', 'Masked means'], kinds)}

## Fields, by resource

Names below a name are in braces: \`children.{initials needs}\`. The keys of a record are \`*\`; \`**\` is whatever is below. Roles that the resource refuses are left out.

${fieldScopes.filter(isForRoles).map(scopeSection).join('\n\n')}

## Fields for those without a role

Being listed is the grant: nothing else is sent to them.

${fieldScopes.filter((scope) => !isForRoles(scope)).map(scopeSection).join('\n\n')}

## Answers that are files

${table(['Route', 'Why nothing in it is for others'], Object.entries(files).map(([route, why]) => [`\`${route}\``, why]))}
`;
}
