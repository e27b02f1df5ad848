import { Injectable } from '@nestjs/common';
import type { NewSource, SourceChange, SourceKey, SourceKind, SourceView } from '@sightline/contracts';
import { Config } from '../config/config.js';
import { Vault } from '../config/vault.js';
import { Database } from '../database/database.js';
import type { Remembered } from './source-tally.js';

/** A configured source with its key, for whoever polls it. The key must not be shown, logged or put into an error. */
export interface Source extends SourceView {
  readonly secret: SourceKey | null;
}

interface Row {
  readonly name: string;
  readonly kind: SourceKind;
  readonly url: string | null;
  readonly every_seconds: number;
  readonly stale_seconds: number;
  readonly allow_private: boolean;
  readonly enabled: boolean;
  readonly key_in: SourceKey['in'] | null;
  readonly key_name: string | null;
  readonly key_value: string | null;
}

const keepHealth = `
  INSERT INTO source_health (source, last_received_at, newest_fix_at, accepted, duplicates, rejected, error_at, error_words)
  SELECT source, to_timestamp(nullif(heard, 0) / 1000), to_timestamp(nullif(fix, 0) / 1000), accepted, duplicates, rejected, to_timestamp(failed / 1000), words
  FROM unnest($1::text[], $2::float8[], $3::float8[], $4::bigint[], $5::bigint[], $6::bigint[], $7::float8[], $8::text[])
    AS health (source, heard, fix, accepted, duplicates, rejected, failed, words)
  ON CONFLICT (source) DO UPDATE SET last_received_at = excluded.last_received_at, newest_fix_at = excluded.newest_fix_at,
    accepted = excluded.accepted, duplicates = excluded.duplicates, rejected = excluded.rejected,
    error_at = excluded.error_at, error_words = excluded.error_words`;

/** Sources and their health in PostgreSQL. */
@Injectable()
export class SourceRepository {
  readonly #vault: Vault;

  constructor(private readonly database: Database, config: Config) {
    this.#vault = new Vault(config.sealingKey, 'keys of sources');
  }

  async all(): Promise<Source[]> {
    const rows = await this.database.query<Row>('SELECT * FROM source ORDER BY name');
    for (const row of rows) await this.#closeKey(row);
    return rows.map((row) => toSource(row, row.key_value === null ? null : this.#open(row.key_value, row.name)));
  }

  /** A key that an earlier version stored as it is [SEC-38]. */
  async #closeKey({ name, key_value }: Row): Promise<void> {
    if (key_value === null || this.#vault.isClosed(key_value)) return;
    await this.database.query('UPDATE source SET key_value = $2 WHERE name = $1 AND key_value = $3', [name, this.#close(key_value, name), key_value]);
  }

  #close(key: string, source: string): string {
    return this.#vault.close(key, `source:${source}`);
  }

  /** A key that cannot be opened, because the secrets' folder is another one, is as good as none: the source then says that it is turned away. */
  #open(key: string, source: string): string {
    return this.#vault.isClosed(key) ? (this.#vault.open(key, `source:${source}`) ?? '') : key;
  }

  /** Whether the name was free. */
  async add(source: NewSource): Promise<boolean> {
    const polled = source.kind === 'pushed' ? undefined : source;
    const rows = await this.database.query(
      `INSERT INTO source (name, kind, url, every_seconds, stale_seconds, allow_private, enabled, key_in, key_name, key_value, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, true, $7, $8, $9, now()) ON CONFLICT (name) DO NOTHING RETURNING name`,
      [source.name, source.kind, polled?.url ?? null, source.everySeconds, source.staleSeconds, polled?.allowPrivate ?? false, polled?.key?.in ?? null, polled?.key?.name ?? null, polled?.key ? this.#close(polled.key.value, source.name) : null],
    );
    return rows.length > 0;
  }

  /** Changes what is given. Whether there was such a source. */
  async change(name: string, { url, everySeconds, staleSeconds, allowPrivate, enabled, key }: SourceChange): Promise<boolean> {
    const rows = await this.database.query(
      `UPDATE source SET url = CASE WHEN kind = 'pushed' THEN url ELSE coalesce($2, url) END, every_seconds = coalesce($3, every_seconds),
         stale_seconds = coalesce($4, stale_seconds), allow_private = coalesce($5, allow_private), enabled = coalesce($6, enabled),
         key_in = CASE WHEN $7 THEN $8 ELSE key_in END, key_name = CASE WHEN $7 THEN $9 ELSE key_name END, key_value = CASE WHEN $7 THEN $10 ELSE key_value END
       WHERE name = $1 RETURNING name`,
      [name, url ?? null, everySeconds ?? null, staleSeconds ?? null, allowPrivate ?? null, enabled ?? null, key !== undefined, key?.in ?? null, key?.name ?? null, key ? this.#close(key.value, name) : null],
    );
    return rows.length > 0;
  }

  async remove(name: string): Promise<boolean> {
    const rows = await this.database.query('WITH gone AS (DELETE FROM source WHERE name = $1 RETURNING name) SELECT name FROM gone', [name]);
    return rows.length > 0;
  }

  async health(): Promise<Remembered[]> {
    const rows = await this.database.query<{ source: string; last_received_at: Date | null; newest_fix_at: Date | null; accepted: string; duplicates: string; rejected: string; error_at: Date | null; error_words: string | null }>(
      'SELECT * FROM source_health ORDER BY last_received_at DESC NULLS LAST LIMIT 500',
    );
    return rows.map((row) => ({
      source: row.source,
      lastReceivedAt: row.last_received_at?.getTime() ?? 0,
      newestFixAt: row.newest_fix_at?.getTime() ?? 0,
      accepted: Number(row.accepted),
      duplicates: Number(row.duplicates),
      rejected: Number(row.rejected),
      error: row.error_at === null ? undefined : { at: row.error_at.getTime(), words: row.error_words ?? '' },
    }));
  }

  async keepHealth(all: readonly Remembered[]): Promise<void> {
    if (all.length === 0) return;
    await this.database.query(keepHealth, [
      all.map(({ source }) => source),
      all.map(({ lastReceivedAt }) => lastReceivedAt),
      all.map(({ newestFixAt }) => newestFixAt),
      all.map(({ accepted }) => accepted),
      all.map(({ duplicates }) => duplicates),
      all.map(({ rejected }) => rejected),
      all.map(({ error }) => error?.at ?? null),
      all.map(({ error }) => error?.words ?? null),
    ]);
  }

  async forgetHealth(source: string): Promise<void> {
    await this.database.query('DELETE FROM source_health WHERE source = $1', [source]);
  }
}

const toSource = (row: Row, key: string | null): Source => {
  const secret = row.key_in === null ? null : { in: row.key_in, name: row.key_name ?? '', value: key ?? '' };
  return {
    name: row.name,
    kind: row.kind,
    url: row.url,
    everySeconds: row.every_seconds,
    staleSeconds: row.stale_seconds,
    allowPrivate: row.allow_private,
    enabled: row.enabled,
    key: secret && { in: secret.in, name: secret.name },
    secret,
  };
};
