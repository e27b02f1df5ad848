import { absent, applies } from '../requirement.ts';
import type { Chapter } from '../requirement.ts';

const oidc = 'integration/oidc';
/** The product hands out no token of OAuth, and takes none. */
const noServer = 'integration/security-doors [SEC-9]';
const notThere = 'lint/security-absence [SEC-28]';
const isClientOnly = 'Sightline is a client of the council’s provider and issues no OAuth token.';
const takesNone = 'No access token opens anything here: the api takes sessions, links, device secrets and the machines’ token.';

/** V9 and V10: signed tokens, OAuth and OpenID Connect. */
export const tokens: readonly Chapter[] = [
  {
    number: 9,
    title: 'Self-contained tokens',
    requirements: [
      applies('9.1.1', 1, 'Signatures are checked before contents.', 'A link’s HMAC before its row is asked; an ID token’s signature before its claims.', 'integration/links [LINK-1]', `${oidc} [ID-22]`),
      applies('9.1.2', 1, 'Algorithms are a list without “none”.', 'Links have one; ID tokens are taken with those of the list alone.', `${oidc} [ID-22]`, 'integration/links [LINK-1]'),
      applies('9.1.3', 1, 'Keys come from where they were configured.', 'From the issuer’s published set; a key named or carried by a token is not looked at.', `${oidc} [ID-23]`),
      applies('9.2.1', 1, 'Tokens are good in their time alone.', 'A link that expired or was revoked opens nothing; `exp` and `nbf` of ID tokens hold.', 'integration/links [LINK-3]', `${oidc} [ID-22]`),
      applies('9.2.2', 2, 'A token is of the right kind.', 'A link of one kind opens nothing of another; only an ID token from the token endpoint signs in.', 'integration/links [LINK-2]', `${oidc} [ID-22]`),
      applies('9.2.3', 2, 'A token is for this service.', '`aud` is our client.', `${oidc} [ID-22]`),
      applies('9.2.4', 2, 'What is signed says for whom.', 'One key signs links, of one issuer for one service; the kind is in what is signed.', 'integration/links [LINK-2]'),
    ],
  },
  {
    number: 10,
    title: 'OAuth and OIDC',
    requirements: [
      applies('10.1.1', 2, 'Tokens stay where they are needed.', 'Code, ID token and access token are seen by the server alone; the browser gets a session.', `${oidc} [ID-25]`),
      applies('10.1.2', 2, 'Answers belong to the flow that this browser began.', 'State, nonce and verifier are random, of one try, bound to the browser by a cookie.', `${oidc} [ID-21]`),
      applies('10.2.1', 2, 'The code flow is safe from forgery.', 'PKCE (S256) and state.', `${oidc} [ID-21]`),
      applies('10.2.2', 2, 'Providers cannot be mixed up.', 'There is one; its `iss` is checked where it is given.', `${oidc} [ID-22]`),
      absent('10.3.1', 2, 'Access tokens are for this service.', takesNone, noServer, notThere),
      absent('10.3.2', 2, 'Claims of access tokens are enforced.', takesNone, noServer, notThere),
      absent('10.3.3', 2, 'A user is known by claims that last.', takesNone, noServer, notThere),
      absent('10.3.4', 2, 'Strength in access tokens is checked.', takesNone, noServer, notThere),
      absent('10.4.1', 1, 'Redirect addresses are registered.', isClientOnly, noServer, notThere),
      absent('10.4.2', 1, 'A code works once.', isClientOnly, noServer, notThere),
      absent('10.4.3', 1, 'A code is short-lived.', isClientOnly, noServer, notThere),
      absent('10.4.4', 1, 'Clients have the grants that they need.', isClientOnly, noServer, notThere),
      absent('10.4.5', 1, 'Refresh tokens cannot be replayed.', isClientOnly, noServer, notThere),
      absent('10.4.6', 2, 'PKCE is required.', isClientOnly, noServer, notThere),
      absent('10.4.7', 2, 'Registration of clients is safe.', isClientOnly, noServer, notThere),
      absent('10.4.8', 2, 'Refresh tokens expire.', isClientOnly, noServer, notThere),
      absent('10.4.9', 2, 'Tokens can be revoked by their user.', isClientOnly, noServer, notThere),
      absent('10.4.10', 2, 'Confidential clients are authenticated.', isClientOnly, noServer, notThere),
      absent('10.4.11', 2, 'Clients have the scopes that they need.', isClientOnly, noServer, notThere),
      applies('10.5.1', 2, 'ID tokens are not replayed.', 'The nonce of the try.', `${oidc} [ID-22]`),
      applies('10.5.2', 2, 'A person is known by what is never given to another.', 'Issuer and subject; neither name nor mail address.', `${oidc} [ID-25]`),
      applies('10.5.3', 2, 'No issuer can pass for another.', 'The metadata’s issuer must be the configured one.', `${oidc} [ID-22]`),
      applies('10.5.4', 2, '`aud` is our client.', 'Checked by openid-client.', `${oidc} [ID-22]`),
      applies('10.5.5', 2, 'Back-channel logout is safe.', 'The logout token’s type, event, audience and lack of a nonce are checked, and each is used once.', `${oidc} [ID-30]`),
      absent('10.6.1', 2, 'An OpenID provider has safe response modes.', isClientOnly, noServer, notThere),
      absent('10.6.2', 2, 'An OpenID provider is safe from forced logout.', isClientOnly, noServer, notThere),
      absent('10.7.1', 2, 'Users consent.', isClientOnly, noServer, notThere),
      absent('10.7.2', 2, 'Consent is clear.', isClientOnly, noServer, notThere),
      absent('10.7.3', 2, 'Consent can be taken back.', isClientOnly, noServer, notThere),
    ],
  },
];
