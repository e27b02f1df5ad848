import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';

/** What a pseudonym stands for; the same ref of another kind has another one. */
export const pseudonymKinds = ['child', 'guardian', 'crew', 'worker', 'contact'] as const;
export type PseudonymKind = (typeof pseudonymKinds)[number];

/** Crockford's base 32: no letter that is taken for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 60 bits: of a million children no two share one (chance 1 in two million). */
const letters = 12;

/**
 * The name under which someone stands in what leaves the product, such as `child-7Q4K2M9T0XBA`: the same ref has the
 * same one as long as the key stands, so that rows can be counted and joined, and without the key nobody can go back
 * or try refs against it. A keyed HMAC-SHA-256 [ACC-8]. Source: ICO, pseudonymisation guidance; ENISA 2019, section 5.
 */
export function pseudonymOf(key: string, kind: PseudonymKind, ref: string): string {
  const digest = createHmac('sha256', key).update(`${kind}\0${ref}`).digest();
  return `${kind}-${Array.from(digest.subarray(0, letters), (byte) => alphabet.charAt(byte & 31)).join('')}`;
}

/** {@link pseudonymOf} with this installation's key (`secrets/pseudonym-key`, or `SIGHTLINE_PSEUDONYM_KEY`). */
@Injectable()
export class Pseudonyms {
  readonly #config: Config;

  constructor(config: Config) {
    this.#config = config;
  }

  of(kind: PseudonymKind, ref: string): string {
    return pseudonymOf(this.#config.pseudonymKey, kind, ref);
  }
}
