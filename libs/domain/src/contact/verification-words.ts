import type { Relationship, VerificationFact } from '@sightline/contracts';
import { upperFirst } from '../words.js';

export type BannerKind = 'court-order' | 'shielded';

export const relationshipWords: Readonly<Record<Relationship, string>> = {
  mother: 'Mother',
  father: 'Father',
  'step-parent': 'Step-parent',
  'foster-carer': 'Foster carer',
  guardian: 'Guardian or carer',
  grandparent: 'Grandparent',
  'social-worker': 'Social worker',
  other: 'Someone else',
};

export const factWords: Readonly<Record<VerificationFact, { readonly label: string; readonly matches: string }>> = {
  'birth-date': { label: "Child's date of birth", matches: 'date of birth' },
  postcode: { label: 'Postcode', matches: 'postcode' },
  'guardian-name': { label: "Caller's full name", matches: 'name' },
  telephone: { label: 'Telephone number we hold', matches: 'telephone number' },
};

/** What is shown first, and alone, of a record with a court order or shielding; and what may not be said even to a verified caller. */
export const bannerWords: Readonly<Record<BannerKind, { readonly title: string; readonly words: string; readonly doNotSay: readonly string[] }>> = {
  'court-order': {
    title: 'A court order applies to this child',
    words: 'Who may be told about this child is limited by a court. Be sure of the caller before you say anything, and when in doubt say nothing and promise a call-back.',
    doNotSay: ['where the child lives, gets on or gets off', 'who else is in touch with us, or what they were told', 'that there is a court order'],
  },
  shielded: {
    title: 'This family is shielded',
    words: 'Somebody must not find out where this child is. Be sure of the caller before you say anything, and when in doubt say nothing and promise a call-back.',
    doNotSay: ['where the child lives, gets on or gets off', 'which school, route or vehicle it is', 'whether we know the family at all'],
  },
};

/** What an adviser reads aloud to a caller who is not verified. It does not say what was wrong, nor whether there is a record. */
export const refusalScript = (left: number): string =>
  left > 0
    ? 'I am sorry, I cannot match that with what we hold. To keep children safe I may only speak with people I have checked. Shall we go through it once more?'
    : 'I am sorry, I could not check who you are, so I cannot help on this call. I will have someone ring the number that we hold for the family. Please do not give me another number: we only ring the one we hold.';

/** `Date of birth and postcode match, family password given.` */
export function matchedWords(matched: readonly VerificationFact[], passwordGiven: boolean): string {
  const words = matched.map((fact) => factWords[fact].matches);
  const last = words.pop() ?? '';
  const list = words.length > 0 ? `${words.join(', ')} and ${last}` : last;
  return upperFirst(`${list} ${matched.length === 1 ? 'matches' : 'match'}${passwordGiven ? ', family password given' : ''}.`);
}
