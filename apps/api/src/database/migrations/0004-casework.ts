import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Casework0004 implements MigrationInterface {
  readonly name = 'Casework0004000000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE casework_case (
        case_ref text PRIMARY KEY,
        case_type text NOT NULL,
        first_stage text,
        stage text,
        channel text NOT NULL,
        service_area text NOT NULL,
        received_date date NOT NULL,
        acknowledged_date date,
        reason text,
        owner_ref text,
        subject_ref text,
        sla_days integer,
        dates jsonb,
        state text NOT NULL,
        closed_date date,
        outcome text,
        facts jsonb NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE TABLE casework_waiting (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        case_ref text NOT NULL,
        type text NOT NULL,
        data jsonb NOT NULL
      );
      CREATE INDEX casework_waiting_case_ref ON casework_waiting (case_ref);
      CREATE TABLE casework_team (
        team_ref text PRIMARY KEY,
        name text NOT NULL,
        filled_posts double precision NOT NULL,
        vacant_posts double precision NOT NULL,
        case_types text[] NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE casework_team, casework_waiting, casework_case;');
  }
}
