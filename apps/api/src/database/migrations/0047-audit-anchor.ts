import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit may lose its oldest part, and only that: a record goes when a sealed anchor says that the chain begins after it. */
export class AuditAnchor0047 implements MigrationInterface {
  readonly name = 'AuditAnchor9047000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_anchor (
        place bigint PRIMARY KEY,
        seal bytea NOT NULL,
        before timestamptz NOT NULL,
        anchor_seal bytea NOT NULL
      );
      CREATE TRIGGER audit_anchor_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_anchor
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE FUNCTION refuse_delete_after_anchor() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF OLD.place <= (SELECT max(place) FROM audit_anchor) THEN RETURN OLD; END IF;
          IF OLD.place IS NULL AND OLD.at < (SELECT max(before) FROM audit_anchor) THEN RETURN OLD; END IF;
          RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
        END $$;
      DROP TRIGGER audit_append_only ON audit;
      CREATE TRIGGER audit_append_only BEFORE UPDATE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER audit_keeps_what_is_after_the_anchor BEFORE DELETE ON audit
        FOR EACH ROW EXECUTE FUNCTION refuse_delete_after_anchor();
      CREATE INDEX audit_at ON audit (at);
      CREATE INDEX audit_account_place ON audit (account_id, place);
      CREATE INDEX audit_action_place ON audit (action, place);
      CREATE INDEX audit_detail ON audit USING gin (detail);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX audit_at, audit_account_place, audit_action_place, audit_detail;
      DROP TRIGGER audit_keeps_what_is_after_the_anchor ON audit;
      DROP TRIGGER audit_append_only ON audit;
      CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      DROP FUNCTION refuse_delete_after_anchor();
      DROP TABLE audit_anchor;
    `);
  }
}
