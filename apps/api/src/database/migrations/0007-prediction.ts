import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Prediction0007 implements MigrationInterface {
  readonly name = 'Prediction0007000000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE prediction_score (
        service_date date NOT NULL,
        route_ref text NOT NULL,
        operator_ref text NOT NULL,
        horizon text NOT NULL,
        compared integer NOT NULL,
        likely_inside integer NOT NULL,
        centred_inside integer NOT NULL,
        window_inside integer NOT NULL,
        absolute_seconds bigint NOT NULL,
        PRIMARY KEY (service_date, route_ref, operator_ref, horizon)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE prediction_score;');
  }
}
