import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who took a call, as the telephone system tells: so that a look-up can name the call that its adviser has on the line. */
export class CallAdviser0035 implements MigrationInterface {
  readonly name = 'CallAdviser9035000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE call ADD COLUMN adviser_ref text;');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE call DROP COLUMN adviser_ref;');
  }
}
