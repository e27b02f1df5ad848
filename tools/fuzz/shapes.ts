import * as z from 'zod';
import type { Random } from './random.ts';

interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const known = new WeakMap<z.ZodType, Schema>();

function schemaOf(type: z.ZodType): Schema {
  let schema = known.get(type);
  if (schema === undefined) known.set(type, (schema = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema));
  return schema;
}

/** Names that the fuzzer gives: few, so that what it may store soon stops growing. */
const namesOfAKind = 12;
const day = 86_400_000;

/** A value that a contract would let through, or nearly: rules between fields are not known here. */
export const valueOf = (type: z.ZodType, random: Random): unknown => {
  const schema = schemaOf(type);
  return make(schema, random, '', schema.$defs ?? {}, 0);
};

function make(schema: Schema, random: Random, name: string, defs: Readonly<Record<string, Schema>>, depth: number): unknown {
  if (schema.$ref !== undefined) return make(defs[schema.$ref.split('/').at(-1) ?? ''] ?? {}, random, name, defs, depth + 1);
  if ('const' in schema) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const choice = random.any(schema.anyOf ?? schema.oneOf ?? []);
  if (choice) return make(choice, random, name, defs, depth);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((each) => make(each, random, name, defs, depth)));
  const type = typeof schema.type === 'string' ? schema.type : random.pick(schema.type ?? ['string', 'number', 'object']);
  if (type === 'object') return objectOf(schema, random, defs, depth);
  if (type === 'array') {
    const count = Math.min(schema.maxItems ?? 3, Math.max(schema.minItems ?? 0, random.below(4)));
    return depth > 8 ? [] : Array.from({ length: count }, () => make(schema.items ?? {}, random, name, defs, depth + 1));
  }
  if (type === 'boolean') return random.chance(0.5);
  if (type === 'null') return null;
  if (type === 'integer' || type === 'number') return numberOf(schema, random, type === 'integer');
  return textOf(schema, random, name);
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, random: Random, defs: Readonly<Record<string, Schema>>, depth: number): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    if (required.includes(name) || (depth < 8 && random.chance(0.4))) made[name] = make(property, random, name, defs, depth + 1);
  }
  if (typeof additionalProperties === 'object' && random.chance(0.5)) made['fuzz-key'] = make(additionalProperties, random, '', defs, depth + 1);
  return made;
}

function numberOf({ minimum = -180, maximum = 180 }: Schema, random: Random, whole: boolean): number {
  const from = Math.max(minimum, -1e6);
  const value = from + random.next() * (Math.min(maximum, from + 1000) - from);
  return whole ? Math.round(value) : value;
}

const texts: Readonly<Record<string, (random: Random) => string>> = {
  date: (random) => new Date(Date.now() + (random.below(60) - 30) * day).toISOString().slice(0, 10),
  'date-time': (random) => new Date(Date.now() - random.below(3_600_000)).toISOString(),
  uri: () => 'https://sightline.invalid/feed',
  time: () => '08:50',
};

function textOf({ format, pattern, minLength = 0 }: Schema, random: Random, name: string): string {
  const formatted = texts[format ?? '']?.(random);
  if (formatted !== undefined) return formatted;
  if (/url$/i.test(name)) return 'https://sightline.invalid/feed';
  if (pattern?.includes('W(0')) return '2026-W03';
  if (pattern?.includes('(0[1-9]|1[0-2])')) return '2026-09';
  if (pattern?.includes('[0-5]\\d')) return '08:50';
  return `fuzz-${name}-${random.below(namesOfAKind)}`.padEnd(minLength, 'x');
}
