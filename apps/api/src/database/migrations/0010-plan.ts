import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Plan0010 implements MigrationInterface {
  readonly name = 'Plan9010000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gtfs_feed (
        feed_ref text PRIMARY KEY,
        version uuid NOT NULL,
        digest text NOT NULL,
        time_zone text NOT NULL,
        apply_terms boolean NOT NULL,
        services jsonb NOT NULL,
        stops jsonb NOT NULL
      );
      CREATE TABLE gtfs_trip (
        version uuid NOT NULL,
        trip_id text NOT NULL,
        route_id text NOT NULL,
        service_id text NOT NULL,
        shape_id text NOT NULL,
        first_stop text NOT NULL,
        last_stop text NOT NULL,
        start_seconds integer NOT NULL,
        digest text NOT NULL,
        data jsonb NOT NULL,
        PRIMARY KEY (version, trip_id)
      );
      CREATE TABLE gtfs_shape (
        version uuid NOT NULL,
        shape_id text NOT NULL,
        line text NOT NULL,
        PRIMARY KEY (version, shape_id)
      );
      CREATE TABLE gtfs_run (
        run_ref text PRIMARY KEY,
        feed_ref text NOT NULL,
        service_date date NOT NULL,
        digest text NOT NULL
      );
      CREATE INDEX gtfs_run_date ON gtfs_run (feed_ref, service_date);
      CREATE TABLE gtfs_day (
        feed_ref text NOT NULL,
        service_date date NOT NULL,
        version uuid NOT NULL,
        PRIMARY KEY (feed_ref, service_date)
      );
      CREATE TABLE import_log (
        import_id uuid PRIMARY KEY,
        kind text NOT NULL,
        file_name text NOT NULL,
        sent_by text NOT NULL,
        state text NOT NULL,
        started_at timestamptz NOT NULL,
        finished_at timestamptz NOT NULL,
        added integer NOT NULL,
        changed integer NOT NULL,
        unchanged integer NOT NULL,
        withdrawn integer NOT NULL,
        rejected integer NOT NULL
      );
      CREATE INDEX import_log_finished_at ON import_log (finished_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE import_log, gtfs_day, gtfs_run, gtfs_shape, gtfs_trip, gtfs_feed;');
  }
}
