import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Holds, sweeps, erasures that wait, and the positions of runs that are held; and the journal's moments to be swept by. */
export class Retention0049 implements MigrationInterface {
  readonly name = 'Retention9049000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE retention_hold (
        hold_id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('passenger', 'case', 'run')),
        ref text NOT NULL,
        reason text NOT NULL,
        placed_by uuid NOT NULL,
        placed_at timestamptz NOT NULL,
        ended_by uuid,
        ended_at timestamptz
      );
      CREATE TABLE retention_sweep (
        sweep_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        started_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        counts jsonb NOT NULL
      );
      CREATE INDEX retention_sweep_started_at ON retention_sweep (started_at);
      CREATE TABLE erasure_request (
        kind text NOT NULL,
        ref text NOT NULL,
        reason text NOT NULL,
        asked_by uuid NOT NULL,
        asked_at timestamptz NOT NULL,
        PRIMARY KEY (kind, ref)
      );
      CREATE TABLE kept_position (
        kept_for_run text NOT NULL,
        vehicle_ref text NOT NULL,
        recorded_at timestamptz NOT NULL,
        run_ref text,
        latitude double precision NOT NULL,
        longitude double precision NOT NULL,
        bearing real,
        speed real,
        accuracy real,
        PRIMARY KEY (kept_for_run, vehicle_ref, recorded_at)
      );
      CREATE INDEX kept_position_vehicle ON kept_position (vehicle_ref, recorded_at);
      CREATE INDEX journal_received_at ON journal USING brin (received_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX journal_received_at;
      DROP TABLE kept_position; DROP TABLE erasure_request; DROP TABLE retention_sweep; DROP TABLE retention_hold;
    `);
  }
}
