import type * as z from 'zod';

type Definition =
  | { type: 'object'; shape: Record<string, z.core.$ZodType> }
  | { type: 'array'; element: z.core.$ZodType }
  | { type: 'record'; valueType: z.core.$ZodType }
  | { type: 'union'; options: z.core.$ZodType[] }
  | { type: 'intersection'; left: z.core.$ZodType; right: z.core.$ZodType }
  | { type: 'pipe'; in: z.core.$ZodType; out: z.core.$ZodType }
  | { type: 'optional' | 'nullable' | 'default' | 'prefault' | 'nonoptional' | 'readonly' | 'catch'; innerType: z.core.$ZodType }
  | { type: 'unknown' | 'any' }
  | { type: 'never' | 'string' | 'number' | 'int' | 'boolean' | 'enum' | 'literal' | 'date' | 'null' | 'template_literal' };

const under = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`);

/** Every path that a value of a schema can have, as the rows of the field table write them. Throws on a kind of schema it does not know. */
export function schemaPaths(schema: z.core.$ZodType, prefix = ''): ReadonlySet<string> {
  const definition = schema._zod.def as unknown as Definition;
  const of = (...inner: readonly (readonly [z.core.$ZodType, string])[]): ReadonlySet<string> => new Set(inner.flatMap(([each, at]) => [...schemaPaths(each, at)]));
  switch (definition.type) {
    case 'object':
      return of(...Object.entries(definition.shape).map(([name, inner]) => [inner, under(prefix, name)] as const));
    case 'array':
      return of([definition.element, prefix]);
    case 'record':
      return of([definition.valueType, under(prefix, '*')]);
    case 'union':
      return of(...definition.options.map((option) => [option, prefix] as const));
    case 'intersection':
      return of([definition.left, prefix], [definition.right, prefix]);
    case 'pipe':
      return of([definition.out._zod.def.type === 'transform' ? definition.in : definition.out, prefix]);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return of([definition.innerType, prefix]);
    case 'unknown':
    case 'any':
      return new Set([under(prefix, '**')]);
    case 'never':
      return new Set();
    case 'string':
    case 'number':
    case 'int':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'date':
    case 'null':
    case 'template_literal':
      return new Set([prefix]);
    default:
      throw new Error(`The field table does not know the schema of "${prefix}": ${(definition as { type: string }).type}`);
  }
}
