import { dictionary } from '@zxcvbn-ts/language-common';

/** Words that guessers here would try and that no list from elsewhere has. */
const ofThisField = ['council', 'minibus', 'schoolrun', 'controlroom', 'contactcentre', 'travelassist', 'passphrase', 'astonvilla', 'villa', 'cymru'];

/**
 * The 49,000 passwords most often found in breaches, in lower case, as zxcvbn carries them, and the words of this field:
 * what the most common longer passwords are made of. Carried, so that no password is ever asked of a service.
 */
export const commonWords: ReadonlySet<string> = new Set([...dictionary['passwords-common'], ...ofThisField]);
