import type { Role } from '@sightline/contracts';
import type { JWTPayload } from 'jose';
import type { SingleSignOnSettings } from '../../config/config.js';

type Rules = Pick<SingleSignOnSettings, 'groupsClaim' | 'roles'>;

/**
 * The role that an ID token's groups give: the first row of the setting whose group is among them, so the council's own
 * order decides where somebody is in several [ID-24]. `too-many-groups`: there are so many that they are not in the token
 * (Entra ID's "groups overage": https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference).
 */
export function roleOf(claims: JWTPayload, { groupsClaim, roles }: Rules): Role | 'no-role' | 'too-many-groups' {
  const told = claims[groupsClaim];
  const groups = (Array.isArray(told) ? told : [told]).filter((group): group is string => typeof group === 'string');
  const row = roles.find(({ group }) => groups.includes(group));
  if (row) return row.role;
  return told === undefined && hasOverage(claims, groupsClaim) ? 'too-many-groups' : 'no-role';
}

function hasOverage(claims: JWTPayload, groupsClaim: string): boolean {
  const elsewhere = claims['_claim_names'];
  return claims['hasgroups'] === true || (typeof elsewhere === 'object' && elsewhere !== null && groupsClaim in elsewhere);
}

/** Whether the provider says that it asked for a second factor (RFC 8176: `mfa`). */
export const hadSecondFactor = ({ amr }: JWTPayload): boolean => Array.isArray(amr) && amr.includes('mfa');
