import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A route's past runs are asked for while a caller waits. */
export class RunRoute0036 implements MigrationInterface {
  readonly name = 'RunRoute9036000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX run_route ON run (route_ref, service_date)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX run_route`);
  }
}
