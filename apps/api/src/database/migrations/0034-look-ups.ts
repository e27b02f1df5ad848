import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Look-ups of children. Also: families' passwords are sealed from now on; what the journal kept of them as they came is
 * taken out of it, and the guardians' own rows are sealed when they are next read.
 */
export class LookUps0034 implements MigrationInterface {
  readonly name = 'LookUps9034000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE look_up (
        look_up_ref uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        session_id uuid NOT NULL,
        passenger_ref text NOT NULL,
        call_ref text,
        purpose text NOT NULL,
        banner text,
        opened_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        acknowledged_at timestamptz,
        wrong_answers integer NOT NULL DEFAULT 0,
        last_wrong_at timestamptz,
        verified_at timestamptz,
        guardian_ref text,
        relationship text,
        matched text[],
        password_given boolean NOT NULL DEFAULT false,
        call_back_ref text,
        ended_at timestamptz,
        ended_reason text
      );
      CREATE INDEX look_up_child ON look_up (passenger_ref, opened_at);
      CREATE INDEX look_up_wrong ON look_up (account_id, last_wrong_at) WHERE last_wrong_at IS NOT NULL;
      CREATE INDEX look_up_open ON look_up (expires_at) WHERE ended_at IS NULL;
      UPDATE journal_personal SET fields = fields - 'password' WHERE subject LIKE 'guardian:%' AND fields ? 'password';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE look_up;');
  }
}
