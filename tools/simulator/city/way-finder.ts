import { distance } from './geometry.ts';
import type { Junction, Streets } from './streets.ts';

const fastest = 14;

/** Shortest ways in time through the streets. Its arrays are kept between searches. */
export class WayFinder {
  readonly #streets: Streets;
  readonly #cost: Float64Array;
  readonly #from: Int32Array;
  #heap: { node: number; rank: number }[] = [];

  constructor(streets: Streets) {
    this.#streets = streets;
    this.#cost = new Float64Array(streets.junctions.length);
    this.#from = new Int32Array(streets.junctions.length);
  }

  /** Junctions from `start` to `goal`, both included; `shun` makes some of them dear. */
  find(start: number, goal: number, shun?: ReadonlySet<number>): number[] {
    const junctions = this.#streets.junctions;
    const target = junctions[goal] as Junction;
    this.#search(start, (node) => distance(junctions[node] as Junction, target) / fastest, goal, shun);
    const way = [goal];
    for (let node = goal; node !== start; ) {
      node = this.#from[node] ?? -1;
      if (node < 0) throw new Error('the streets are not connected');
      way.push(node);
    }
    return way.reverse();
  }

  /** Seconds of driving from everywhere to one place. */
  secondsFrom(start: number): Float64Array {
    this.#search(start, () => 0, -1, undefined);
    return this.#cost.slice();
  }

  #search(start: number, estimate: (node: number) => number, goal: number, shun: ReadonlySet<number> | undefined): void {
    const junctions = this.#streets.junctions;
    this.#cost.fill(Infinity);
    this.#from.fill(-1);
    this.#cost[start] = 0;
    this.#heap = [{ node: start, rank: estimate(start) }];
    const done = new Uint8Array(junctions.length);
    for (let next = this.#pop(); next !== undefined; next = this.#pop()) {
      const { node } = next;
      if (done[node] === 1) continue;
      done[node] = 1;
      if (node === goal) return;
      const soFar = this.#cost[node] ?? 0;
      for (const way of junctions[node]?.ways ?? []) {
        const dear = shun?.has(way.to) === true && way.to !== goal ? 6 : 1;
        const cost = soFar + 3 + (way.metres / way.speed) * dear;
        if (cost >= (this.#cost[way.to] ?? Infinity)) continue;
        this.#cost[way.to] = cost;
        this.#from[way.to] = node;
        this.#push({ node: way.to, rank: cost + estimate(way.to) });
      }
    }
  }

  #push(entry: { node: number; rank: number }): void {
    const heap = this.#heap;
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || above.rank <= entry.rank) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = entry;
  }

  #pop(): { node: number; rank: number } | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      if (right !== undefined && right.rank < left.rank) child++;
      const smaller = heap[child] ?? left;
      if (smaller.rank >= last.rank) break;
      heap[place] = smaller;
      place = child;
    }
    heap[place] = last;
    return top;
  }
}
