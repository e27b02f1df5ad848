import type { LookUpPurpose, Relationship, VerificationFact, VerifyRequest } from '@sightline/contracts';
import { relationshipWords } from '@sightline/domain';

export const purposeWords: Readonly<Record<LookUpPurpose, string>> = {
  'where-is-the-bus': 'Where is the bus?',
  'not-travelling': 'Not travelling',
  'message-received': 'A message they got',
  complaint: 'A complaint',
  other: 'Something else',
};

/** The field of the request that a fact is in. */
export const factFields = { 'birth-date': 'birthDate', postcode: 'postcode', 'guardian-name': 'guardianName', telephone: 'telephone' } as const satisfies Record<VerificationFact, keyof VerifyRequest['facts']>;

export const factHints: Readonly<Record<VerificationFact, string>> = {
  'birth-date': 'day month year, as 140315',
  postcode: '',
  'guardian-name': 'first and last name',
  telephone: 'the one that they gave us',
};

/**
 * The relationship that a key stands for: its number, or its first letter; a letter that begins several goes through them,
 * from the one after `current`.
 */
export function relationshipOfKey(key: string, offered: readonly Relationship[], current: Relationship | null): Relationship | undefined {
  if (/^[1-9]$/u.test(key)) return offered[Number(key) - 1];
  if (!/^[a-z]$/iu.test(key)) return undefined;
  const begin = offered.filter((each) => relationshipWords[each].toLowerCase().startsWith(key.toLowerCase()));
  return begin[(current === null ? -1 : begin.indexOf(current)) + 1] ?? begin[0];
}
