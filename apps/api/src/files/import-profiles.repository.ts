import { BadRequestException, Injectable, NotFoundException } from '@nestjs/common';
import type { SavedProfile } from '@sightline/contracts';
import type * as z from 'zod';
import { Database } from '../database/database.js';
import { parsed } from '../identity/http.js';
import type { Principal } from '../identity/principal.js';
import { senderOf } from './import-jobs.js';

interface Row {
  readonly profile: unknown;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly usedAt: Date | null;
}

const columns = 'profile, changed_by AS "changedBy", changed_at AS "changedAt", used_at AS "usedAt"';
/** A file that nobody has said anything of: headings and words are recognised by their names. */
const unnamed = 'without a profile';

/** How people's spreadsheets are read, by kind and by the names that they gave. */
@Injectable()
export class ImportProfiles {
  constructor(private readonly database: Database) {}

  /** Those of one kind of file. `schema`: what such a profile must be. */
  of<P extends { readonly name: string }>(kind: string, schema: z.ZodType<P>): ProfilesOfKind<P> {
    return new ProfilesOfKind(this.database, kind, schema);
  }
}

/** The profiles of one kind of file. */
export class ProfilesOfKind<P extends { readonly name: string }> {
  constructor(
    private readonly database: Database,
    private readonly kind: string,
    private readonly schema: z.ZodType<P>,
  ) {}

  /** The last used first. */
  async list(): Promise<SavedProfile<P>[]> {
    const rows = await this.database.query<Row & object>(`SELECT ${columns} FROM import_profile WHERE kind = $1 ORDER BY coalesce(used_at, changed_at) DESC, name`, [this.kind]);
    return rows.map((row) => this.savedOf(row));
  }

  /** Throws 404 where there is none of this name. */
  async one(name: string): Promise<SavedProfile<P>> {
    const [row] = await this.database.query<Row & object>(`SELECT ${columns} FROM import_profile WHERE kind = $1 AND name = $2`, [this.kind, name]);
    if (row === undefined) throw new NotFoundException('There is no profile of this name.');
    return this.savedOf(row);
  }

  /** Keeps what came for `name`. Throws 400 where it is none, or of another name. */
  async save(name: string, body: unknown, by: Principal): Promise<SavedProfile<P>> {
    const profile = parsed(this.schema, body);
    if (profile.name !== name) throw new BadRequestException('The profile has another name than its address.');
    await this.database.query(
      `INSERT INTO import_profile (kind, name, profile, changed_by, changed_at) VALUES ($1, $2, $3, $4, now())
       ON CONFLICT (kind, name) DO UPDATE SET profile = EXCLUDED.profile, changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at`,
      [this.kind, name, JSON.stringify(profile), senderOf(by)],
    );
    return this.one(name);
  }

  async wasUsed(name: string): Promise<void> {
    await this.database.query('UPDATE import_profile SET used_at = now() WHERE kind = $1 AND name = $2', [this.kind, name]);
  }

  /** Throws 404 where there is none of this name. */
  async remove(name: string): Promise<void> {
    await this.one(name);
    await this.database.query('DELETE FROM import_profile WHERE kind = $1 AND name = $2', [this.kind, name]);
  }

  /** What a form said: the name of a saved profile, one as JSON, or nothing. */
  async said(field: string | undefined): Promise<P> {
    const text = field?.trim() ?? '';
    if (text === '') return this.schema.parse({ name: unnamed });
    if (text.startsWith('{')) return parsed(this.schema, jsonOf(text));
    return (await this.one(text)).profile;
  }

  private savedOf({ profile, changedBy, changedAt, usedAt }: Row): SavedProfile<P> {
    return { profile: this.schema.parse(profile), changedBy, changedAt: changedAt.toISOString(), ...(usedAt && { usedAt: usedAt.toISOString() }) };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequestException('The profile is neither the name of a saved one nor JSON.');
  }
}
