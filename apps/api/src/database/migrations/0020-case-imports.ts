import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CaseImports0020 implements MigrationInterface {
  readonly name = 'CaseImports9020000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE casework_import_profile (
        name text PRIMARY KEY,
        profile jsonb NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL,
        used_at timestamptz
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE casework_import_profile;');
  }
}
