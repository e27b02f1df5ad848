import { Injectable } from '@nestjs/common';
import { childLikeness, initialsOf, plain, wordsOf } from '@sightline/domain';
import type { ChildQuestion } from '@sightline/domain';
import { Database } from '../database/database.js';
import { FleetMemory } from './fleet.memory.js';

/** A child as it is found before its caller is verified: nothing that tells a stranger who or where it is. */
export interface FoundChild {
  readonly passengerRef: string;
  readonly initials: string;
  /** Not of a child with a banner: of that one nothing is told before the banner was read. */
  readonly schoolName?: string | undefined;
  /** On the scale of the domain's `likeness`. */
  readonly judged: number;
}

interface Row {
  readonly ref: string;
  readonly school: string;
  readonly name: string | null;
  readonly nameKey: string | null;
  readonly postcodeKey: string | null;
  readonly birthDate: string | null;
  readonly banner: string | null;
}

const children = `SELECT passenger_ref AS ref, school_ref AS school, data->>'name' AS name, name_key AS "nameKey", postcode_key AS "postcodeKey", data->>'birthDate' AS "birthDate", data->>'banner' AS banner FROM passenger`;
/** The expressions are those of the indexes of migration 0032. */
const byRef = `${children} WHERE regexp_replace(lower(passenger_ref), '[^a-z0-9]+', '', 'g') = $1 LIMIT $2`;
const byTelephone = `${children} WHERE passenger_ref IN (SELECT unnest(passenger_refs) FROM guardian WHERE telephone_keys @> ARRAY[$1]) LIMIT $2`;
const byPostcode = `${children} WHERE postcode_key = $1 LIMIT $2`;
const byBirthDate = `${children} WHERE data->>'birthDate' = $1 LIMIT $2`;
const byName = `${children} WHERE passenger_ref IN (SELECT passengers_named_like($1)) LIMIT $2`;

/** Of one date, home or name more are not compared. */
const mostCompared = 200;

/** Children by whole facts, or by a likely full name. Whoever calls it has asked whether they may. */
@Injectable()
export class ChildrenQueries {
  constructor(
    private readonly database: Database,
    private readonly memory: FleetMemory,
  ) {}

  /** The best first. */
  async find(question: ChildQuestion): Promise<FoundChild[]> {
    const [exact, likely] = await Promise.all([this.byRef(question), this.byFacts(question)]);
    const found = new Map<string, FoundChild>();
    for (const row of exact) found.set(row.ref, this.view(row, whole));
    for (const row of likely) {
      const judged = question.telephoneKey === undefined ? childLikeness(question, this.asked(row)) : whole;
      if (judged > 0 && !found.has(row.ref)) found.set(row.ref, this.view(row, judged));
    }
    return [...found.values()].sort((a, b) => b.judged - a.judged);
  }

  /** The child with this reference. */
  async one(passengerRef: string): Promise<FoundChild | undefined> {
    const [row] = await this.database.query<Row>(`${children} WHERE passenger_ref = $1`, [passengerRef]);
    return row && this.view(row, whole);
  }

  private async byRef({ refKey }: ChildQuestion): Promise<Row[]> {
    return refKey === undefined ? [] : this.database.query<Row>(byRef, [refKey, mostCompared]);
  }

  private async byFacts({ telephoneKey, postcodeKey, birthDate, words }: ChildQuestion): Promise<Row[]> {
    const of = (sql: string, fact: string): Promise<Row[]> => this.database.query<Row>(sql, [fact, mostCompared]);
    if (telephoneKey !== undefined) return of(byTelephone, telephoneKey);
    if (postcodeKey !== undefined) return of(byPostcode, postcodeKey);
    if (birthDate !== undefined) return of(byBirthDate, birthDate);
    return words.length === 0 ? [] : of(byName, words.join(' '));
  }

  private asked({ nameKey, postcodeKey, birthDate, school }: Row) {
    return { name: wordsOf(nameKey ?? ''), school: wordsOf(plain(this.schoolName(school) ?? '')), birthDate: birthDate ?? undefined, postcodeKey: postcodeKey ?? undefined };
  }

  private view({ ref, name, school, banner }: Row, judged: number): FoundChild {
    return { passengerRef: ref, initials: initialsOf(name ?? undefined), schoolName: banner === null ? this.schoolName(school) : undefined, judged };
  }

  private schoolName(schoolRef: string): string | undefined {
    return this.memory.fleet.schools.get(schoolRef)?.name;
  }
}

/** What is found by a whole fact is what was asked for. */
const whole = 3;
