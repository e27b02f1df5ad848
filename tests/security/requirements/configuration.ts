import { applies } from '../requirement.ts';
import type { Chapter } from '../requirement.ts';

const documented = (promise: string): string => `lint/security-document [SEC-${promise}]`;
const routes = 'integration/security-doors';

/** V13 and V14: how it is run, and the data. */
export const configuration: readonly Chapter[] = [
  {
    number: 13,
    title: 'Configuration',
    requirements: [
      applies('13.1.1', 2, 'What it talks to is documented.', '“Connections”, above, held against the code.', 'lint/security-absence [SEC-26]'),
      applies('13.2.1', 2, 'Parts authenticate to each other with accounts of their own.', 'The database by its own role’s password, which is random for the embedded one; the commands by the machines’ token.', 'integration/start-errors a database with another password', 'integration/doors-events [INGEST-3]'),
      applies('13.2.2', 2, 'They do so with as few rights as possible.', 'Of a database of one’s own Sightline needs no more than to own its tables; it says so and starts.', 'integration/start-errors a database in which this user may make no tables', 'integration/start-errors a database whose role may not have the extension that searching needs; once an administrator has made it, the start goes on'),
      applies('13.2.3', 2, 'No credential is a default one.', 'Each is generated, or given.', 'apps/api/src/config/config [CONF-6]', 'integration/first-administrator without the demonstration there are no demonstration accounts and no one-click ways in'),
      applies('13.2.4', 2, 'A list says what it may talk to.', 'What administrators and settings name, with private networks closed.', 'integration/feeds-in [POLL-5]', 'lint/security-absence [SEC-26]'),
      applies('13.2.5', 2, 'So for the server’s requests and files.', 'Sources by their list; files from its own folders.', 'integration/feeds-in [POLL-5]', `${routes} [SEC-13]`),
      applies('13.3.1', 2, 'Secrets are managed, and not in the code.', 'From the environment (a vault’s agent sets it) or made into files for their owner alone; none is in the sources or the build.', 'lint/security-secrets [SEC-39]', 'apps/api/src/config/config [CONF-6]', 'integration/security-files [SEC-38]'),
      applies('13.3.2', 2, 'Secrets are seen by whom needs them.', 'Files of mode 0600 in a folder of 0700; a key is asked of `Config` by the one part that uses it.', 'apps/api/src/config/config [CONF-7]', 'lint/security-secrets [SEC-39]'),
      applies('13.4.1', 1, 'No `.git` can be read.', 'Static files come from the build’s folder, without dot files.', `${routes} [SEC-13]`),
      applies('13.4.2', 2, 'Nothing is in debug mode.', 'There is none; errors tell nothing of the code.', 'integration/security-doors [SEC-14]', `${routes} [SEC-13]`),
      applies('13.4.3', 2, 'No directory is listed.', 'An address that is no file is the page, or nothing.', `${routes} [SEC-13]`),
      applies('13.4.4', 2, 'TRACE is off.', 'It is answered with 404.', `${routes} [SEC-13]`),
      applies('13.4.5', 2, 'Documentation and monitoring are shown on purpose.', 'The doors’ documentation is public on purpose; metrics are counts and times of nobody, for whoever watches, and are to be closed at the proxy; health says alive or not.', `${routes} [SEC-9]`, 'integration/server tells who runs it that it is alive, ready, and how it is'),
    ],
  },
  {
    number: 14,
    title: 'Data protection',
    requirements: [
      applies('14.1.1', 2, 'Sensitive data is classified.', 'The classes of `docs/access.md`, and “Classes of data”, above.', documented('45')),
      applies('14.1.2', 2, 'Each class has its protection.', '“Classes of data”, above: encryption, integrity, how long, logs, exports.', documented('45')),
      applies('14.2.1', 1, 'Nothing sensitive is in an address.', 'Words of a search go in the body; tokens in headers; a link’s secret is behind no query and told to nobody.', 'integration/search [CALL-15]', 'integration/security-logs [SEC-19]'),
      applies('14.2.2', 2, 'No server keeps it in a cache.', 'Every answer of the api is `no-store`.', 'integration/security-headers [SEC-6]', 'integration/access-variants [ACC-51]'),
      applies('14.2.3', 2, 'It goes to nobody who need not have it.', 'Pages load nothing from elsewhere but map tiles, where those are configured; there are no trackers.', 'e2e/security [SEC-61]', 'lint/security-absence [SEC-26]'),
      applies('14.2.4', 2, 'The protection of each class is there.', 'Sealed passwords, sealed audit, forgetting in time, no person in logs.', 'integration/security-logs [SEC-19]', 'apps/api/src/engine/sealing [CALL-23]', 'integration/audit a record that was taken out', 'integration/audit an end that was cut off, by a head that was noted', 'integration/database are dropped with what is in them when their days are over, and so is what has no partition'),
      applies('14.3.1', 1, 'Signing out clears the browser.', 'The page goes and its stores with it; no reply about people is ever kept by the browser; the session’s cookie is taken away; packs are kept only where the reader chose so.', 'integration/security-sessions [SEC-58]', 'e2e/security [SEC-65]'),
      applies('14.3.2', 2, 'Nothing sensitive is cached by browsers.', '`no-store` on every answer of the api.', 'integration/security-headers [SEC-6]', 'integration/access-variants [ACC-49]'),
      applies('14.3.3', 2, 'Browser storage holds nothing sensitive.', 'Choices (theme, keys, service level) and drafts of plans, which are no personal data; the crew’s pack and queue are kept for offline work as documented.', 'lint/security-absence [SEC-30]', 'e2e/security [SEC-65]'),
    ],
  },
];
