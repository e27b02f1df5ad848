import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The calls of a day are those that were queued in it. */
export class CallsByDay0039 implements MigrationInterface {
  readonly name = 'CallsByDay9039000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX call_queued_at ON call (queued_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX call_queued_at');
  }
}
