import type { Relationship, VerificationFact } from '@sightline/contracts';
import { matched } from './likeness.js';
import { plain, refKey, wordsOf } from './plain.js';
import { relationshipsOf } from './relationships.js';
import { saidDate } from './said-date.js';
import { telephoneKey } from './telephone.js';

/** Who answers for a child, as held. The password is sealed: only `isPassword` can tell whether words make it. */
export interface HeldGuardian {
  readonly guardianRef: string;
  readonly relationship: string;
  readonly name?: string | undefined;
  readonly telephones: readonly string[];
  readonly password?: string | undefined;
}

/** What is held of a child that a caller may be asked for. */
export interface HeldRecord {
  readonly birthDate?: string | undefined;
  readonly postcode?: string | undefined;
  readonly guardians: readonly HeldGuardian[];
}

/** What a caller said, as the adviser typed it. */
export interface CallerClaim {
  readonly relationship: Relationship;
  readonly facts: { readonly [F in VerificationFact]?: string | undefined };
  readonly password?: string | undefined;
}

export interface VerificationContext {
  /** `YYYY-MM-DD` here: it decides the century of a year of two digits. */
  readonly today: string;
  /** Whether words make what is held of a guardian. */
  readonly isPassword: (said: string, guardian: HeldGuardian) => boolean;
}

export type Verification =
  | { readonly verified: true; readonly guardianRef: string; readonly matched: readonly VerificationFact[]; readonly passwordGiven: boolean }
  | { readonly verified: false };

/** Facts that must match beside the relationship (docs: contact-centre.md, "Verify, then show"). */
export const factsNeeded = 2;

const courtesies = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'rev', 'prof', 'sir']);
const namesIn = (text: string): string[] => wordsOf(plain(text)).filter((word) => !courtesies.has(word));

/** Whether two names are one, slips of the keyboard forgiven. A first name alone, or a family name alone, is not the name. */
export function sameName(said: string, held: string): boolean {
  const given = namesIn(said);
  const known = namesIn(held);
  if (given.length < Math.min(2, known.length) || given.length === 0) return false;
  return matched(given, known, false).every((closeness) => closeness > 0);
}

/** A date of birth as it was typed, `YYYY-MM-DD`; `undefined` of what is no date, or more than one: nothing is guessed. */
export function birthDateIn(typed: string, today: string): string | undefined {
  const said = saidDate(typed, today);
  return said?.rest.trim() === '' ? said.date : undefined;
}

/** What a spoken password is compared by: it has no case, accents or punctuation when it is said. */
export function passwordKey(text: string): string {
  const said = refKey(text);
  return said === '' ? text.normalize('NFKC').trim() : said;
}

const samePostcode = (said: string, held: string | undefined): boolean => held !== undefined && refKey(said) !== '' && refKey(said) === refKey(held);

function sameTelephone(said: string, held: readonly string[]): boolean {
  const key = telephoneKey(said);
  return key !== undefined && held.some((each) => telephoneKey(each) === key);
}

/** The facts that are held, of which a caller can be asked. */
export function factsHeld({ birthDate, postcode, guardians }: HeldRecord): VerificationFact[] {
  return [
    ...(birthDate === undefined ? [] : (['birth-date'] as const)),
    ...(postcode === undefined || refKey(postcode) === '' ? [] : (['postcode'] as const)),
    ...(guardians.some(({ name }) => name !== undefined && namesIn(name).length > 0) ? (['guardian-name'] as const) : []),
    ...(guardians.some(({ telephones }) => telephones.some((each) => telephoneKey(each) !== undefined)) ? (['telephone'] as const) : []),
  ];
}

/** Whether the family has set a password, whoever of it did. */
export const familyHasPassword = ({ guardians }: HeldRecord): boolean => guardians.some(({ password }) => password !== undefined);

const heldAs: { readonly [F in VerificationFact]: (said: string, record: HeldRecord, guardian: HeldGuardian, today: string) => boolean } = {
  'birth-date': (said, { birthDate }, _, today) => birthDate !== undefined && birthDateIn(said, today) === birthDate,
  postcode: (said, { postcode }) => samePostcode(said, postcode),
  'guardian-name': (said, _, { name }) => name !== undefined && sameName(said, name),
  telephone: (said, _, { telephones }) => sameTelephone(said, telephones),
};

/**
 * Whether a caller is who they say they are: someone held in this relationship, at least two facts and none of them wrong, the
 * facts about a person all about the same one, and the family's password where one is set: the person's own, or where they
 * have none that of another of the family. `isPassword` says whether words make what is held of a guardian.
 *
 * What matched and what did not is not told apart: each answer that told it would be worth a guess.
 */
export function verifyCaller(record: HeldRecord, claim: CallerClaim, { today, isPassword }: VerificationContext): Verification {
  const given = (Object.keys(heldAs) as VerificationFact[]).filter((fact) => (claim.facts[fact] ?? '').trim() !== '');
  const said = claim.password?.trim() ?? '';
  // Asked of everyone, whatever else is right: time must not tell which of the facts was.
  const right = new Map(record.guardians.map((guardian) => [guardian, guardian.password !== undefined && isPassword(said, guardian)]));
  const familyRight = [...right.values()].includes(true);
  const needsPassword = familyHasPassword(record);
  const fits = record.guardians.filter((guardian) => {
    const related = relationshipsOf(guardian.relationship).includes(claim.relationship);
    const facts = given.map((fact) => heldAs[fact](claim.facts[fact] ?? '', record, guardian, today));
    const password = !needsPassword || (guardian.password === undefined ? familyRight : right.get(guardian) === true);
    return related && !facts.includes(false) && password;
  });
  const [guardian] = fits;
  if (guardian === undefined || given.length < factsNeeded) return { verified: false };
  return { verified: true, guardianRef: guardian.guardianRef, matched: given, passwordGiven: needsPassword };
}
