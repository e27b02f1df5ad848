import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Personal fields are swept by the kind of their subject: `call:%`. */
export class SubjectPrefix0050 implements MigrationInterface {
  readonly name = 'SubjectPrefix9050000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX journal_personal_prefix ON journal_personal (subject text_pattern_ops);');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX journal_personal_prefix;');
  }
}
