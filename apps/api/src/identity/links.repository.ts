import { Injectable } from '@nestjs/common';
import { subjectFields } from '@sightline/contracts';
import type { LinkKind, LinkSubject, SubjectField } from '@sightline/contracts';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';

/** A link as stored. Its token is not: it is made anew from the ref. */
export interface StoredLink {
  readonly linkRef: string;
  readonly kind: LinkKind;
  readonly subject: LinkSubject;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

type Row = Omit<StoredLink, 'subject'> & Record<SubjectField, string | null>;

const columns = `link_ref AS "linkRef", kind, passenger_ref AS "passengerRef", guardian_ref AS "guardianRef", school_ref AS "schoolRef",
  operator_ref AS "operatorRef", run_ref AS "runRef", assistant_ref AS "assistantRef", vehicle_ref AS "vehicleRef",
  issued_at AS "issuedAt", expires_at AS "expiresAt", revoked_at AS "revokedAt", last_used_at AS "lastUsedAt"`;

/** Public links on disk. */
@Injectable()
export class LinksRepository {
  constructor(private readonly database: Database) {}

  async byRef(linkRef: string): Promise<StoredLink | undefined> {
    const [row] = await this.database.query<Row>(`SELECT ${columns} FROM link WHERE link_ref = $1`, [linkRef]);
    return row && toLink(row);
  }

  async byRefs(linkRefs: readonly string[]): Promise<StoredLink[]> {
    return (await this.database.query<Row>(`SELECT ${columns} FROM link WHERE link_ref = ANY ($1)`, [linkRefs])).map(toLink);
  }

  /** Links of some kinds, the newest first, after a cursor (issued at and ref). */
  async list(kinds: readonly LinkKind[], limit: number, after: { readonly at: Date; readonly linkRef: string } | undefined): Promise<StoredLink[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${columns} FROM link WHERE kind = ANY ($1) AND ($2::timestamptz IS NULL OR (issued_at, link_ref) < ($2, $3))
       ORDER BY issued_at DESC, link_ref DESC LIMIT $4`,
      [kinds, after?.at ?? null, after?.linkRef ?? null, limit],
    );
    return rows.map(toLink);
  }

  /** Links of families that open at `now`, by child and guardian: a message to them names the one that they have. */
  async familiesAt(passengerRefs: readonly string[], now: Date): Promise<StoredLink[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${columns} FROM link WHERE kind = 'bus' AND passenger_ref = ANY ($1) AND revoked_at IS NULL AND expires_at > $2`,
      [passengerRefs, now],
    );
    return rows.map(toLink);
  }

  /** The same link again changes nothing. */
  async add(tx: Transaction, links: readonly Omit<StoredLink, 'revokedAt' | 'lastUsedAt'>[]): Promise<void> {
    if (links.length === 0) return;
    const rows = links.map(({ linkRef, kind, subject, issuedAt, expiresAt }) => ({ link_ref: linkRef, kind, ...snake(subject), issued_at: issuedAt, expires_at: expiresAt }));
    await tx.query(
      `INSERT INTO link (link_ref, kind, passenger_ref, guardian_ref, school_ref, operator_ref, run_ref, assistant_ref, vehicle_ref, issued_at, expires_at)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (link_ref text, kind text, passenger_ref text, guardian_ref text, school_ref text,
         operator_ref text, run_ref text, assistant_ref text, vehicle_ref text, issued_at timestamptz, expires_at timestamptz)
       ON CONFLICT (link_ref) DO NOTHING`,
      [JSON.stringify(rows)],
    );
  }

  async revoke(tx: Transaction, linkRefs: readonly string[], at: Date): Promise<void> {
    if (linkRefs.length > 0) await tx.query('UPDATE link SET revoked_at = $2 WHERE link_ref = ANY ($1) AND revoked_at IS NULL', [linkRefs, at]);
  }

  async touch(linkRefs: readonly string[], at: Date): Promise<void> {
    await this.database.query('UPDATE link SET last_used_at = $2 WHERE link_ref = ANY ($1)', [linkRefs, at]);
  }
}

const snake = (subject: LinkSubject): Record<string, string> =>
  Object.fromEntries(Object.entries(subject).flatMap(([field, ref]: [string, unknown]) => (typeof ref === 'string' ? [[field.replace('Ref', '_ref'), ref]] : [])));

function toLink({ linkRef, kind, issuedAt, expiresAt, revokedAt, lastUsedAt, ...row }: Row): StoredLink {
  const subject = Object.fromEntries(subjectFields.flatMap((field) => (row[field] === null ? [] : [[field, row[field]]]))) as LinkSubject;
  return { linkRef, kind, subject, issuedAt, expiresAt, revokedAt, lastUsedAt };
}
