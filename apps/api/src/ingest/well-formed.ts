/** A start, end or empty tag with its attributes quoted. Each part begins differently, so nothing is tried twice. */
const tag = /<(\/?)([^\s<>/="'&!?]+)((?:\s+[^\s<>/="'&]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const passages: readonly (readonly [opens: string, closes: string])[] = [['<!--', '-->'], ['<![CDATA[', ']]>'], ['<?', '?>']];
const deepest = 60;
/** A full delivery of 5 MB has about 125,000 elements: more than this is made to cost time. */
const mostElements = 250_000;

/** The one element that an XML text is, as its start tag has it. */
export interface Root {
  readonly name: string;
  readonly attributes: string;
}

/**
 * The root of an XML text, or the line (from 1) at which it stops being well-formed. Elements must nest and end, and
 * there is one root: a document that was cut off is found here, before anything of it is believed. One pass, which
 * stops at elements that are nested or repeated beyond any measure.
 */
export function rootOf(text: string): Root | { readonly brokenAtLine: number } {
  const open: string[] = [];
  let root: Root | undefined;
  let at = 0;
  let elements = 0;
  for (;;) {
    const next = text.indexOf('<', at);
    if (next < 0) break;
    const passage = passages.find(([opens]) => text.startsWith(opens, next));
    if (passage) {
      const end = text.indexOf(passage[1], next + passage[0].length);
      if (end < 0) return brokenAt(text, next);
      at = end + passage[1].length;
      continue;
    }
    tag.lastIndex = next;
    const [whole, closing, name = '', attributes = '', empty] = tag.exec(text) ?? [];
    if (whole === undefined) return brokenAt(text, next);
    at = next + whole.length;
    if (closing) {
      if (open.pop() !== name) return brokenAt(text, next);
      continue;
    }
    if (++elements > mostElements) return brokenAt(text, next);
    if (open.length === 0) {
      if (root !== undefined) return brokenAt(text, next);
      root = { name, attributes };
    }
    if (!empty && open.push(name) > deepest) return brokenAt(text, next);
  }
  return open.length > 0 || root === undefined ? brokenAt(text, text.length) : root;
}

const brokenAt = (text: string, index: number): { readonly brokenAtLine: number } => ({ brokenAtLine: text.slice(0, index).split('\n').length });
