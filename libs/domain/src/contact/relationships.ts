import type { Relationship } from '@sightline/contracts';
import { plain } from './plain.js';

/** What records call people, most particular first: a foster mother is a foster carer, and a grandmother no mother. */
const kinds: readonly { readonly kind: Relationship; readonly words: RegExp }[] = [
  { kind: 'step-parent', words: /\bstep/u },
  { kind: 'foster-carer', words: /\b(?:foster|looked after)/u },
  { kind: 'grandparent', words: /\b(?:grand|gran\b|granny\b|nan\b|nana\b|nanna\b)/u },
  { kind: 'social-worker', words: /\bsocial worker\b/u },
  { kind: 'guardian', words: /\b(?:guardian|carer|kinship)/u },
];
const parents: readonly { readonly kind: Relationship; readonly words: RegExp }[] = [
  { kind: 'mother', words: /\b(?:mother|mum|mummy|mam|mom|ma|parents?)\b/u },
  { kind: 'father', words: /\b(?:father|dad|daddy|da|papa|parents?)\b/u },
];

/** What a caller may say who is held as `relationship`, in the sender's own words: `Mum` is a mother, `parent` is either. */
export function relationshipsOf(relationship: string): readonly Relationship[] {
  const words = plain(relationship);
  const particular = kinds.find((each) => each.words.test(words));
  if (particular) return [particular.kind];
  const found = parents.filter((each) => each.words.test(words)).map(({ kind }) => kind);
  return found.length > 0 ? found : ['other'];
}
