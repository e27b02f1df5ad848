/** What a benchmark came to: one figure of the product against its yardstick, pair by pair. */
export interface Measurement {
  /** The name in `--json`. */
  readonly ratio: string;
  /** What was done, for the table. */
  readonly what: string;
  readonly product: Series;
  readonly yardstick: Series;
  /** One a pair. For latencies, which have no yardstick, ticks. */
  readonly ratios: readonly number[];
  /** What we promise: at least (or, `atMost`, at most) this. */
  readonly target: number;
  readonly atMost?: boolean;
}

/** A figure measured once a pair. */
export interface Series {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
}

export interface BenchOptions {
  readonly pairs: number;
  /** Tells a person what is going on. */
  readonly say: (line: string) => void;
}

/** A part of the benchmark. Each brings up what it needs and takes it down again. */
export interface Bench {
  readonly name: string;
  readonly title: string;
  run(options: BenchOptions): Promise<Measurement[]>;
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Lowest and highest. */
export const spread = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];

/** Runs the contenders in turn, `pairs` times over, each time beginning with another, so that the machine's moods meet all alike. */
export async function interleaved<K extends string>(pairs: number, contenders: Readonly<Record<K, () => Promise<number>>>): Promise<Record<K, number[]>> {
  const names = Object.keys(contenders) as K[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let pair = 0; pair < pairs; pair += 1) {
    const turn = pair % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) values[name].push(await contenders[name]());
  }
  return values;
}

/** Each pair's ratio of `product` to `yardstick`. */
export const ratiosOf = (product: readonly number[], yardstick: readonly number[]): number[] => product.map((value, pair) => value / (yardstick[pair] ?? Number.NaN));

/** Whether the median keeps the promise. */
export const isMet = ({ ratios, target, atMost }: Measurement): boolean => (atMost === true ? median(ratios) <= target : median(ratios) >= target);
