import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AuditChain0031 implements MigrationInterface {
  readonly name = 'AuditChain9031000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE audit ADD COLUMN place bigint, ADD COLUMN seal bytea, ADD CONSTRAINT audit_place_key UNIQUE (place);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit DROP COLUMN seal, DROP COLUMN place;');
  }
}
