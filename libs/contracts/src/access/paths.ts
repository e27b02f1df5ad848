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

interface Names extends Map<string, Names> {
  isField?: boolean;
}

/** The reverse of {@link paths}: fields under one name together. */
export function packed(all: readonly string[]): string {
  const root: Names = new Map();
  for (const path of all) {
    let at = root;
    for (const name of path.split('.')) {
      const below: Names = at.get(name) ?? new Map();
      at.set(name, below);
      at = below;
    }
    at.isField = true;
  }
  return words(root).join(' ');
}

function words(names: Names): readonly string[] {
  return [...names].flatMap(([name, below]) => {
    const inner = words(below);
    const [only = ''] = inner;
    const under = inner.length > 1 ? `${name}.{${inner.join(' ')}}` : `${name}.${only}`;
    return [...(below.isField === true ? [name] : []), ...(inner.length === 0 ? [] : [under])];
  });
}
