import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MeasureDays0028 implements MigrationInterface {
  readonly name = 'MeasureDays9028000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE programme_measure_day (
        measure_ref text NOT NULL,
        date date NOT NULL,
        value double precision,
        at timestamptz NOT NULL,
        met boolean,
        lowest double precision,
        highest double precision,
        first_off_at timestamptz,
        target double precision NOT NULL,
        aim text NOT NULL,
        hidden boolean NOT NULL,
        PRIMARY KEY (measure_ref, date)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE programme_measure_day;');
  }
}
