import { createHmac, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FamilyView, NewFamily } from '@sightline/contracts';
import type { Kin } from '@sightline/domain';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';

interface Household {
  readonly passenger_ref: string;
  readonly name: string | null;
  readonly postcode: string | null;
  readonly guardians: string[];
}

/** Whose family a child may be: by what was declared, and, as a weak hint, by a surname alone [AUD-11]. */
@Injectable()
export class Families {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  async list(): Promise<FamilyView[]> {
    const rows = await this.database.query<{ id: string; username: string; kind: FamilyView['kind']; declared_at: Date }>(
      'SELECT f.id, a.username, f.kind, f.declared_at FROM account_family f JOIN account a ON a.id = f.account_id ORDER BY a.username, f.declared_at');
    return rows.map(({ id, username, kind, declared_at }) => ({ familyId: id, username, kind, declaredAt: declared_at.toISOString() }));
  }

  /** The id of what was declared and whose it is; `undefined` where there is no such account. */
  async declare(family: NewFamily): Promise<{ familyId: string; accountId: string } | undefined> {
    const familyId = randomUUID();
    const [kind, key] = 'passengerRef' in family ? ['child', this.keyOf('child', family.passengerRef)]
      : 'guardianRef' in family ? ['guardian', this.keyOf('guardian', family.guardianRef)]
      : ['household', this.household(family.surname, family.postcode)];
    const [row] = await this.database.query<{ account_id: string }>(
      'INSERT INTO account_family (id, account_id, kind, key, declared_at) SELECT $1, id, $3, $4, now() FROM account WHERE username = $2 RETURNING account_id', [familyId, family.username, kind, key]);
    return row && { familyId, accountId: row.account_id };
  }

  async withdraw(familyId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ account_id: string }>('DELETE FROM account_family WHERE id::text = $1 RETURNING account_id', [familyId]);
    return row?.account_id;
  }

  /** Of pairs of who looked and at which child: those that may be family. */
  async kin(looks: readonly { readonly person: string; readonly username: string; readonly passengerRef: string }[]): Promise<Kin[]> {
    if (looks.length === 0) return [];
    const refs = [...new Set(looks.map(({ passengerRef }) => passengerRef))];
    // The reference data is transport's; identity only asks it for the words to compare.
    const rows = await this.database.query<Household>(
      `SELECT p.passenger_ref, p.data ->> 'name' AS name, p.data ->> 'postcode' AS postcode, array(SELECT g.guardian_ref FROM guardian g WHERE g.passenger_refs @> ARRAY[p.passenger_ref]) AS guardians
         FROM passenger p WHERE p.passenger_ref = ANY($1)`, [refs]);
    const declared = await this.database.query<{ account_id: string; key: string }>('SELECT account_id, key FROM account_family');
    const keys = new Set(declared.map(({ account_id, key }) => `${account_id} ${key}`));
    const households = new Map(rows.map((row) => [row.passenger_ref, row]));
    return looks.flatMap(({ person, username, passengerRef }): Kin[] => {
      const home = households.get(passengerRef);
      const surname = surnameOf(home?.name ?? '');
      const own = [this.keyOf('child', passengerRef), ...(home?.guardians ?? []).map((guardian) => this.keyOf('guardian', guardian)), ...(surname !== '' && home?.postcode !== null && home?.postcode !== undefined ? [this.household(surname, home.postcode)] : [])];
      if (own.some((key) => keys.has(`${person} ${key}`))) return [{ person, passengerRef, kind: 'own-family' }];
      return surname.length > 2 && username.split(/[._-]/).length > 1 && plain(username.split(/[._-]/).at(-1) ?? '') === surname ? [{ person, passengerRef, kind: 'same-surname' }] : [];
    });
  }

  private household(surname: string, postcode: string): string {
    return this.keyOf('household', `${plain(surname)} ${plain(postcode)}`);
  }

  private keyOf(kind: string, value: string): string {
    return createHmac('sha256', this.config.auditKey).update(`family ${kind}\0${value}`).digest('base64url');
  }
}

/** Letters and digits alone, without marks or case. */
const plain = (text: string): string => text.normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const surnameOf = (name: string): string => plain(name.trim().split(/\s+/).at(-1) ?? '');
