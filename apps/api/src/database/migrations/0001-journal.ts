import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Journal0001 implements MigrationInterface {
  readonly name = 'Journal0001000000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE journal (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source text NOT NULL,
        id text NOT NULL,
        type text NOT NULL,
        data jsonb NOT NULL,
        occurred_at timestamptz,
        received_at timestamptz NOT NULL,
        actor uuid,
        CONSTRAINT journal_source_id UNIQUE (source, id)
      );
      CREATE TABLE journal_personal (
        seq bigint PRIMARY KEY REFERENCES journal ON DELETE CASCADE,
        subject text NOT NULL,
        fields jsonb NOT NULL
      );
      CREATE INDEX journal_personal_subject ON journal_personal (subject);
      CREATE TABLE quarantine (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source text,
        id text,
        type text,
        problems jsonb NOT NULL,
        received_at timestamptz NOT NULL,
        CONSTRAINT quarantine_source_id UNIQUE (source, id)
      );
      CREATE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
      CREATE TRIGGER journal_append_only BEFORE UPDATE OR TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_change();
      CREATE TABLE device (
        name text PRIMARY KEY,
        vehicle_ref text,
        assistant_ref text,
        secret_hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        CONSTRAINT device_one_bearer CHECK (num_nonnulls(vehicle_ref, assistant_ref) = 1)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE device, quarantine, journal_personal, journal; DROP FUNCTION journal_refuse_change();');
  }
}
