/** A test that proves something: the file, and its whole title or the promise ([ID-4]) that its title carries. */
export interface Proof {
  readonly file: string;
  readonly title: string;
}

/** A requirement of OWASP ASVS 5.0.0 at level 1 or 2, in our words, and what this product does about it. */
export interface Requirement {
  readonly id: string;
  readonly level: 1 | 2;
  readonly asks: string;
  readonly met: string;
  /** What it speaks of is not in the product; `met` says why and the proofs show that it is so. */
  readonly isAbsent: boolean;
  readonly proofs: readonly Proof[];
}

export interface Chapter {
  readonly number: number;
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

/** A proof from `file title`: a file of `tests/` without its `.test.ts`, or a spec without its `.spec.ts`: `integration/identity [ID-4]`. */
function proof(text: string): Proof {
  const space = text.indexOf(' ');
  const file = text.slice(0, space);
  return { file: /^(apps|libs)\//.test(file) ? `${file}.spec.ts` : `tests/${file}.test.ts`, title: text.slice(space + 1) };
}

/** A row whose requirement applies. */
export const applies = (id: string, level: 1 | 2, asks: string, met: string, ...proofs: readonly string[]): Requirement =>
  ({ id, level, asks, met, isAbsent: false, proofs: proofs.map(proof) });

/** A row whose subject is not in the product. */
export const absent = (id: string, level: 1 | 2, asks: string, why: string, ...proofs: readonly string[]): Requirement =>
  ({ id, level, asks, met: why, isAbsent: true, proofs: proofs.map(proof) });
