import { Injectable } from '@nestjs/common';
import { caseImportProfile } from '@sightline/contracts';
import type { CaseImportProfile, SavedCaseProfile } from '@sightline/contracts';
import { Database } from '../../database/database.js';

interface Row {
  readonly profile: unknown;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly usedAt: Date | null;
}

const columns = 'profile, changed_by AS "changedBy", changed_at AS "changedAt", used_at AS "usedAt"';

/** How people's spreadsheets are read, by the names that they gave. */
@Injectable()
export class CaseProfiles {
  constructor(private readonly database: Database) {}

  /** The last used first. */
  async list(): Promise<SavedCaseProfile[]> {
    const rows = await this.database.query<Row & object>(`SELECT ${columns} FROM casework_import_profile ORDER BY coalesce(used_at, changed_at) DESC, name`);
    return rows.map(savedOf);
  }

  async one(name: string): Promise<SavedCaseProfile | undefined> {
    const [row] = await this.database.query<Row & object>(`SELECT ${columns} FROM casework_import_profile WHERE name = $1`, [name]);
    return row && savedOf(row);
  }

  async save(profile: CaseImportProfile, by: string): Promise<void> {
    await this.database.query(
      `INSERT INTO casework_import_profile (name, profile, changed_by, changed_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (name) DO UPDATE SET profile = EXCLUDED.profile, changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at`,
      [profile.name, JSON.stringify(profile), by],
    );
  }

  async wasUsed(name: string): Promise<void> {
    await this.database.query('UPDATE casework_import_profile SET used_at = now() WHERE name = $1', [name]);
  }

  async remove(name: string): Promise<void> {
    await this.database.query('DELETE FROM casework_import_profile WHERE name = $1', [name]);
  }
}

const savedOf = ({ profile, changedBy, changedAt, usedAt }: Row): SavedCaseProfile => ({ profile: caseImportProfile.parse(profile), changedBy, changedAt: changedAt.toISOString(), ...(usedAt && { usedAt: usedAt.toISOString() }) });
