import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sources0011 implements MigrationInterface {
  readonly name = 'Sources9011000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE source (
        name text PRIMARY KEY,
        kind text NOT NULL,
        url text,
        every_seconds integer NOT NULL,
        stale_seconds integer NOT NULL,
        allow_private boolean NOT NULL DEFAULT false,
        enabled boolean NOT NULL DEFAULT true,
        key_in text,
        key_name text,
        key_value text,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE source_health (
        source text PRIMARY KEY,
        last_received_at timestamptz,
        newest_fix_at timestamptz,
        accepted bigint NOT NULL,
        duplicates bigint NOT NULL,
        rejected bigint NOT NULL,
        error_at timestamptz,
        error_words text
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE source_health, source;');
  }
}
