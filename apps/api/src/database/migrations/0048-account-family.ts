import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountFamily0048 implements MigrationInterface {
  readonly name = 'AccountFamily9048000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account_family (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        kind text NOT NULL,
        key text NOT NULL,
        declared_at timestamptz NOT NULL
      );
      CREATE INDEX account_family_key ON account_family (key);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_family;');
  }
}
