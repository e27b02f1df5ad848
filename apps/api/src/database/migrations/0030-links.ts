import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Links0030 implements MigrationInterface {
  readonly name = 'Links9030000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE link (
        link_ref text PRIMARY KEY,
        kind text NOT NULL,
        passenger_ref text,
        guardian_ref text,
        school_ref text,
        operator_ref text,
        run_ref text,
        assistant_ref text,
        vehicle_ref text,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
      CREATE INDEX link_subject ON link (passenger_ref, guardian_ref);
      CREATE INDEX link_expires_at ON link (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE link;');
  }
}
