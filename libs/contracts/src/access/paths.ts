/**
 * Paths of fields, packed: names parted by spaces, those under one name in braces. `a b.{c d.e}` is `a`, `b.c` and
 * `b.d.e`. Arrays are transparent, the keys of a record are `*`, and `**` is whatever is below (a value without a schema).
 */
export function paths(packed: string): readonly string[] {
  const found: string[] = [];
  const words = packed.replaceAll(/[{}]/g, ' $& ').split(/\s+/).filter((word) => word !== '');
  const open: string[] = [];
  let before = '';
  for (const word of words) {
    if (word === '{') open.push(before);
    else if (word === '}') open.pop();
    else if (word.endsWith('.')) before = `${open.at(-1) ?? ''}${word}`;
    else found.push(`${open.at(-1) ?? ''}${word}`);
  }
  return found;
}
