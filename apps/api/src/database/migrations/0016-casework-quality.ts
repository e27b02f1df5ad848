import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CaseworkQuality0016 implements MigrationInterface {
  readonly name = 'CaseworkQuality9016000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE casework_case ADD COLUMN source text;
      CREATE TABLE casework_declared_total (
        declared_by text NOT NULL,
        case_type text NOT NULL,
        figure text NOT NULL,
        as_of date NOT NULL,
        "from" date,
        total integer NOT NULL,
        PRIMARY KEY (declared_by, case_type, figure)
      );
      CREATE TABLE casework_unfitting (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        case_ref text NOT NULL,
        type text NOT NULL,
        problem text NOT NULL,
        noticed_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE casework_unfitting, casework_declared_total; ALTER TABLE casework_case DROP COLUMN source;');
  }
}
