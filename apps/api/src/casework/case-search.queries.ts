import { Injectable } from '@nestjs/common';
import type { CaseState, CaseType } from '@sightline/contracts';
import { oneSlipAway, refKey } from '@sightline/domain';
import { Database } from '../database/database.js';

/** A case as a search finds it. */
export interface FoundCase {
  readonly caseRef: string;
  readonly caseType: CaseType;
  readonly serviceArea: string;
  readonly state: CaseState;
  /** The child that it is about, where it is about one. */
  readonly subjectRef: string | null;
}

const found = `SELECT case_ref AS "caseRef", case_type AS "caseType", service_area AS "serviceArea", state, subject_ref AS "subjectRef" FROM casework_case`;
/** The expression of the indexes of migration 0032. */
const key = `regexp_replace(lower(case_ref), '[^a-z0-9]+', '', 'g')`;
const ofArea = `($2::text IS NULL OR service_area = $2)`;
const same = `${found} WHERE ${key} = $1 AND ${ofArea} LIMIT $3`;
/** In the index's own order: what begins so is read off it, however many there are. */
const begins = `${found} WHERE ${key} LIKE $1 || '%' AND ${ofArea} ORDER BY ${key} USING ~<~ LIMIT $3`;
const holds = `${found} WHERE ${key} LIKE '%' || $1 || '%' AND ${ofArea} LIMIT $3`;
/** Of references that are numbers, trigrams tell little: all of a year have most of them in common. */
const mistyped = `${found} WHERE ${key} = ANY ($1) AND ${ofArea} LIMIT $3`;

const mostFound = 20;
/** Fewer characters are a slip away from too much. */
const leastForSlips = 5;

/** Cases by their references. Whoever calls it has asked which of them may be seen. */
@Injectable()
export class CaseSearchQueries {
  constructor(private readonly database: Database) {}

  /** What begins as typed, else what holds it, else what is one slip of the finger away. `area`: the one service area whose cases may be seen. */
  async find(typed: string, area?: string): Promise<FoundCase[]> {
    const ref = asciiKey(typed);
    if (ref.length < 3) return [];
    const ask = (sql: string, asked: string | string[] = ref): Promise<FoundCase[]> => this.database.query<FoundCase>(sql, [asked, area ?? null, mostFound]);
    const beginning = await ask(begins);
    // A reference has a digit; words are looked for elsewhere.
    if (beginning.length > 0 || !/\d/u.test(ref)) return beginning;
    const holding = await ask(holds);
    return holding.length > 0 || ref.length < leastForSlips ? holding : ask(mistyped, oneSlipAway(ref));
  }

  /** The cases with this very reference, its gaps not counted. */
  whole(typed: string, area?: string): Promise<FoundCase[]> {
    return this.database.query<FoundCase>(same, [asciiKey(typed), area ?? null, mostFound]);
  }
}

const asciiKey = (typed: string): string => refKey(typed).replace(/[^a-z0-9]/gu, '');
