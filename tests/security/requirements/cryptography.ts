import { absent, applies } from '../requirement.ts';
import type { Chapter } from '../requirement.ts';

const code = 'lint/security-cryptography';
const documented = (promise: string): string => `lint/security-document [SEC-${promise}]`;
const transport = 'integration/security-files';

/** V11 and V12: cryptography, and what goes over wires. */
export const cryptography: readonly Chapter[] = [
  {
    number: 11,
    title: 'Cryptography',
    requirements: [
      applies('11.1.1', 2, 'Keys have a documented life.', '“Keys and secrets”, above: how each is made, who has it, how it is renewed and destroyed (NIST SP 800-57).', documented('46')),
      applies('11.1.2', 2, 'There is an inventory of cryptography.', '“Cryptography”, above, held against every import of `node:crypto`.', `${code} [SEC-37]`),
      applies('11.2.1', 2, 'Implementations are proven.', 'Node’s OpenSSL, and the libraries of single sign-on and TOTP; none of our own.', `${code} [SEC-37]`),
      applies('11.2.2', 2, 'Algorithms and keys can be changed.', 'Password hashes and sealed keys say how they were made; a key’s file is replaced as documented.', 'apps/api/src/identity/password knows a hash of older parameters', 'integration/security-files [SEC-38]', documented('46')),
      applies('11.2.3', 2, 'Everything has 128 bits of security.', 'HMAC-SHA-256, SHA-256, AES-256-GCM, secrets of 256 bits.', `${code} [SEC-36]`),
      applies('11.3.1', 1, 'No weak modes or paddings.', 'AES-256-GCM is the one cipher.', `${code} [SEC-36]`),
      applies('11.3.2', 1, 'Ciphers are approved.', 'AES-256-GCM.', `${code} [SEC-36]`, 'integration/security-files [SEC-38]'),
      applies('11.3.3', 2, 'What is encrypted cannot be changed unseen.', 'GCM’s tag, over the source’s name too.', 'apps/api/src/config/vault [SEC-38]'),
      applies('11.4.1', 1, 'Hashes are approved.', 'SHA-256 wherever it matters. Names of things that are no secret are short SHA-256 too; MD5 and SHA-1 are not used.', `${code} [SEC-36]`),
      applies('11.4.2', 2, 'Passwords are hashed with a slow function.', 'scrypt with N=2¹⁵, r=8, p=3.', 'apps/api/src/identity/password salts: the same password twice is two different hashes, and neither holds it', `${code} [SEC-36]`),
      applies('11.4.3', 2, 'Hashes for integrity are long enough.', 'SHA-256 whole.', `${code} [SEC-36]`, 'apps/api/src/identity/audit/chain finds any one record that was changed, and says which'),
      absent('11.4.4', 2, 'Keys from passwords are stretched.', 'No key is made from a password: all are random.', `${code} [SEC-36]`),
      applies('11.5.1', 2, 'What nobody may guess is random, of 128 bits.', '`randomBytes(32)`; what people type (a demonstration’s password, recovery codes) is shorter and guarded by waits.', `${code} [SEC-36]`),
      applies('11.6.1', 2, 'Public-key algorithms are approved.', 'Only ID tokens have any: their algorithms are a list.', 'integration/oidc [ID-22]', `${code} [SEC-36]`),
    ],
  },
  {
    number: 12,
    title: 'Communication',
    requirements: [
      applies('12.1.1', 1, 'TLS 1.2 and 1.3 alone.', 'The proxy’s configuration in “In front”, above; outgoing connections need 1.2 at least.', `${transport} [SEC-59]`, documented('47')),
      applies('12.1.2', 2, 'Cipher suites are recommended ones.', 'As there; outgoing, Node’s own list, with forward secrecy.', `${transport} [SEC-59]`, documented('47')),
      absent('12.1.3', 2, 'Client certificates are checked.', 'None is asked for.', documented('47')),
      applies('12.2.1', 1, 'TLS for everything from outside, without falling back.', 'Where an https origin is configured nothing is answered in the clear but a redirect of pages.', 'integration/security-headers [SEC-10]'),
      applies('12.2.2', 1, 'Certificates are publicly trusted.', 'The proxy’s, as “In front” says; where it is set up, the product answers nothing without it.', documented('47'), 'integration/security-headers [SEC-10]'),
      applies('12.3.1', 2, 'Every connection is encrypted.', 'Sources, GOV.UK Notify and single sign-on by https; another PostgreSQL by TLS as its address says; the embedded one by a socket in a closed folder.', `${transport} [SEC-60]`, 'integration/embedded-server starts the first time and again, durable, closed to everyone else, and keeps what it has'),
      applies('12.3.2', 2, 'Certificates of others are checked.', 'Always: nothing turns it off.', `${transport} [SEC-59]`, 'lint/security-absence [SEC-29]'),
      applies('12.3.3', 2, 'Parts inside talk encrypted.', 'The parts are one process; its threads share memory. The database as above.', `${transport} [SEC-60]`, documented('47')),
      applies('12.3.4', 2, 'Certificates inside are of known authorities.', '`NODE_EXTRA_CA_CERTS` and the database address’s `sslrootcert` name them; nothing else is trusted.', `${transport} [SEC-59]`, 'lint/security-absence [SEC-29]'),
    ],
  },
];
