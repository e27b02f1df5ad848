import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Contact0006 implements MigrationInterface {
  readonly name = 'Contact0006000000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE call (
        call_ref text PRIMARY KEY,
        queue text,
        queued_at timestamptz,
        answered_at timestamptz,
        abandoned_at timestamptz,
        ended_at timestamptz,
        handled_seconds double precision,
        heard_at timestamptz NOT NULL
      );
      CREATE INDEX call_heard_at ON call (heard_at);
      CREATE TABLE contact (
        contact_ref text PRIMARY KEY,
        call_ref text,
        run_ref text,
        passenger_ref text,
        reason text NOT NULL,
        outcome text NOT NULL,
        adviser_ref text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX contact_at ON contact (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contact, call;');
  }
}
