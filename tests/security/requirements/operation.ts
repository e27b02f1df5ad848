import { absent, applies } from '../requirement.ts';
import type { Chapter } from '../requirement.ts';

const documented = (promise: string): string => `lint/security-document [SEC-${promise}]`;
const logs = 'integration/security-logs';
const notThere = 'lint/security-absence [SEC-23]';
const noMedia = 'No sound or picture is sent.';

/** V15 to V17: the code, logs and errors, WebRTC. */
export const operation: readonly Chapter[] = [
  {
    number: 15,
    title: 'Coding and architecture',
    requirements: [
      applies('15.1.1', 1, 'Documentation says how soon vulnerable libraries are replaced.', '“Libraries”, above.', documented('48')),
      applies('15.1.2', 2, 'There is an inventory of libraries, from known registries.', '`package-lock.json`, complete and with the hash of each.', 'lint/security-libraries [SEC-51]', 'install/lock holds no address of a registry'),
      applies('15.1.3', 2, 'What is costly is documented.', '“What costs much”, above.', documented('49')),
      applies('15.2.1', 1, 'No library is past its time.', 'Versions are exact; the audit of dependencies is a step of `npm test`.', 'lint/security-libraries [SEC-51]'),
      applies('15.2.2', 2, 'What is costly cannot take the service down.', 'Threads with bounded memory and time, queues with an end, one import at a time.', 'integration/feeds-in [INGEST-26]', 'apps/api/src/engine/engine [ENGINE-18]', 'integration/plan-in-gtfs [PLAN-7]'),
      applies('15.2.3', 2, 'Only what is needed is in production.', 'The build has no tests or samples; the demonstration is off with one setting, and refuses real data.', 'integration/start-errors the demonstration on real data, and the reverse', 'lint/security-libraries [SEC-52]'),
      applies('15.3.1', 1, 'Only the fields that are needed are returned.', 'Topics and routes project by the field table.', 'integration/live [LIVE-5]', 'integration/search [CALL-9]', 'integration/links [LINK-8]'),
      applies('15.3.2', 2, 'Outgoing requests follow no redirects.', 'Sources: refused, and said so; Notify and single sign-on: neither.', 'integration/feeds-in [POLL-4]', 'lint/security-absence [SEC-29]'),
      applies('15.3.3', 2, 'Only the fields of an action can be set.', 'Schemas take what they name; role, source and time are set by the server.', 'integration/security-doors [SEC-18]', 'integration/doors-people-and-devices [COMMAND-1]', 'integration/access-objects [ACC-58]'),
      applies('15.3.4', 2, 'Who asks is known by fields that cannot be forged.', 'The proxy on this machine is believed, nobody else; waits go by that address.', 'integration/security-doors [SEC-11]'),
      applies('15.3.5', 2, 'Types are checked, comparisons strict.', 'Schemas; TypeScript; `===` is a rule of the linter.', 'integration/security-doors [SEC-15]', 'lint/security-absence [SEC-22]'),
      applies('15.3.6', 2, 'No prototype is polluted.', 'Names from outside go into `Map`s or through schemas; `__proto__` is refused by the parser.', 'integration/security-doors [SEC-18]'),
      applies('15.3.7', 2, 'A parameter given twice cannot mislead.', 'Schemas take one text; two are refused.', 'integration/security-doors [SEC-15]', 'integration/access-variants [ACC-50]'),
    ],
  },
  {
    number: 16,
    title: 'Logs and errors',
    requirements: [
      applies('16.1.1', 2, 'There is an inventory of logs.', '“Logs”, above.', documented('50')),
      applies('16.2.1', 2, 'An entry says when, where, who and what.', 'Time, request id, route, status, kind of caller; the audit has the account.', `${logs} [SEC-21]`, 'integration/audit holds as it was written, by many at once, without a gap'),
      applies('16.2.2', 2, 'Clocks agree, in UTC.', 'ISO 8601 with Z, of the machine’s clock, which “In front” asks to be kept by NTP.', `${logs} [SEC-21]`),
      applies('16.2.3', 2, 'Logs go where the inventory says.', 'One file, standard error and the audit’s table.', `${logs} [SEC-20]`, documented('50')),
      applies('16.2.4', 2, 'Logs can be read by machines.', 'One JSON object a line.', `${logs} [SEC-20]`, `${logs} [SEC-21]`),
      applies('16.2.5', 2, 'What is logged follows its class.', 'No secret and no person: references at most.', `${logs} [SEC-19]`),
      applies('16.3.1', 2, 'Sign-ins are logged, good and bad.', 'In the audit, with how.', `${logs} [SEC-24]`),
      applies('16.3.2', 2, 'Refusals are logged.', 'In the audit (people) and in the log (all).', `${logs} [SEC-24]`),
      applies('16.3.3', 2, 'Attempts to get past controls are logged.', 'Waits, forged requests, bad bodies and signatures: a line with their status and caller’s kind.', `${logs} [SEC-24]`),
      applies('16.3.4', 2, 'Unexpected errors are logged.', 'With the request’s id and the place in the code, without what was sent.', 'integration/security-doors [SEC-14]', 'faults/database-away nothing is acknowledged, it stays alive and is not ready; then it recovers by itself and each event is stored once'),
      applies('16.4.1', 2, 'Nothing can be injected into a log.', 'JSON escapes line breaks and control characters; the terminal gets no escapes.', `${logs} [SEC-20]`),
      applies('16.4.2', 2, 'Logs are for whom they are meant, and cannot be changed.', 'Files of mode 0600; the audit is a sealed chain that only grows.', `${logs} [SEC-20]`, 'integration/identity [ID-11]', 'integration/audit a record that was taken out', 'integration/audit an end that was cut off, by a head that was noted'),
      applies('16.4.3', 2, 'Logs are sent to another system.', 'Standard error is for a collector, and the audit’s head can be kept elsewhere: “Logs”, above.', `${logs} [SEC-20]`, documented('50')),
      applies('16.5.1', 2, 'Errors tell nothing of the inside.', 'A problem document with words of ours and the request’s id.', 'integration/security-doors [SEC-14]'),
      applies('16.5.2', 2, 'It goes on safely when others fail.', 'Database, sources and messages away: told, tried again, nothing acknowledged.', 'faults/database-away nothing is acknowledged, it stays alive and is not ready; then it recovers by itself and each event is stored once', 'integration/feeds-in [POLL-4]'),
      applies('16.5.3', 2, 'Failing never opens.', 'Sessions that cannot be looked up let nobody in; a transaction that fails leaves nothing.', 'integration/security-doors [SEC-25]', 'apps/api/src/engine/writer [ENGINE-4]'),
    ],
  },
  {
    number: 17,
    title: 'WebRTC',
    requirements: [
      absent('17.1.1', 2, 'TURN reaches no inner address.', noMedia, notThere),
      absent('17.2.1', 2, 'DTLS keys are managed.', noMedia, notThere),
      absent('17.2.2', 2, 'DTLS suites are approved.', noMedia, notThere),
      absent('17.2.3', 2, 'SRTP is authenticated.', noMedia, notThere),
      absent('17.2.4', 2, 'Bad SRTP stops nothing.', noMedia, notThere),
      absent('17.3.1', 2, 'Signalling stands a flood.', noMedia, notThere),
      absent('17.3.2', 2, 'Bad signalling stops nothing.', noMedia, notThere),
    ],
  },
];
