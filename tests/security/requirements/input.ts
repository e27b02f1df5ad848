import { absent, applies } from '../requirement.ts';
import type { Chapter } from '../requirement.ts';

const notThere = 'lint/security-absence [SEC-23]';

/** V1 and V2: what comes in, and what is made of it. */
export const input: readonly Chapter[] = [
  {
    number: 1,
    title: 'Encoding and sanitisation',
    requirements: [
      applies('1.1.1', 2, 'Input is decoded once, before it is checked.', 'Fastify decodes an address once; a body is decoded as UTF-8 once and then parsed by its schema. Nothing is decoded after it was checked.', 'integration/security-doors [SEC-15]', 'integration/doors-events [INGEST-8]'),
      applies('1.1.2', 2, 'Output is encoded as the last step, by its interpreter.', 'Values stay plain until they leave: `JSON.stringify`, `csv.ts`, Angular’s own rendering and PostgreSQL’s parameters encode at the end.', 'integration/security-doors [SEC-16]', 'lint/security-absence [SEC-22]'),
      applies('1.2.1', 1, 'Output is encoded for HTML, XML and headers.', 'Pages are made by Angular, which escapes; XML is never written; a header’s value with a line break is refused by Node.', 'integration/security-doors [SEC-16]', 'lint/security-absence [SEC-22]'),
      applies('1.2.2', 1, 'Parts of addresses are encoded, and only safe protocols are allowed.', '`URL`, `URLSearchParams` and `encodeURIComponent` put addresses together; where a person gives one (a source) it must be http or https.', 'integration/security-doors [SEC-17]', 'lint/security-absence [SEC-22]'),
      applies('1.2.3', 1, 'What is put into JavaScript or JSON is encoded.', 'No script is ever put together; JSON is made by `JSON.stringify` alone and served as such.', 'integration/security-doors [SEC-16]', 'lint/security-absence [SEC-22]'),
      applies('1.2.4', 1, 'Queries have parameters.', 'Every statement takes its values as parameters; what is put into a text of SQL is a constant of the code.', 'lint/security-absence [SEC-24]', 'integration/security-doors [SEC-17]'),
      applies('1.2.5', 1, 'No input reaches a command line.', 'Programs (PostgreSQL’s own, the simulator) are started without a shell, with arguments of ours, by four files.', 'lint/security-absence [SEC-25]'),
      absent('1.2.6', 2, 'No LDAP injection.', 'No directory is asked; no library for it is installed.', notThere),
      absent('1.2.7', 2, 'No XPath injection.', 'XML is read into values; no XPath is evaluated.', notThere),
      absent('1.2.8', 2, 'LaTeX is processed safely.', 'None is processed: PDFs are drawn by pdfkit.', notThere),
      applies('1.2.9', 2, 'Text in a regular expression is escaped.', 'No expression is made from what somebody sent: those that are put together are made of constants.', 'lint/security-absence [SEC-22]'),
      absent('1.3.1', 1, 'HTML from editors is sanitised.', 'Nothing takes HTML: texts are plain and shown as text.', 'lint/security-absence [SEC-22]', 'integration/security-doors [SEC-16]'),
      applies('1.3.2', 1, 'No code is evaluated.', 'No `eval`, no `Function`; the policy of pages has no `unsafe-eval`.', 'lint/security-absence [SEC-22]', 'integration/security-headers [SEC-2]'),
      applies('1.3.3', 2, 'What enters a dangerous context is made safe first: its characters and its length.', 'Schemas bound every text; a cell of a CSV that a spreadsheet would run is defused; log lines are JSON.', 'apps/api/src/csv lets no spreadsheet run %j', 'integration/security-logs [SEC-20]', 'integration/security-doors [SEC-15]'),
      absent('1.3.4', 2, 'SVG from users is sanitised.', 'No image is taken from anybody.', 'integration/security-files [SEC-31]'),
      absent('1.3.5', 2, 'Markdown, CSS and other scriptable content from users is sanitised.', 'None is rendered: texts are text.', notThere, 'lint/security-absence [SEC-22]'),
      applies('1.3.6', 2, 'Addresses that the server calls are checked (SSRF).', 'A source’s address is http(s), looked up and checked against private networks at each connection; a cloud’s credentials’ address never; no redirect is followed.', 'integration/feeds-in [POLL-5]', 'integration/feeds-in [POLL-4]', 'integration/access-races [ACC-61]'),
      absent('1.3.7', 2, 'No template is made from input.', 'The server has no template engine; Angular compiles its templates when it is built.', notThere, 'lint/security-absence [SEC-22]'),
      absent('1.3.8', 2, 'JNDI is safe.', 'There is no Java.', notThere),
      absent('1.3.9', 2, 'memcache is safe.', 'There is no such cache.', notThere),
      applies('1.3.10', 2, 'Format strings from input are safe.', 'Logs take objects and texts of ours; no format is taken from input.', 'integration/security-logs [SEC-20]'),
      absent('1.3.11', 2, 'Mail systems are safe from injection.', 'No mail is sent by us: messages go to GOV.UK Notify as JSON over https.', notThere),
      applies('1.4.1', 2, 'Memory is safe.', 'TypeScript throughout; no native code of ours, and `Buffer`s are allocated filled.', 'lint/security-absence [SEC-22]'),
      applies('1.4.2', 2, 'Numbers are in their range.', 'Schemas bound every number that comes in, so that none leaves what the database holds.', 'integration/security-doors [SEC-15]', 'integration/doors-events [INGEST-12]'),
      applies('1.4.3', 2, 'Memory and handles are given back.', 'Queues, rings and rooms are bounded; what a sender leaves open is ended.', 'faults/stalled-viewer [LIVE-15]', 'apps/api/src/live/rooms [LIVE-7]', 'apps/api/src/identity/throttle remembers a bounded number of people'),
      applies('1.5.1', 1, 'XML parsers resolve nothing from outside.', 'SIRI and workbooks are read without document types and external entities.', 'integration/security-files [SEC-32]', 'integration/feeds-in [INGEST-23]'),
      applies('1.5.2', 2, 'Deserialising makes nothing but data.', 'JSON, Protocol Buffers, XML and CSV are read into plain values and then checked by schemas; `v8`, `node-serialize` and the like are not used.', 'integration/security-doors [SEC-18]', 'lint/security-absence [SEC-22]'),
    ],
  },
  {
    number: 2,
    title: 'Validation and business logic',
    requirements: [
      applies('2.1.1', 1, 'Documentation says how input is checked.', 'Every door, event and field is in the catalogue and the OpenAPI document, which are made of the schemas that check it.', 'integration/doors-people-and-devices [DOCS-1]'),
      applies('2.1.2', 2, 'Documentation says how fields that belong together are checked.', '“What is checked together”, above.', 'lint/security-document [SEC-40]', 'integration/doors-events [INGEST-12]'),
      applies('2.1.3', 2, 'Limits of business logic are documented.', '“Limits”, above, each with the constant that is the limit.', 'lint/security-document [SEC-41]'),
      applies('2.2.1', 1, 'Input is checked against what is expected.', 'zod schemas of `libs/contracts` at every door; what is not as they say is refused with its path.', 'integration/doors-events [INGEST-7]', 'integration/doors-people-and-devices [COMMAND-4]', 'integration/security-doors [SEC-15]'),
      applies('2.2.2', 1, 'It is checked on the server.', 'The same schemas run at the server’s doors, whatever a page did.', 'integration/security-doors [SEC-15]', 'integration/live [LIVE-11]'),
      applies('2.2.3', 2, 'Fields that belong together are reasonable together.', 'A fix’s clock, a run’s times, a contact’s child and reason, a plan’s dates are checked by the rules of the domain.', 'integration/doors-events [INGEST-12]', 'integration/programme-gates [PROG-25]'),
      applies('2.3.1', 1, 'Steps are taken in their order.', 'A look-up streams only after verification; a programme’s status moves through its gates; a banner is acknowledged before anything is shown.', 'integration/look-ups [CALL-20]', 'integration/look-ups [CALL-22]'),
      applies('2.3.2', 2, 'Limits of business logic hold.', 'Children shown, wrong answers and messages are counted and stopped at their documented limits.', 'integration/search [CALL-16]', 'integration/look-ups [CALL-24]'),
      applies('2.3.3', 2, 'An operation happens whole or not at all.', 'The engine commits facts, state, outbox and search in one transaction.', 'integration/database is committed as a whole or not at all', 'faults/kill loses nothing that was acknowledged, stores nothing twice, and is ready again each time'),
      applies('2.3.4', 2, 'What is scarce cannot be taken twice.', 'One writer decides one batch after another; a lost update is told.', 'integration/doors-events [INGEST-9]', 'integration/programme-lost-update [PROG-45]', 'integration/access-races [ACC-60]'),
      applies('2.4.1', 2, 'Automated over-use is stopped.', 'Guesses, searches, messages, sockets and requests have rates.', 'integration/identity [ID-6]', 'integration/search [CALL-16]', 'integration/live [LIVE-14]', 'integration/links [LINK-4]', 'integration/limits [LIM-1]'),
    ],
  },
];
