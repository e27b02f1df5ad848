import type { EventType, RetentionCategory, SubjectKind } from '@sightline/contracts';
import type { KeepSetting } from '../config/settings.js';

export type { SubjectKind };

/** The lawful basis by the UK GDPR's article 6, in words. */
export type LawfulBasis = 'public task' | 'legal obligation' | 'not personal';

/**
 * Where rows about a subject are found in a table (`t`), as SQL over `$1`, the reference of one subject. `erase` takes out
 * what names them: run in the engine's transaction, over `$1` the reference and `$2` the keys that are held back (text[]).
 */
export interface SubjectRows {
  readonly where: string;
  /** Columns about others that are this subject's own. */
  readonly own?: readonly string[];
  readonly erase?: string;
}

/** SQL: nothing of `heldBy` is among the keys that are held back, `$2`. What holds a row back from a sweep holds it back from an erasure, too. */
export const unlessHeld = (heldBy: string): string => `NOT coalesce((${heldBy}) && $2::text[], false)`;

/** How rows that are over are found and what becomes of them: one statement takes a small batch. */
export interface Sweep {
  /** The moment that the period is counted from: SQL over `t`, a timestamptz. */
  readonly at: string;
  /** What else must be true of a row that is over: SQL over `t`. */
  readonly due?: string;
  /** More tables that `at` and `due` speak of. */
  readonly joins?: string;
  /** What is erased of it (`words = NULL`); absent: the row goes. */
  readonly set?: string;
  /** Live memory holds it: the engine forgets it, by an event that names it. SQL over `t` for its reference. */
  readonly forgets?: { readonly kind: Exclude<SubjectKind, 'caller'>; readonly ref: string };
  /** By what it can be held back (`case:C-1`, `run:R-1`): SQL over `t`, a text[]. */
  readonly heldBy?: string;
}

/** One rule of the schedule: what is kept of people in a table, why, for how long, and what becomes of it then. */
export interface RetentionRule {
  readonly table: string;
  /** Of the journal's personal fields: the types of events that this rule is about. */
  readonly events?: readonly EventType[];
  readonly category: RetentionCategory;
  /** What it holds about whom. */
  readonly holds: string;
  readonly why: string;
  readonly basis: LawfulBasis;
  /** A setting of days, or words where the end is an event and no date. */
  readonly keep: KeepSetting | { readonly words: string };
  /** What the period is counted from. */
  readonly from: string;
  /** What becomes of it then. */
  readonly end: string;
  /** Where the length comes from. */
  readonly source?: string;
  readonly sweep?: Sweep;
  readonly subjects?: { readonly [K in SubjectKind]?: SubjectRows };
  /** Columns that are left out of a subject's own export: they are about others. */
  readonly aboutOthers?: readonly string[];
}

/** A table that holds nothing about a person, and why that is so. */
export interface HoldsNobody {
  readonly table: string;
  readonly because: string;
}

/**
 * What holds back. `held` are rows (kind, ref, cause, because, until) of what is held by itself; `spreads` tell what is held
 * because something else is, read from the relation `held`. `$days` is how long a closed case still holds.
 */
export interface HoldSource {
  readonly held?: string;
  readonly spreads?: string;
}

/** What a feature keeps of people. */
export interface FeatureRetention {
  readonly feature: string;
  readonly rules: readonly RetentionRule[];
  readonly nobody?: readonly HoldsNobody[];
  readonly holds?: readonly HoldSource[];
}
