import type { ItemKind } from '@sightline/contracts';
import { textOf } from '../../sheets/cells.js';
import type { Cell } from '../../sheets/cells.js';

/** `A2.4`, `1.2.3`, `WS1.2`, `A`: letters and numbers, with or without points between them. */
const shape = /^[A-Za-z]{0,4}[.\-/]?\d+(?:[.\-/]?(?:\d+|[a-z]\b))*$|^[A-Za-z]{1,3}$/;

/** A reference as it is kept: without white space in it and without a point at its end. */
export const referenceOf = (cell: Cell): string => textOf(cell).replaceAll(/\s*([.\-/])\s*/g, '$1').replace(/^([A-Za-z]{1,4}) (?=\d)/, '$1').replace(/[.:]$/, '');

/**
 * The references above and of `ref`, topmost first: A, A2, A2.4. One letter is a level of its own; several (`WS1`)
 * belong to the number after them. A reference of another make has no levels.
 */
export function levelsOf(ref: string): string[] {
  if (!shape.test(ref)) return [];
  const levels: string[] = [];
  for (const { 0: part, index } of ref.matchAll(/\d+|[A-Za-z]+/g)) {
    const isPrefix = index === 0 && part.length > 1 && /[A-Za-z]/.test(part) && part.length < ref.length;
    if (!isPrefix) levels.push(ref.slice(0, index + part.length));
  }
  return levels;
}

const kinds = ['workstream', 'project', 'action'] as const satisfies readonly ItemKind[];

/** What a reference is of by its levels; a fourth level is an action as well. */
export const kindOfLevels = (levels: readonly string[]): ItemKind | undefined => (levels.length === 0 ? undefined : kinds[Math.min(levels.length, 3) - 1]);

const kindWords: Readonly<Record<string, ItemKind>> = { workstream: 'workstream', 'work stream': 'workstream', strand: 'workstream', priority: 'workstream', theme: 'workstream', project: 'project', objective: 'project', action: 'action', task: 'action', 'sub action': 'action' };
export const kindOfWord = (folded: string): ItemKind | undefined => kindWords[folded];

/** A reference that stands before a name, where it can be told from the name's first word, and the name. */
export function namedOf(text: string): { readonly ref?: string; readonly title: string } {
  const [, word, ref, mark, rest] = /^(work ?stream|priority|theme|strand|project|objective)?\s*([A-Za-z]{1,3}(?=[\s:.)–—-]|$)|[A-Za-z]{0,4}\d+(?:[.\-/]\d+)*)(?:\s*([:.)–—-])\s*|\s+|$)(.*)$/i.exec(text) ?? [];
  if (ref === undefined) return { title: text };
  // "A new start" is a name; "A – New start", "Workstream A New start" and "A2 New start" bear a reference.
  const isRef = word !== undefined || (mark !== undefined && /^[A-Z]{1,3}$|\d/.test(ref)) || /[A-Za-z]\d|\d\.\d/.test(ref);
  return isRef ? { ref: referenceOf(ref), title: (rest ?? '').trim() || text } : { title: text };
}
