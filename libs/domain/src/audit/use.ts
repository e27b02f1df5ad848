import type { AuditAction, UnusualKind } from '@sightline/contracts';

/** A record of the audit as the rules read it. `at` in epoch milliseconds; `times` is how often, where repetitions were counted. */
export interface Use {
  readonly place: number;
  readonly at: number;
  /** The account, or null where nobody was recognised. */
  readonly person: string | null;
  readonly role: string | null;
  readonly action: AuditAction;
  readonly passengerRef?: string | undefined;
  readonly callRef?: string | undefined;
  /** The keyed hash of a name that was typed at a sign-in. */
  readonly name?: string | undefined;
  readonly times: number;
}

/** A telephone call that an adviser took, in epoch milliseconds; `endedAt` undefined while it goes on, or where nobody told. */
export interface TakenCall {
  readonly person: string;
  readonly answeredAt: number;
  readonly endedAt?: number | undefined;
}

/** A reason on record to look at a child: a call that was logged about them, or a case. */
export interface Dealing {
  readonly person: string;
  readonly passengerRef: string;
  readonly at: number;
}

/** Whose child it may be. `kind` own-family: declared; same-surname: only the name. */
export interface Kin {
  readonly person: string;
  readonly passengerRef: string;
  readonly kind: 'own-family' | 'same-surname';
}

/** Something to look at: who, when, the records behind it, and why with its figures. */
export interface Finding {
  /** The same as long as the same use is meant: by it, a finding is marked as looked at. */
  readonly key: string;
  readonly kind: UnusualKind;
  readonly person: string | null;
  readonly from: number;
  readonly until: number;
  readonly places: readonly number[];
  readonly why: string;
  /** A hint and hardly more. */
  readonly isWeak: boolean;
}

const lookActions: ReadonlySet<AuditAction> = new Set(['child-search', 'look-up-opened', 'run-opened', 'run-followed', 'trace-opened', 'case-opened', 'contact-read', 'recipients-opened']);
/** Whether a record is a look at a child, or at what shows one. */
export const isLook = ({ action }: Use): boolean => lookActions.has(action);

/** In groups by a key, in the order in which each first came. */
export function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** A finding about some uses, which are given in the order of their places. */
export function findingOf(kind: UnusualKind, uses: readonly Use[], subject: string, why: string, isWeak = false): Finding {
  const first = uses[0];
  const last = uses.at(-1);
  if (first === undefined || last === undefined) throw new Error('a finding is about something');
  return { key: `${kind}:${first.person ?? 'nobody'}:${subject}`, kind, person: first.person, from: first.at, until: last.at, places: uses.map(({ place }) => place), why, isWeak };
}
