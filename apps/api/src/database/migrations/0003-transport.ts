import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Transport0003 implements MigrationInterface {
  readonly name = 'Transport0003000000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE run_path (
        path_id text PRIMARY KEY,
        line text NOT NULL
      );
      CREATE TABLE run (
        run_ref text PRIMARY KEY,
        route_ref text NOT NULL,
        trip_ref text,
        service_date date NOT NULL,
        direction text,
        operator_ref text,
        school_ref text,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        path_id text REFERENCES run_path,
        state text NOT NULL,
        vehicle_ref text,
        driver_ref text,
        assistant_ref text,
        substitute boolean NOT NULL,
        started_at timestamptz,
        completed_at timestamptz,
        lateness_seconds integer,
        progress jsonb NOT NULL
      );
      CREATE INDEX run_service_date ON run (service_date, run_ref);
      CREATE TABLE stop_call (
        run_ref text NOT NULL REFERENCES run ON DELETE CASCADE,
        sequence integer NOT NULL,
        stop_ref text NOT NULL,
        name text,
        latitude double precision NOT NULL,
        longitude double precision NOT NULL,
        scheduled_at timestamptz NOT NULL,
        arrived_at timestamptz,
        departed_at timestamptz,
        PRIMARY KEY (run_ref, sequence)
      );
      CREATE TABLE run_condition (
        run_ref text NOT NULL REFERENCES run ON DELETE CASCADE,
        condition text NOT NULL,
        since timestamptz NOT NULL,
        until timestamptz,
        acknowledged_at timestamptz,
        assigned_to text,
        closed_at timestamptz,
        PRIMARY KEY (run_ref, condition, since)
      );
      CREATE TABLE run_waiting (
        run_ref text PRIMARY KEY,
        events jsonb NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE TABLE transport_reference (
        kind text NOT NULL,
        ref text NOT NULL,
        data jsonb NOT NULL,
        PRIMARY KEY (kind, ref)
      );
      CREATE TABLE assistant_absence (
        assistant_ref text PRIMARY KEY,
        absences jsonb NOT NULL
      );
      CREATE TABLE passenger (
        passenger_ref text PRIMARY KEY,
        route_ref text NOT NULL,
        school_ref text NOT NULL,
        data jsonb NOT NULL
      );
      CREATE TABLE guardian (
        guardian_ref text PRIMARY KEY,
        passenger_refs text[] NOT NULL,
        data jsonb NOT NULL
      );
      CREATE TABLE position (
        vehicle_ref text NOT NULL,
        recorded_at timestamptz NOT NULL,
        source text NOT NULL,
        event_id text NOT NULL,
        run_ref text,
        latitude double precision NOT NULL,
        longitude double precision NOT NULL,
        bearing real,
        speed real,
        accuracy real,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (vehicle_ref, recorded_at)
      ) PARTITION BY RANGE (recorded_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE position, guardian, passenger, assistant_absence, transport_reference, run_waiting, run_condition, stop_call, run, run_path;');
  }
}
