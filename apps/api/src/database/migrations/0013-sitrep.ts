import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sitrep0013 implements MigrationInterface {
  readonly name = 'Sitrep9013000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE run_outcome (
        run_ref text PRIMARY KEY,
        week text NOT NULL,
        service_date date NOT NULL,
        route_ref text NOT NULL,
        operator_ref text,
        school_ref text,
        area text,
        direction text,
        fate text NOT NULL,
        punctuality text,
        starts_at timestamptz NOT NULL,
        outcome jsonb NOT NULL,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX run_outcome_week ON run_outcome (week, run_ref);
      CREATE INDEX run_outcome_service_date ON run_outcome (service_date);
      CREATE TABLE sitrep_week (
        week text PRIMARY KEY,
        frozen_at timestamptz,
        headline jsonb,
        body text
      );
      CREATE TABLE sitrep_after (
        after_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        week text NOT NULL,
        kind text NOT NULL,
        run_ref text,
        figure text,
        words text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX sitrep_after_week ON sitrep_after (week, after_id);
      CREATE TABLE operator_contract (
        operator_ref text PRIMARY KEY,
        agreed jsonb NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operator_contract, sitrep_after, sitrep_week, run_outcome;');
  }
}
