import { Injectable } from '@nestjs/common';
import type { LookUp } from './look-up.js';

/** Look-ups that are not over: what the sockets are asked against many times a second. */
@Injectable()
export class OpenLookUps {
  readonly #open = new Map<string, LookUp>();
  readonly #left: ((lookUp: LookUp) => void)[] = [];

  get all(): readonly LookUp[] {
    return [...this.#open.values()];
  }

  put(lookUp: LookUp): void {
    this.#open.set(lookUp.lookUpRef, lookUp);
  }

  /** One that is not over at `now`, epoch milliseconds. */
  get(lookUpRef: string, now: number): LookUp | undefined {
    const lookUp = this.#open.get(lookUpRef);
    return lookUp !== undefined && now < lookUp.expiresAt ? lookUp : undefined;
  }

  remove(lookUp: LookUp): void {
    if (this.#open.delete(lookUp.lookUpRef)) for (const left of this.#left) left(lookUp);
  }

  /** Calls `listener` in the same breath in which a look-up is over. */
  onRemoved(listener: (lookUp: LookUp) => void): void {
    this.#left.push(listener);
  }
}
