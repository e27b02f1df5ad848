import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Birth0000 implements MigrationInterface {
  readonly name = 'Birth0000000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE birth (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        demonstration boolean,
        born_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE birth;');
  }
}
