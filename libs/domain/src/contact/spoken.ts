/** A piece of what is said; `strong` is what the eye must find while the caller is talking. */
export interface Part {
  readonly text: string;
  readonly strong: boolean;
}
export type Words = string | Part | readonly Part[];

export const strong = (text: string): Part => ({ text, strong: true });
export const textOf = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('');

const listed = (words: Words): readonly Part[] => (typeof words === 'string' ? [{ text: words, strong: false }] : 'text' in words ? [words] : words);

/** Joins neighbours of one kind and drops what is empty, so that one sentence has one form. */
export function joined(words: readonly Words[]): readonly Part[] {
  const parts: Part[] = [];
  for (const part of words.flatMap(listed)) {
    const before = parts.at(-1);
    if (part.text === '') continue;
    if (before?.strong === part.strong) parts[parts.length - 1] = { text: before.text + part.text, strong: part.strong };
    else parts.push(part);
  }
  return parts;
}

/** A template of words: `said\`It left at ${strong(time)}.\``. */
export const said = (texts: TemplateStringsArray, ...values: readonly Words[]): readonly Part[] => joined(texts.flatMap((text, index): Words[] => [text, values[index] ?? '']));

/** Sentences after each other, those that say nothing left out. */
export const sentences = (...each: readonly Words[]): readonly Part[] => joined(each.filter((words) => textOf(listed(words)) !== '').flatMap((words, index) => (index === 0 ? [words] : [' ', words])));
