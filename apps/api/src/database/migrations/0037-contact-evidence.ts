import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ContactEvidence0037 implements MigrationInterface {
  readonly name = 'ContactEvidence9037000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contact
        ADD COLUMN look_up_ref text,
        ADD COLUMN sequence integer,
        ADD COLUMN told text,
        ADD COLUMN words text,
        ADD COLUMN case_ref text,
        ADD COLUMN evidence jsonb;
      CREATE INDEX contact_passenger_ref ON contact (passenger_ref);
      CREATE TABLE contact_note (
        note_ref text PRIMARY KEY,
        contact_ref text NOT NULL,
        words text NOT NULL,
        said_by text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX contact_note_contact_ref ON contact_note (contact_ref);
      ALTER TABLE casework_case ADD COLUMN contact_ref text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE casework_case DROP COLUMN contact_ref;
      DROP TABLE contact_note;
      DROP INDEX contact_passenger_ref;
      ALTER TABLE contact DROP COLUMN evidence, DROP COLUMN case_ref, DROP COLUMN words, DROP COLUMN told, DROP COLUMN sequence, DROP COLUMN look_up_ref;
    `);
  }
}
