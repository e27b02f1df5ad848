/** Something that has more to tell at a moment; `Infinity` when it has told all. */
export interface Player<E> {
  readonly nextAt: number;
  next(): E[];
}

/** Plays what is due, in the order in which it is given. */
export function listPlayer<E>(due: readonly { readonly at: number; readonly event: E }[]): Player<E> {
  let next = 0;
  return {
    get nextAt() {
      return due[next]?.at ?? Infinity;
    },
    next: () => {
      const told = due[next++];
      return told === undefined ? [] : [told.event];
    },
  };
}

/** Players in order of their next moment (a binary heap). */
export class Timeline<E> {
  readonly #heap: { at: number; order: number; player: Player<E> }[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  get nextAt(): number {
    return this.#heap[0]?.at ?? Infinity;
  }

  add(player: Player<E>): void {
    if (player.nextAt === Infinity) return;
    this.#heap.push({ at: player.nextAt, order: this.#order++, player });
    this.#up(this.#heap.length - 1);
  }

  /** Everything that is due up to a moment, in order. */
  until(moment: number): E[] {
    const due: E[] = [];
    for (let top = this.#heap[0]; top !== undefined && top.at <= moment; top = this.#heap[0]) {
      due.push(...top.player.next());
      top.at = top.player.nextAt;
      if (top.at === Infinity) {
        const last = this.#heap.pop();
        if (last !== undefined && last !== top) this.#heap[0] = last;
      }
      this.#down();
    }
    return due;
  }

  #before(a: number, b: number): boolean {
    const left = this.#heap[a];
    const right = this.#heap[b];
    if (left === undefined || right === undefined) return false;
    return left.at < right.at || (left.at === right.at && left.order < right.order);
  }

  #swap(a: number, b: number): void {
    const left = this.#heap[a];
    const right = this.#heap[b];
    if (left === undefined || right === undefined) return;
    this.#heap[a] = right;
    this.#heap[b] = left;
  }

  #up(from: number): void {
    for (let place = from; place > 0; ) {
      const parent = (place - 1) >> 1;
      if (!this.#before(place, parent)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  #down(): void {
    for (let place = 0; ; ) {
      let child = 2 * place + 1;
      if (this.#before(child + 1, child)) child++;
      if (!this.#before(child, place)) return;
      this.#swap(place, child);
      place = child;
    }
  }
}
