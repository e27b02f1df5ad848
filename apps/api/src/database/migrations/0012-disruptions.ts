import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Disruptions0012 implements MigrationInterface {
  readonly name = 'Disruptions9012000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE service_alert (
        alert_ref text PRIMARY KEY,
        cause text NOT NULL,
        effect text NOT NULL,
        active_periods jsonb NOT NULL,
        affected jsonb NOT NULL,
        header text NOT NULL,
        message text,
        origin text NOT NULL,
        published_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        ends_at timestamptz
      );
      CREATE INDEX service_alert_published_at ON service_alert (published_at, alert_ref);
      CREATE TABLE school_closure (
        school_ref text NOT NULL,
        date date NOT NULL,
        ends_at_time text,
        cause text NOT NULL,
        message text,
        made_at timestamptz NOT NULL,
        lifted_at timestamptz,
        PRIMARY KEY (school_ref, date)
      );
      CREATE TABLE run_message (
        run_ref text NOT NULL REFERENCES run ON DELETE CASCADE,
        message_ref text NOT NULL,
        at timestamptz NOT NULL,
        author text,
        audience text NOT NULL,
        words text NOT NULL,
        PRIMARY KEY (run_ref, message_ref)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE run_message, school_closure, service_alert;');
  }
}
