/** A metric with what it is narrowed by: `transport.on-time-arrivals{operator=north,route=4|17}`. */
export interface MetricName {
  readonly name: string;
  /** Values by parameter, in the order in which they are written. */
  readonly params: Readonly<Record<string, readonly string[]>>;
}

const shape = /^([a-z][a-z0-9]*(?:[.-][a-z0-9]+)*)(?:\{([^{}]*)\})?$/;
const pair = /^\s*([a-z][a-z-]*)\s*=\s*(.*?)\s*$/s;
const mostValues = 500;

/**
 * Reads a metric's name with its parameters: `name{parameter=value,other=one|two}`. A value holds no comma, bar or
 * brace. `more` are parameters kept beside the name (`metricParams`); one named in both is a problem.
 */
export function readMetricName(text: string, more: Readonly<Record<string, string>> = {}): MetricName | { readonly problem: string } {
  const [, name, inside] = shape.exec(text.trim()) ?? [];
  if (name === undefined) return { problem: 'is no name of a metric: write it as transport.on-time-arrivals, or narrowed as transport.on-time-arrivals{operator=north}' };
  const written: [string, string][] = [];
  for (const part of inside === undefined || inside.trim() === '' ? [] : inside.split(',')) {
    const [, parameter, value] = pair.exec(part) ?? [];
    if (parameter === undefined || value === undefined) return { problem: `cannot be narrowed by "${part.trim()}": write parameter=value` };
    written.push([parameter, value]);
  }
  const params: Record<string, string[]> = {};
  for (const [parameter, value] of [...written, ...Object.entries(more)]) {
    const values = [...new Set(value.split('|').map((one) => one.trim()))].filter((one) => one !== '');
    if (Object.hasOwn(params, parameter)) return { problem: `names its parameter ${parameter} twice` };
    if (values.length === 0) return { problem: `names no value for its parameter ${parameter}` };
    if (values.length > mostValues) return { problem: `names more than ${mostValues} values for its parameter ${parameter}` };
    params[parameter] = values.sort();
  }
  return { name, params };
}

/** The same metric is always written the same: parameters and values in their order. */
export function writeMetricName({ name, params }: MetricName): string {
  const inside = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)).map(([parameter, values]) => `${parameter}=${values.join('|')}`);
  return inside.length === 0 ? name : `${name}{${inside.join(',')}}`;
}

/** The names most like one that does not exist, at most `most`, the nearest first: few letters apart, or sharing a word. */
export function nearNames(wanted: string, names: readonly string[], most = 5): string[] {
  const words = new Set(wanted.split(/[.-]/).filter((word) => word.length > 2));
  return names
    .map((name) => ({ name, apart: lettersApart(wanted, name), shared: name.split(/[.-]/).filter((word) => words.has(word)).length }))
    .filter(({ name, apart, shared }) => shared > 0 || apart <= Math.max(2, name.length / 3))
    .sort((a, b) => a.apart - 4 * a.shared - (b.apart - 4 * b.shared) || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** Letters to add, take away or change to make one of the other (Levenshtein). */
function lettersApart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
