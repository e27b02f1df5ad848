import type { Role } from '@sightline/contracts';
import type { JWTPayload } from 'jose';
import type { SingleSignOnSettings } from '../../config/config.js';

type Rules = Pick<SingleSignOnSettings, 'groupsClaim' | 'roles'>;

/**
 * The role that an ID token's groups give: the first row of the setting whose group is among them, so the council's own
 * order decides where somebody is in several [ID-24]. `too-many-groups`: the token says that it does not carry them all
 * (Entra ID's "groups overage": https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference). Then none
 * that it does carry counts: one that stands further up may be among those left out.
 */
export function roleOf(claims: JWTPayload, { groupsClaim, roles }: Rules): Role | 'no-role' | 'too-many-groups' {
  if (hasOverage(claims, groupsClaim)) return 'too-many-groups';
  const told = claims[groupsClaim];
  const groups = (Array.isArray(told) ? told : [told]).filter((group): group is string => typeof group === 'string');
  return roles.find(({ group }) => groups.includes(group))?.role ?? 'no-role';
}

/** `hasgroups` speaks of the claim `groups` alone: app roles are in the token all the same. */
function hasOverage(claims: JWTPayload, groupsClaim: string): boolean {
  const elsewhere = claims['_claim_names'];
  const isMarked = groupsClaim === 'groups' && (claims['hasgroups'] === true || claims['hasgroups'] === 'true');
  return isMarked || (typeof elsewhere === 'object' && elsewhere !== null && groupsClaim in elsewhere);
}

/** Whether the provider says that it asked for a second factor (RFC 8176: `mfa`). */
export const hadSecondFactor = ({ amr }: JWTPayload): boolean => Array.isArray(amr) && amr.includes('mfa');
