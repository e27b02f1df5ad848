import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Items, risks, recommendations, milestones and decisions get one history instead of a last state each: what the
 * journal already holds of them becomes its beginning.
 */
export class ProgrammeHistory0023 implements MigrationInterface {
  readonly name = 'ProgrammeHistory9023000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE programme_history (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL,
        ref text NOT NULL,
        event_id text NOT NULL,
        told_on date NOT NULL,
        data json
      );
      CREATE INDEX programme_history_kind_ref ON programme_history (kind, ref);
      INSERT INTO programme_history (kind, ref, event_id, told_on, data)
      SELECT kind, data ->> field, id, least(coalesce(occurred_at, received_at), received_at)::date, data
        FROM journal JOIN (VALUES ('programme.item-upserted', 'item', 'itemRef'), ('programme.risk-upserted', 'risk', 'riskRef'),
               ('programme.recommendation-upserted', 'recommendation', 'recommendationRef'), ('programme.milestone-upserted', 'milestone', 'milestoneRef'),
               ('programme.decision-upserted', 'decision', 'decisionRef')) AS known (type, kind, field) USING (type)
       ORDER BY seq;
      DROP TABLE programme_item;
      ALTER TABLE programme_assessment ADD COLUMN evidence jsonb, ADD COLUMN overruled jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
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
      INSERT INTO programme_item
      SELECT ref, data ->> 'kind', data ->> 'parentRef', data ->> 'title', data ->> 'leadRole', data ->> 'ledBy', (data ->> 'startDate')::date, (data ->> 'dueDate')::date
        FROM (SELECT DISTINCT ON (ref) ref, data FROM programme_history WHERE kind = 'item' ORDER BY ref, seq DESC) AS last WHERE data IS NOT NULL;
      DROP TABLE programme_history;
      ALTER TABLE programme_assessment DROP COLUMN evidence, DROP COLUMN overruled;
    `);
  }
}
