import { absent, applies } from '../requirement.ts';
import type { Chapter } from '../requirement.ts';

const headers = 'integration/security-headers';
const notThere = 'lint/security-absence [SEC-23]';

/** V3 to V5: browsers, the api, files. */
export const web: readonly Chapter[] = [
  {
    number: 3,
    title: 'Web front end',
    requirements: [
      applies('3.2.1', 1, 'A browser does not render an answer as what it is not.', 'Every answer has its type and `nosniff`; those of the api also a policy that loads nothing, and files come as attachments.', `${headers} [SEC-2]`, `${headers} [SEC-8]`),
      applies('3.2.2', 1, 'Text is shown as text.', 'Angular’s bindings; nothing writes HTML.', 'lint/security-absence [SEC-22]', 'e2e/security [SEC-62]'),
      applies('3.3.1', 1, 'Cookies are Secure, with a prefix in their names.', 'Over https the session’s cookie is `__Host-sightline`; Secure. Without https, which is for one’s own machine, no browser would keep such a one, and its name has no prefix.', `${headers} [SEC-5]`, 'apps/api/src/identity/web is out of reach of scripts and of other sites, and over https also of other hosts'),
      applies('3.3.2', 2, 'SameSite is set by purpose.', 'Lax, so that a link into the middle finds one signed in; what changes anything needs our origin and a token too.', `${headers} [SEC-5]`, 'integration/identity [ID-5]'),
      applies('3.3.3', 2, 'Cookies are bound to their host.', '`__Host-`, no Domain, path `/`.', `${headers} [SEC-5]`),
      applies('3.3.4', 2, 'A session’s token is out of reach of scripts.', 'HttpOnly; the token is in `Set-Cookie` and in no body.', `${headers} [SEC-5]`, 'integration/identity [ID-4]'),
      applies('3.4.1', 1, 'HSTS for a year, subdomains too.', 'Where pages have an https origin: `max-age=31536000; includeSubDomains`.', `${headers} [SEC-3]`),
      applies('3.4.2', 1, 'CORS is fixed or from a list.', 'No answer allows another origin anything.', `${headers} [SEC-4]`),
      applies('3.4.3', 2, 'A Content-Security-Policy with `object-src` and `base-uri` `none` and a list or nonces.', 'Scripts are files of our own; style elements carry a nonce made for each answer; objects, base and frames are none.', `${headers} [SEC-2]`, `${headers} [SEC-7]`, 'e2e/security [SEC-61]'),
      applies('3.4.4', 2, '`nosniff` on every answer.', 'By helmet, on every answer, errors too.', `${headers} [SEC-2]`),
      applies('3.4.5', 2, 'A referrer policy keeps addresses in.', '`same-origin`; pages behind links `no-referrer`, as their address is the secret.', `${headers} [SEC-2]`, 'integration/server lets pages run no script but their own files, and be in no frame of anybody else'),
      applies('3.4.6', 2, 'Nothing is framed.', '`frame-ancestors \'none\'` on every answer.', `${headers} [SEC-2]`),
      applies('3.5.1', 1, 'Requests from other sites change nothing.', 'Our own origin and the session’s token (`X-CSRF-Token`) are needed.', 'integration/identity [ID-5]'),
      applies('3.5.2', 1, 'No request that spares the preflight passes.', 'Forms and plain bodies without the token are refused; the preflight is answered with nothing.', 'integration/identity [ID-5]', `${headers} [SEC-4]`),
      applies('3.5.3', 1, 'What changes something is no GET.', 'Every route that writes is POST, PUT, PATCH or DELETE; the trackers’ door takes GET, as OsmAnd sends nothing else, with the device’s own secret.', 'integration/security-doors [SEC-9]'),
      applies('3.5.4', 2, 'Separate applications have separate host names.', 'One application has one origin; nothing else is served there, and the cookie is bound to the host.', `${headers} [SEC-5]`, 'integration/security-doors [SEC-9]'),
      applies('3.5.5', 2, 'postMessage from strangers is discarded.', 'No page listens to messages of windows; the service worker takes those of its own pages alone.', 'lint/security-absence [SEC-22]'),
      applies('3.7.1', 2, 'No plug-ins or technologies of yesterday.', 'HTML, CSS and JavaScript; the policy forbids objects.', 'lint/security-absence [SEC-22]', `${headers} [SEC-2]`),
      applies('3.7.2', 2, 'Redirects leave for known hosts only.', 'The one redirect away from us goes to the configured issuer of single sign-on.', 'lint/security-absence [SEC-26]', 'integration/oidc [ID-28]'),
    ],
  },
  {
    number: 4,
    title: 'API and web service',
    requirements: [
      applies('4.1.1', 1, 'Content-Type is right, with its charset.', 'JSON, CSV, PDF, problem documents and pages say what they are.', `${headers} [SEC-8]`),
      applies('4.1.2', 2, 'Only pages redirect to https.', 'Where https is configured a page that is asked for in the clear is sent there; the api refuses and redirects nothing.', `${headers} [SEC-10]`),
      applies('4.1.3', 2, 'What a proxy says cannot be said by anybody else.', '`X-Forwarded-*` and `X-Request-Id` are believed of a proxy on this machine alone, and the latter only in its form.', 'integration/security-doors [SEC-11]'),
      applies('4.2.1', 2, 'Message boundaries are sound (request smuggling).', 'Node’s strict HTTP parser: both lengths, two lengths and bare line feeds are refused.', 'integration/security-doors [SEC-12]'),
      absent('4.3.1', 2, 'GraphQL queries are bounded.', 'There is no GraphQL.', notThere, 'integration/security-doors [SEC-9]'),
      absent('4.3.2', 2, 'GraphQL introspection is off.', 'There is no GraphQL.', notThere, 'integration/security-doors [SEC-9]'),
      applies('4.4.1', 1, 'WebSockets go over TLS.', 'The dashboard’s socket has the page’s own origin, so https makes it wss; where https is configured a handshake in the clear is refused.', `${headers} [SEC-10]`),
      applies('4.4.2', 2, 'The Origin of a handshake is checked.', 'Before the upgrade, and for polling too.', 'integration/live [LIVE-1]'),
      applies('4.4.3', 2, 'A socket’s own token is as good as a session.', 'Sockets use the session’s cookie or the link’s signed token: there is no other.', 'integration/live [LIVE-1]', 'integration/links [LINK-2]'),
      applies('4.4.4', 2, 'It comes from the authenticated session.', 'The session itself is asked at the handshake and at every tick.', 'integration/live [LIVE-12]', 'integration/live [LIVE-1]'),
    ],
  },
  {
    number: 5,
    title: 'Files',
    requirements: [
      applies('5.1.1', 2, 'Documentation says which files are taken, how large, and what happens to bad ones.', '“Files”, above.', 'lint/security-document [SEC-42]'),
      applies('5.2.1', 1, 'A file is no larger than can be worked on.', 'Each door has its size; reading happens on a thread of its own with its own memory and time.', 'integration/plan-in-csv [PLAN-18]', 'integration/case-import [CASE-15]', 'integration/security-files [SEC-31]'),
      applies('5.2.2', 1, 'A file is what its name says.', 'The first bytes decide, not the name: a workbook is a zip with a workbook in it, a CSV is text.', 'integration/security-files [SEC-31]'),
      applies('5.2.3', 2, 'What is packed is measured before it is unpacked.', 'Entries, sizes and ratio are read from the directory of the zip and held against limits while unpacking.', 'apps/api/src/transport/gtfs/archive that is none, is broken, or holds a very large nothing is refused'),
      applies('5.3.1', 1, 'An uploaded file is never run.', 'No file that was sent is stored: it is read and thrown away. What is served is the build of the dashboard.', 'integration/security-files [SEC-34]'),
      applies('5.3.2', 1, 'Paths are ours.', 'No name that was sent becomes a path; static files are served from one folder, without dot files.', 'integration/security-files [SEC-34]', 'integration/security-doors [SEC-13]'),
      applies('5.4.1', 2, 'A download’s name is ours.', '`Content-Disposition` is made of constants and dates.', 'integration/security-files [SEC-35]'),
      applies('5.4.2', 2, 'It is encoded.', 'Names are letters, digits, hyphens and a dot.', 'integration/security-files [SEC-35]'),
      applies('5.4.3', 2, 'Files from others are scanned before they are served.', 'No file that came in is served again, so that there is none to scan.', 'integration/security-files [SEC-34]'),
    ],
  },
];
