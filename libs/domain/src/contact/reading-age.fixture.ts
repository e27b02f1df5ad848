/**
 * How hard words are to read, as Flesch and Kincaid count it. What is counted, after Flesch, "How to Write Plain English"
 * (1979): a sentence is what a full stop, semicolon or colon ends; figures are words of one syllable. Names are left out.
 */
const sentencesOf = (text: string, names: readonly string[]): string[][] => {
  const plain = names.reduce((words, name) => words.replaceAll(name, 'Ann'), text.replaceAll('route', 'route'));
  return plain
    .split(/[.;:!?](?=\s|$)/)
    .map((sentence) => sentence.match(/[\p{L}’]+|\d[\d:]*/gu) ?? [])
    .filter((words) => words.length > 0);
};

/** Groups of vowels, less a silent end: within a syllable of the dictionary for the words that we use. */
export function syllables(word: string): number {
  if (/\d/.test(word)) return 1;
  const lower = word.toLowerCase().replace(/(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$/, '');
  return Math.max(1, lower.match(/[aeiouy]+/g)?.length ?? 0);
}

export function gradeOf(text: string, names: readonly string[]): number {
  const sentences = sentencesOf(text, names);
  const words = sentences.flat();
  const count = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (count / words.length) - 15.59;
}

/** Longer words that a child of nine knows from school and the bus. */
const known = new Set(['position', 'timetable', 'cancelled', 'usual', 'another', 'minutes', 'seconds']);
export const hardWords = (text: string, names: readonly string[]): string[] => sentencesOf(text, names).flat().filter((word) => syllables(word) > 2 && !known.has(word.toLowerCase()));
export const longestSentence = (text: string, names: readonly string[]): number => Math.max(...sentencesOf(text, names).map(({ length }) => length));
