/** A cell as a spreadsheet or a CSV gives it. */
export type Cell = string | number | boolean | Date | null | undefined;
export type SheetRow = readonly Cell[];

/** A heading without case, punctuation and what stands in brackets. */
export const fold = (text: string): string => text.toLowerCase().replaceAll(/\([^)]*\)/g, ' ').replaceAll(/[^a-z0-9]+/g, ' ').trim();

export const textOf = (cell: Cell): string => (cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).replaceAll(/[\s\u00a0]+/g, ' ').trim());

/** A value that was read, nothing where the cell holds nothing, or why it cannot be: the end of the sentence "it …". */
export type ReadValue = { readonly value: string | undefined } | { readonly reason: string };

export const nothing: ReadValue = { value: undefined };

/** What people write into a cell that has nothing to say. */
const emptyWords = new Set(['', 'n a', 'na', 'none', 'nil', 'tbc', 'tba', 'not applicable', 'unknown', 'blank']);
export const saysNothing = (text: string): boolean => emptyWords.has(fold(text));

/** Why a cell that shows an error of the spreadsheet is not read. */
export const spreadsheetError = (text: string): string | undefined => (/^#(REF|N\/A|VALUE|DIV\/0|NAME|NUM|NULL)[!?]?/i.test(text) ? `is an error of the spreadsheet, ${text}` : undefined);

/** What a word means by the words of a profile; `undefined` where it does not have it. */
export const mappedWord = (map: Readonly<Record<string, string>> | undefined, text: string): string | undefined => Object.entries(map ?? {}).find(([word]) => fold(word) === fold(text))?.[1];

/** Why a row says nothing of its own: it is empty, or it sums up what stands above it. `key`: where its reference stands. */
export function isNoRecord(cells: SheetRow, key: number): 'empty' | 'totals' | undefined {
  const texts = cells.map(textOf);
  const first = texts.find((text) => text !== '');
  if (first === undefined) return 'empty';
  const reference = texts[key] ?? '';
  const isSum = /^(grand |sub-? ?)?totals?\b|^sum\b|^average\b|^count\b/i;
  return isSum.test(first) && (reference === '' || isSum.test(reference)) ? 'totals' : undefined;
}
