import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox: one row for each recipient of each message; who wants which; and the rules in force. */
export class Messages0042 implements MigrationInterface {
  readonly name = 'Messages9042000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outgoing_message (
        delivery_ref text PRIMARY KEY,
        message_ref text NOT NULL,
        run_ref text NOT NULL,
        about text NOT NULL,
        audience text NOT NULL,
        kind text NOT NULL,
        substance jsonb NOT NULL,
        recipient_ref text NOT NULL,
        ordinal integer NOT NULL,
        guardian_ref text,
        passenger_refs text[] NOT NULL,
        channel text NOT NULL,
        carrier text,
        address text,
        words text,
        link text,
        state text NOT NULL,
        reason text,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        expires_at timestamptz NOT NULL,
        starts_at timestamptz NOT NULL,
        provider_ref text,
        decided_by text,
        created_at timestamptz NOT NULL,
        decided_at timestamptz,
        claimed_at timestamptz,
        sent_at timestamptz,
        ended_at timestamptz,
        UNIQUE (run_ref, recipient_ref, ordinal),
        UNIQUE (message_ref, recipient_ref)
      );
      CREATE INDEX outgoing_message_passengers ON outgoing_message USING gin (passenger_refs);
      CREATE INDEX outgoing_message_guardian ON outgoing_message (guardian_ref);
      CREATE INDEX outgoing_message_created_at ON outgoing_message (created_at);
      CREATE INDEX outgoing_message_queued ON outgoing_message (next_attempt_at) WHERE state = 'queued';
      CREATE INDEX outgoing_message_open ON outgoing_message (state) WHERE state IN ('held', 'sending', 'sent');
      CREATE TABLE message_preference (
        guardian_ref text PRIMARY KEY,
        opted_out boolean NOT NULL,
        arrivals boolean NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE TABLE messaging_rules (
        name text PRIMARY KEY,
        rules jsonb NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE messaging_rules; DROP TABLE message_preference; DROP TABLE outgoing_message;');
  }
}
