/** The basic characters of a text message, and those that take two places (3GPP TS 23.038, 6.2.1). */
const basic = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
const extended = new Set<string>('^{}\\[~]|€');

/** What is common in our words and not basic, as what a telephone shows for it anyway. */
const plain: Readonly<Record<string, string>> = { '‘': "'", '’': "'", '“': '"', '”': '"', '–': '-', '—': '-', '…': '...', '\u00a0': ' ', '•': '-', '\t': ' ' };

/** Words with quotes, dashes and spaces that do not double what a text message costs. */
export const plainWords = (words: string): string => words.replaceAll(/[‘’“”–—…\u00a0•\t]/gu, (letter) => plain[letter] ?? letter);

/** In how many parts a text message goes, each of which is paid for. */
export function smsParts(words: string): number {
  const text = plainWords(words);
  const letters = Array.from(text);
  if (!letters.every((letter) => basic.has(letter) || extended.has(letter))) return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  const places = letters.reduce((sum, letter) => sum + (extended.has(letter) ? 2 : 1), 0);
  return places <= 160 ? 1 : Math.ceil(places / 153);
}
