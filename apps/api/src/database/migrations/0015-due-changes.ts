import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DueChanges0015 implements MigrationInterface {
  readonly name = 'DueChanges9015000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE casework_case ADD COLUMN dues jsonb;
      CREATE TABLE casework_due_change (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        case_ref text NOT NULL,
        clock text NOT NULL,
        old_due_date date NOT NULL,
        new_due_date date NOT NULL,
        why text NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE INDEX casework_due_change_case_ref ON casework_due_change (case_ref);
      CREATE TABLE casework_bank_holidays (
        division text PRIMARY KEY,
        holidays jsonb NOT NULL,
        known_from date NOT NULL,
        known_until date NOT NULL,
        changed_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE casework_bank_holidays, casework_due_change; ALTER TABLE casework_case DROP COLUMN dues;');
  }
}
