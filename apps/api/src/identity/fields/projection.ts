/** What becomes of the value at a path: nothing (`not`), itself (`see`), or what a function makes of it. */
export type Treatment = 'not' | 'see' | ((value: unknown) => unknown);
export type Projection = (value: unknown) => unknown;

/** A step of the paths: what a plain value here becomes, and the steps below it. */
interface Step {
  treatment: Treatment;
  /** `**`: everything below, whatever its shape. */
  whole: Treatment;
  readonly named: Map<string, Step>;
  /** `*`: the keys of a record. */
  any: Step | undefined;
}

const step = (): Step => ({ treatment: 'not', whole: 'not', named: new Map(), any: undefined });
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null || value instanceof Date;
const treated = (treatment: Treatment, value: unknown): unknown => (typeof treatment === 'function' ? treatment(value) : treatment === 'see' ? value : undefined);

/**
 * Compiles rows of paths into a function that leaves of a value what they grant, and drops everything else: what no
 * row names is not sent [ACC-1]. Arrays are transparent. An object of which nothing is granted is left out whole, so
 * that not even how many there are of them is told [ACC-5]. The value itself is never changed.
 */
export function projection(rows: ReadonlyMap<string, Treatment>): Projection {
  const root = step();
  for (const [path, treatment] of rows) if (treatment !== 'not') place(root, path, treatment);
  return (value) => project(root, value);
}

function place(root: Step, path: string, treatment: Treatment): void {
  let at = root;
  for (const name of path === '' ? [] : path.split('.')) {
    if (name === '**') {
      at.whole = treatment;
      return;
    }
    at = name === '*' ? (at.any ??= step()) : below(at, name);
  }
  at.treatment = treatment;
}

function below(at: Step, name: string): Step {
  const known = at.named.get(name) ?? step();
  at.named.set(name, known);
  return known;
}

function project(at: Step, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => project(at, each)).filter((each) => each !== undefined);
  if (isPlain(value)) return value === null ? null : at.treatment === 'not' ? treated(at.whole, value) : treated(at.treatment, value);
  if (at.whole !== 'not') return treated(at.whole, value);
  const left: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value as object)) {
    const shown = inside(at, name, inner);
    if (shown !== undefined) left.push([name, shown]);
  }
  return Object.fromEntries(left);
}

/** A record of values without a schema may have a name that elsewhere in the resource is an object. */
function inside(at: Step, name: string, value: unknown): unknown {
  const named = at.named.get(name);
  const { any } = at;
  if (named === undefined) return any && project(any, value);
  return any !== undefined && any.whole !== 'not' && named.treatment === 'not' && isPlain(value) ? project(any, value) : project(named, value);
}
