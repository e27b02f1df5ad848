import { roles } from '@sightline/contracts';
import type { Role } from '@sightline/contracts';
import * as z from 'zod';
import { commaSeparated, setting } from './setting.js';

/** Plain http only where nobody can listen in between: on this machine. */
const isIssuer = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)));
};

/** Whoever is in the group has the role; the first row that fits decides. */
export interface GroupRole {
  readonly role: Role;
  readonly group: string;
}
const groupRole = z.string().transform((pair, context): GroupRole => {
  const [name = '', ...rest] = pair.split('=');
  const role = roles.find((known) => known === name.trim());
  const group = rest.join('=').trim();
  if (role !== undefined && group !== '') return { role, group };
  context.addIssue({ code: 'custom', message: 'is not role=group' });
  return z.NEVER;
});
/** The council's own sign-in: docs/single-sign-on.md. */
export const singleSignOnSettings = {
  OIDC_ISSUER: setting({
    means: 'single sign-on: issuer of the council\'s OpenID provider (docs/single-sign-on.md)',
    allowed: 'an https address; http for this machine only',
    value: z.string().refine(isIssuer),
  }),
  OIDC_CLIENT_ID: setting({
    means: 'single sign-on: client (in Entra ID: the application ID)',
    allowed: 'the identifier that the issuer gave',
    value: z.string().min(1).max(500),
  }),
  OIDC_CLIENT_SECRET: setting({
    means: 'single sign-on: secret of the client',
    allowed: 'the secret that the issuer gave',
    value: z.string().min(1).max(500),
    secret: true,
  }),
  OIDC_ROLES: setting({
    means: 'single sign-on: which group has which role; of several the first that fits decides',
    allowed: `pairs such as control=1b4f…,calls=Contact centre, separated by commas; the roles are ${roles.join(', ')}`,
    value: z.string().transform(commaSeparated).pipe(z.array(groupRole).min(1)),
  }),
  OIDC_GROUPS_CLAIM: setting({
    means: 'single sign-on: claim of the ID token with the groups; roles for app roles of Entra ID',
    allowed: 'the name of a claim',
    value: z.string().regex(/^[\x21-\x7e]{1,200}$/),
    otherwise: 'groups',
  }),
  OIDC_SCOPES: setting({
    means: 'single sign-on: scopes asked for',
    allowed: 'names separated by spaces, openid among them',
    value: z.string().max(500).refine((text) => text.split(/\s+/).includes('openid')),
    otherwise: 'openid profile',
  }),
  OIDC_LABEL: setting({
    means: 'single sign-on: what its button says after "Sign in with"',
    allowed: 'up to 60 characters',
    value: z.string().min(1).max(60),
    otherwise: 'your council account',
  }),
  OIDC_REQUIRE_MFA: setting({
    means: 'single sign-on: on refuses whoever was not asked for a second factor (amr without mfa)',
    allowed: 'on or off',
    value: z.enum(['on', 'off']),
    otherwise: 'off',
  }),
  SIGHTLINE_LOCAL_SIGN_IN: setting({
    means: 'off: nobody enters by a password of Sightline, only by single sign-on',
    allowed: 'on or off',
    value: z.enum(['on', 'off']),
    otherwise: 'on',
  }),
};
