import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SingleSignOn0044 implements MigrationInterface {
  readonly name = 'SingleSignOn9044000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE account ADD COLUMN issuer text, ADD COLUMN subject text, ADD COLUMN display_name text,
        ADD CONSTRAINT account_subject_key UNIQUE (issuer, subject);
      ALTER TABLE session ADD COLUMN provider_sid text, ADD COLUMN sealed_id_token text;
      CREATE INDEX session_provider_sid ON session (provider_sid);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session DROP COLUMN sealed_id_token, DROP COLUMN provider_sid;
      ALTER TABLE account DROP COLUMN display_name, DROP COLUMN subject, DROP COLUMN issuer;
    `);
  }
}
