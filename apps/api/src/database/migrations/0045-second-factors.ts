import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors of local accounts with their recovery codes, and the device of a session in coarse words. */
export class SecondFactors0045 implements MigrationInterface {
  readonly name = 'SecondFactors9045000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE second_factor (
        account_id uuid PRIMARY KEY,
        secret text NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        last_step bigint
      );
      CREATE TABLE recovery_code (
        account_id uuid NOT NULL,
        code_hash bytea NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (account_id, code_hash)
      );
      ALTER TABLE session ADD COLUMN device text NOT NULL DEFAULT '';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session DROP COLUMN device; DROP TABLE recovery_code; DROP TABLE second_factor;');
  }
}
