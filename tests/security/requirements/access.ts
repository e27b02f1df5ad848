import { absent, applies } from '../requirement.ts';
import type { Chapter } from '../requirement.ts';

const documented = (promise: string): string => `lint/security-document [SEC-${promise}]`;

/** V7 and V8: how long somebody is let in, and to what. */
export const accessControl: readonly Chapter[] = [
  {
    number: 7,
    title: 'Sessions',
    requirements: [
      applies('7.1.1', 2, 'Idle and longest times are documented and justified.', '“Sessions”, above: an hour without an open page, twelve hours whatever happens.', documented('44')),
      applies('7.1.2', 2, 'Documentation says how many sessions an account may have.', '“Sessions”, above.', documented('44')),
      applies('7.1.3', 2, 'Single sign-on’s part in sessions is documented.', '“Sessions”, above.', documented('44')),
      applies('7.2.1', 1, 'Tokens are checked by the server.', 'Each request and each tick asks the sessions’ table.', 'integration/identity [ID-1]', 'integration/live [LIVE-12]'),
      applies('7.2.2', 1, 'Tokens are made for the session.', 'A new secret at each sign-in; no static key is a session.', 'integration/identity [ID-12]', 'apps/api/src/identity/web is stored as a hash only'),
      applies('7.2.3', 1, 'They are random, of 128 bits or more.', '256 bits of `randomBytes`.', 'integration/identity [ID-4]', 'lint/security-cryptography [SEC-36]'),
      applies('7.2.4', 1, 'Signing in makes a new token and ends the old one.', 'A session that the browser still has ends as the new one begins.', 'integration/account [ID-46]'),
      applies('7.3.1', 2, 'Idle sessions end.', 'After an hour without an open page.', 'integration/identity [ID-4]'),
      applies('7.3.2', 2, 'Sessions end in any case.', 'After twelve hours.', 'integration/identity [ID-4]'),
      applies('7.4.1', 1, 'A session that ended is of no use.', 'The row is marked; the token opens nothing from then, sockets close within a tick.', 'integration/identity [ID-4]', 'integration/live [LIVE-12]'),
      applies('7.4.2', 1, 'A closed account’s sessions end.', 'At once.', 'integration/identity [ID-2]', 'integration/live [LIVE-12]'),
      applies('7.4.3', 2, 'After a change of a factor the other sessions end.', 'They always do.', 'integration/account [ID-47]', 'integration/access-races [ACC-59]'),
      applies('7.4.4', 2, 'Signing out is always in sight.', 'In the head of every page.', 'e2e/security [SEC-64]'),
      applies('7.4.5', 2, 'Administrators can end sessions.', 'By the account: closing it, its role or its password; and on the account’s row.', 'integration/security-sessions [SEC-57]', 'integration/identity [ID-2]'),
      applies('7.5.1', 2, 'Changing what one signs in with takes signing in again.', 'The password is asked for again before a factor is changed.', 'integration/account [ID-47]', 'integration/account [ID-43]'),
      applies('7.5.2', 2, 'People see their sessions and can end them.', 'On their own account’s page.', 'integration/account [ID-49]'),
      applies('7.6.1', 2, 'Sessions of single sign-on live and end as documented.', 'Ours are never longer than twelve hours; the provider’s logout ends them.', 'integration/oidc [ID-29]', 'integration/oidc [ID-30]'),
      applies('7.6.2', 2, 'A session needs somebody’s act.', 'Single sign-on begins with a press on its button; nothing begins it by itself.', 'integration/oidc [ID-20]'),
    ],
  },
  {
    number: 8,
    title: 'Authorisation',
    requirements: [
      applies('8.1.1', 1, 'Documentation says who may do and see what.', '`docs/access.md`, made from the table that the guard asks.', documented('45')),
      applies('8.1.2', 2, 'It says so for fields too.', '`docs/access.md`.', documented('45')),
      applies('8.2.1', 1, 'Functions are for whom they are opened to.', 'A route without a word about who may use it is closed.', 'integration/identity [ID-1]', 'integration/doors-people-and-devices [COMMAND-2]', 'integration/access-variants [ACC-49]'),
      applies('8.2.2', 1, 'Records are for whom they are opened to.', 'A link opens its own runs and children; an adviser a child that was verified; the control room cases of transport.', 'integration/link-privacy [LINK-36]', 'integration/search [CALL-13]', 'integration/links [LINK-2]', 'integration/access-objects [ACC-53]', 'integration/access-objects [ACC-55]'),
      applies('8.2.3', 2, 'Fields are for whom they are opened to.', 'The field table is enforced by a projector on every way out.', 'integration/access-topics [ACC-45]', 'integration/access-routes [ACC-32]'),
      applies('8.3.1', 1, 'Rules are enforced on the server.', 'The guard, the gateway and the projector; pages only hide what would be refused.', 'integration/identity [ID-2]', 'integration/live [LIVE-10]'),
      absent('8.4.1', 2, 'Tenants are kept apart.', 'An installation is one council’s, with its own database; a second Sightline on it is refused.', 'integration/database is refused to a second Sightline', 'integration/start-errors a database that another Sightline writes to'),
    ],
  },
];
