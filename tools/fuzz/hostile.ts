import type { Random } from './random.ts';

/** In what the fuzzer sends and nobody may hear back in an error. */
export const echo = 'zqEchoZq';

const nested = (opens: string, closes: string, depth: number): string => opens.repeat(depth) + closes.repeat(depth);

/** Texts that have broken somebody's program before, as they are. */
export const hostileTexts = [
  '', ' ', '\u0000', `a\u0000${echo}`, '\ud800', `\udfff${echo}`, '\uFEFF', '\u202Eevil', 'e\u0301'.repeat(50), '👩‍👩‍👧‍👦', '\r\n\r\n', '\t', '\u2028',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'null', 'undefined', 'NaN', 'Infinity', '-Infinity', 'true', '0x10', '1e400', '-1', '9'.repeat(40), '0'.repeat(400),
  '0000-01-01', '9999-12-31', '2026-02-30', '+275760-09-13T00:00:00.000Z', '-000001-01-01T00:00:00Z', '2026-11-10T25:61:61Z', '2026-11-10T08:00:00+99:99', '0000-00', '2026-W53', '0000-W01', '9999-12', '24:00', '20261110..99991110', '20000101..29991231',
  `'; DROP TABLE runs; -- ${echo}`, `" OR 1=1 -- ${echo}`, '%', '_', '\\', '%%%%%%%%', `<script>alert('${echo}')</script>`, '${jndi:ldap://x.invalid/a}', '{{7*7}}', '../../../../etc/passwd', '..\\..\\windows', '=cmd|/c calc!A1', '@SUM(1)', '*', '(', '[', '(a+)+$', `${'a'.repeat(2000)}!`, ' '.repeat(3000) + 'x', 'x' + ' '.repeat(3000) + 'x',
] as const;

/** Pieces of JSON, valid and not, that stand where something else was expected. */
const fragments: readonly ((random: Random) => string)[] = [
  ...['null', 'true', 'false', '0', '-0', '-1', '1e400', '-1e400', '1e-400', '9007199254740993', '1.7976931348623157e308', '0.1e-6', '12345678901234567890123', '[]', '{}', '[null]', '[[]]', '{"":""}'].map((text) => () => text),
  ...['NaN', 'Infinity', 'undefined', '01', '+1', '.5', "'a'", '"\\x"', '"\\u12"', '"\t"', '', ',', '[1,]', '{"a":1,}', '/**/1'].map((text) => () => text),
  (random) => JSON.stringify(random.pick(hostileTexts)),
  (random) => JSON.stringify(random.pick(hostileTexts)),
  (random) => JSON.stringify(random.pick(hostileTexts)),
  () => '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"polluted":"yes"}',
  () => '{"toString":1,"valueOf":2,"hasOwnProperty":3,"then":{"a":1},"toJSON":4,"length":-1}',
  () => `{"a":1,"a":"${echo}","a":[2]}`,
  (random) => nested('[', ']', random.pick([30, 300, 3000])),
  (random) => nested('{"a":', '}', random.pick([30, 300, 3000])).replace('}', '1}'),
  (random) => JSON.stringify('x'.repeat(random.pick([201, 4001, 20_000]))),
  (random) => `[${'0,'.repeat(random.pick([50, 500, 5000]))}0]`,
];
/** Fragments that cost the sender, too: one in some hundreds. */
const heavyFragments: readonly (() => string)[] = [
  () => nested('[', ']', 100_000),
  () => nested('{"data":', '}', 100_000).replace('}', '1}'),
  () => JSON.stringify('é'.repeat(400_000)),
  () => `[${'{},'.repeat(100_000)}{}]`,
  () => `{${Array.from({ length: 50_000 }, (_, at) => `"k${at}":1`).join(',')}}`,
];

export const hostileFragment = (random: Random): string => (random.chance(1 / 400) ? random.pick(heavyFragments)() : random.pick(fragments)(random));

/**
 * A value as JSON text in which about `wrong` nodes are replaced by hostile ones, keys are written twice, or strangers
 * stand beside them. With `wrong` 0 it is the value's own JSON.
 */
export function hostileJson(value: unknown, random: Random, wrong: number): string {
  const probability = wrong / Math.max(1, countNodes(value));
  const write = (node: unknown): string => {
    if (wrong > 0 && random.chance(probability)) return hostileFragment(random);
    if (Array.isArray(node)) {
      const items = node.map(write);
      if (wrong > 0 && random.chance(probability / 4)) items.push(...items, ...items);
      return `[${items.join(',')}]`;
    }
    if (typeof node === 'object' && node !== null) {
      const members = Object.entries(node).filter(() => wrong === 0 || !random.chance(probability / 2)).map(([key, each]) => `${JSON.stringify(key)}:${write(each)}`);
      if (wrong > 0 && random.chance(probability)) members.push(`${JSON.stringify(random.pick(hostileTexts))}:${hostileFragment(random)}`);
      const first = members[0];
      if (wrong > 0 && first !== undefined && random.chance(probability / 2)) members.push(first);
      return `{${members.join(',')}}`;
    }
    return node === undefined ? 'null' : JSON.stringify(node);
  };
  return write(value);
}

const countNodes = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Object.values(value).reduce<number>((sum, each) => sum + countNodes(each), 0) : 1;

/** Bytes with some of them flipped, cut off, doubled, or no UTF-8. */
export function bent(bytes: Buffer, random: Random): Buffer {
  if (bytes.length === 0) return random.bytes(8);
  const at = random.below(bytes.length);
  switch (random.below(6)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, 0x80]), bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), random.bytes(1 + random.below(16)), bytes.subarray(at)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(16))]);
    case 4:
      return Buffer.concat([bytes, bytes]);
    default: {
      const copy = Buffer.from(bytes);
      for (let flips = 1 + random.below(8); flips > 0; flips -= 1) copy[random.below(copy.length)] = random.below(256);
      return copy;
    }
  }
}
