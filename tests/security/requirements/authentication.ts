import { absent, applies } from '../requirement.ts';
import type { Chapter } from '../requirement.ts';

const documented = (promise: string): string => `lint/security-document [SEC-${promise}]`;
const notThere = 'lint/security-absence [SEC-23]';

/** V6: who somebody is. */
export const authentication: readonly Chapter[] = [
  {
    number: 6,
    title: 'Authentication',
    requirements: [
      applies('6.1.1', 1, 'Documentation says how guessing is slowed, and how nobody can be locked out by it.', '“Ways in” and “Limits”, above: waits grow by name and address together, so that a stranger’s guesses do not keep the owner out.', documented('41'), documented('43')),
      applies('6.1.2', 2, 'Words that no password may be made of are listed.', '“Ways in”, above: the product’s, the council’s and the account’s own names.', documented('43')),
      applies('6.1.3', 2, 'Every way in is documented with its strength.', '“Ways in”, above: password, second factor, single sign-on, link, device, machine token, first administrator, demonstration.', documented('43')),
      applies('6.2.1', 1, 'Passwords have at least 8 characters.', 'At least 12.', 'integration/security-passwords [SEC-53]', 'integration/cli refuses a password that is too short'),
      applies('6.2.2', 1, 'People can change their password.', 'On their own account’s page.', 'integration/account [ID-47]'),
      applies('6.2.3', 1, 'Changing it takes the old one.', 'The old and the new one are asked for together.', 'integration/account [ID-47]'),
      applies('6.2.4', 1, 'Common passwords are refused.', 'The 49,000 most common of breached passwords are carried: each is refused, and whatever is made of one or two of them with walks over the keyboard, repeats and digits, in any disguise.', 'apps/api/src/identity/account/password-policy [ID-48]'),
      applies('6.2.5', 1, 'Passwords may be made of anything.', 'No rule about kinds of characters.', 'integration/security-passwords [SEC-53]'),
      applies('6.2.6', 1, 'The field masks what is typed.', '`type="password"`.', 'e2e/security [SEC-63]'),
      applies('6.2.7', 1, 'Pasting and password managers work.', 'Nothing is blocked; `autocomplete` says what each field is.', 'e2e/security [SEC-63]'),
      applies('6.2.8', 1, 'A password is checked as it was sent.', 'Neither cut nor changed in case; letters that look the same and are typed in two ways are one (NFKC, as NIST SP 800-63B says).', 'apps/api/src/identity/password reads the same characters the same way, however they were typed', 'integration/security-passwords [SEC-53]'),
      applies('6.2.9', 2, 'At least 64 characters are allowed.', 'Up to 200 characters.', 'integration/security-passwords [SEC-53]'),
      applies('6.2.10', 2, 'No password must be changed because of its age.', 'Nothing asks for it: an account has no date of its password’s end.', documented('43'), 'integration/security-passwords [SEC-55]'),
      applies('6.2.11', 2, 'The listed words are refused.', 'By the same policy, when a password is chosen.', 'apps/api/src/identity/account/password-policy [ID-48]'),
      applies('6.2.12', 2, 'Breached passwords are refused.', 'By the same list, which is carried (zxcvbn’s), so that no password is ever asked of a service.', 'apps/api/src/identity/account/password-policy [ID-48]'),
      applies('6.3.1', 1, 'Guessing is slowed as documented.', 'By name and address, and by name from anywhere.', 'integration/identity [ID-6]', 'apps/api/src/identity/throttle lets three failures pass and then doubles the wait up to a quarter of an hour'),
      applies('6.3.2', 1, 'There are no default accounts.', 'Without the demonstration there is none until the first administrator is made by a link that works once; those of the demonstration open nothing then.', 'integration/first-administrator without the demonstration there are no demonstration accounts and no one-click ways in', 'integration/identity [ID-8]', 'integration/identity [ID-9]'),
      applies('6.3.3', 2, 'Several factors are needed.', 'Single sign-on brings the council’s; local accounts have TOTP, which can be required of all.', 'integration/account [ID-41]', 'integration/socket-sessions [ID-44]'),
      applies('6.3.4', 2, 'There is no undocumented way in.', 'The ways in are a list, and the routes that need no session are compared with it.', documented('43'), 'integration/security-doors [SEC-9]'),
      applies('6.4.1', 1, 'First passwords are random, expire soon and do not stay.', 'None is generated but the first administrator’s link: random, for one use, dead with the process. What an administrator types for an account its owner changes on their own page.', 'integration/first-administrator a start without any account prints a link that makes one administrator, once', 'integration/account [ID-47]'),
      absent('6.4.2', 1, 'There are no hints or secret questions.', 'There are none for accounts; what callers are asked on the telephone opens no account.', 'integration/security-passwords [SEC-55]'),
      applies('6.4.3', 2, 'A forgotten password is reset safely, past no second factor.', 'An administrator sets a new one, which ends all sessions; the second factor stays.', 'integration/security-doors [SEC-67]'),
      applies('6.4.4', 2, 'A lost factor is replaced as carefully as it was set up.', 'An administrator takes it away in person’s presence, which the audit holds; or a recovery code does.', 'integration/account [ID-45]', documented('43')),
      applies('6.5.1', 2, 'Codes work once.', 'A time step is remembered and a recovery code is struck out.', 'integration/account [ID-41]'),
      applies('6.5.2', 2, 'Stored recovery codes are hashed.', 'As SHA-256: each has 118 bits.', 'integration/account [ID-40]'),
      applies('6.5.3', 2, 'Seeds and codes are random.', 'From `node:crypto`.', 'lint/security-cryptography [SEC-36]', 'integration/account [ID-40]'),
      applies('6.5.4', 2, 'Recovery codes have 20 bits or more.', 'They have 118: six groups of four.', 'integration/account [ID-41]'),
      applies('6.5.5', 2, 'A code lives for 30 seconds.', 'TOTP of RFC 6238 with a period of 30 s; the step before and after it are taken for slow clocks.', 'integration/account [ID-41]'),
      absent('6.6.1', 2, 'Codes by telephone are an alternative only.', 'No code is sent by telephone or text message.', 'lint/security-absence [SEC-27]'),
      absent('6.6.2', 2, 'Codes sent out of band belong to their request.', 'None is sent.', 'lint/security-absence [SEC-27]'),
      absent('6.6.3', 2, 'Guessing codes sent out of band is slowed.', 'None is sent.', 'lint/security-absence [SEC-27]'),
      applies('6.8.1', 2, 'No provider can speak for another’s person.', 'There is one provider, and a person is its issuer and subject together.', 'integration/oidc [ID-25]'),
      applies('6.8.2', 2, 'Signatures of assertions are always checked.', 'Of every ID token, against the issuer’s published keys.', 'integration/oidc [ID-22]'),
      absent('6.8.3', 2, 'SAML assertions are used once.', 'There is no SAML.', notThere),
      applies('6.8.4', 2, 'The strength of the provider’s authentication is checked, or the fallback documented.', '“Ways in”, above: the council’s provider asks for the second factor; `acr` may be required.', documented('43')),
    ],
  },
];
