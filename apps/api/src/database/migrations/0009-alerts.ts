import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts get a life of their own: what a person did with one is no longer kept with the condition that raised it. */
export class Alerts0009 implements MigrationInterface {
  readonly name = 'Alerts0009000000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alert (
        alert_ref text PRIMARY KEY,
        run_ref text NOT NULL REFERENCES run ON DELETE CASCADE,
        condition text NOT NULL,
        raised_at timestamptz NOT NULL,
        since timestamptz NOT NULL,
        ended_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by text,
        assigned_to text,
        closed_at timestamptz,
        closed_by text,
        escalated_at timestamptz,
        changed_at timestamptz,
        change text,
        worst jsonb NOT NULL,
        asks integer NOT NULL,
        notes integer NOT NULL
      );
      CREATE INDEX alert_run_ref ON alert (run_ref);
      CREATE INDEX alert_safeguarding ON alert (raised_at) WHERE worst ->> 'band' = 'safeguarding' AND acknowledged_at IS NULL AND closed_at IS NULL;
      CREATE TABLE alert_entry (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        alert_ref text NOT NULL REFERENCES alert ON DELETE CASCADE,
        at timestamptz NOT NULL,
        step text NOT NULL,
        actor text,
        words text
      );
      CREATE INDEX alert_entry_alert_ref ON alert_entry (alert_ref, seq);
      CREATE INDEX alert_entry_at ON alert_entry (at);
      CREATE TABLE handover (
        handover_ref text PRIMARY KEY,
        at timestamptz NOT NULL,
        said_by text NOT NULL,
        given_by text NOT NULL,
        given_to text NOT NULL,
        words text,
        alert_refs text[] NOT NULL
      );
      CREATE INDEX handover_at ON handover (at);
      INSERT INTO alert (alert_ref, run_ref, condition, raised_at, since, ended_at, acknowledged_at, assigned_to, closed_at, worst, asks, notes)
        SELECT DISTINCT ON (run_ref, condition) condition || ':' || run_ref, run_ref, condition, since, since, until, acknowledged_at, assigned_to, closed_at,
          jsonb_build_object('band', 'act-now', 'childrenCount', 0), 1, 0
        FROM run_condition ORDER BY run_ref, condition, since DESC;
      ALTER TABLE run_condition DROP COLUMN acknowledged_at, DROP COLUMN assigned_to, DROP COLUMN closed_at;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE run_condition ADD COLUMN acknowledged_at timestamptz, ADD COLUMN assigned_to text, ADD COLUMN closed_at timestamptz;
      DROP TABLE handover, alert_entry, alert;
    `);
  }
}
