/** People's roles. A machine (feed, device) and a public link are not people and hold none of these. */
export const roles = ['control', 'calls', 'manager', 'office', 'board', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What a role is allowed to do with a resource. `act` includes `see`. */
export type Grant = 'act' | 'see';

/**
 * Who may see what: the one table. HTTP, sockets, navigation and the documentation are made from it.
 * A resource that a role is not named for is refused.
 *
 * `see-verified` is for a contact-centre adviser: one child, after the caller was verified.
 */
export const access = {
  fleet: { control: 'act', calls: 'see', manager: 'see', admin: 'see' },
  runs: { control: 'act', calls: 'see', manager: 'see', admin: 'see' },
  /** Messages to families, schools and operators. */
  messages: { control: 'act', calls: 'see', manager: 'see', admin: 'see' },
  alerts: { control: 'act', calls: 'see', manager: 'see', admin: 'see' },
  handover: { control: 'act', manager: 'see', admin: 'see' },
  session: { control: 'act', calls: 'see', manager: 'see', admin: 'see' },
  traces: { control: 'see', manager: 'see' },
  'children-on-run': { control: 'see' },
  /** Cases themselves: the control room those of transport. An adviser sees a child's when its caller is verified, by `child-look-up`. */
  cases: { control: 'see', manager: 'act' },
  'case-opening': { calls: 'act', manager: 'act' },
  /** Logged calls with what was known then: advisers their own, managers those that a case came of. */
  contacts: { calls: 'act', manager: 'see' },
  backlog: { control: 'see', calls: 'see', manager: 'see', office: 'see', board: 'see', admin: 'see' },
  'casework-tables': { control: 'see', calls: 'see', manager: 'see', office: 'see', board: 'see', admin: 'see' },
  programme: { manager: 'see', office: 'act', board: 'see', admin: 'see' },
  /** Closing a period: the office does it at its desk, the board at its table. */
  'programme-freeze': { office: 'act', board: 'act' },
  /** A rating that its gate refuses, with the reason on record. */
  'programme-overrule': { board: 'act' },
  sitrep: { control: 'see', manager: 'see', office: 'see', board: 'see', admin: 'see' },
  /** The runs behind a figure. */
  'sitrep-runs': { control: 'see', manager: 'see', admin: 'see' },
  /** Closing a week, and notes beside it. */
  'sitrep-keeping': { manager: 'act', admin: 'act' },
  wallboard: { control: 'see', calls: 'see', manager: 'see', admin: 'see' },
  search: { control: 'see', calls: 'see', manager: 'see' },
  /** Finding a child for a caller, and after the caller is verified seeing that one. */
  'child-look-up': { calls: 'act' },
  /** Links of schools and operators. */
  links: { control: 'act', admin: 'act' },
  /** Links that show a child's run, and those of crews. */
  'child-links': { control: 'act' },
  /** What is behind a public link is for its holder: no role looks over their shoulder. */
  'link-pages': {},
  feeds: { control: 'see', admin: 'act' },
  'reference-data': { admin: 'act' },
  quarantine: { admin: 'act' },
  devices: { admin: 'act' },
  accounts: { admin: 'act' },
  audit: { admin: 'act' },
  /** How long what is kept, and what is held back. */
  retention: { manager: 'act', admin: 'act' },
  /** What is held of somebody: to see it, hand it over and erase it. */
  'subject-rights': { admin: 'act' },
} as const satisfies Record<string, Partial<Record<Role, Grant>>>;
export type Resource = keyof typeof access;

/** Whether `role` may do `wanted` with `resource`; refuses by default. */
export function mayAccess(role: Role, resource: Resource, wanted: Grant = 'see'): boolean {
  const row: Partial<Record<Role, Grant>> = access[resource];
  const grant = row[role];
  return grant === 'act' || (grant === 'see' && wanted === 'see');
}
