import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Programme0005 implements MigrationInterface {
  readonly name = 'Programme0005000000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE programme_item (
        item_ref text PRIMARY KEY,
        kind text NOT NULL,
        parent_ref text,
        title text NOT NULL,
        lead_role text,
        led_by text,
        start_date date,
        due_date date
      );
      CREATE TABLE programme_assessment (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id text NOT NULL,
        item_ref text NOT NULL,
        period text NOT NULL,
        rating text NOT NULL,
        commentary text,
        path_to_green jsonb,
        assessed_by_role text NOT NULL,
        assessed_on date NOT NULL,
        corrects text
      );
      CREATE INDEX programme_assessment_item_ref ON programme_assessment (item_ref);
      CREATE TABLE programme_measure (measure_ref text PRIMARY KEY, data jsonb NOT NULL);
      CREATE TABLE programme_headline (period text PRIMARY KEY, data jsonb NOT NULL);
      CREATE TABLE programme_period (period text PRIMARY KEY, view json NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE programme_period, programme_headline, programme_measure, programme_assessment, programme_item;');
  }
}
