import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Profiles are kept of every kind of spreadsheet; those that there are are of cases. */
export class ImportProfiles0027 implements MigrationInterface {
  readonly name = 'ImportProfiles9027000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE casework_import_profile RENAME TO import_profile;
      ALTER TABLE import_profile ADD COLUMN kind text NOT NULL DEFAULT 'cases';
      ALTER TABLE import_profile ALTER COLUMN kind DROP DEFAULT;
      ALTER TABLE import_profile DROP CONSTRAINT casework_import_profile_pkey;
      ALTER TABLE import_profile ADD CONSTRAINT import_profile_pkey PRIMARY KEY (kind, name);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM import_profile WHERE kind <> 'cases';
      ALTER TABLE import_profile DROP CONSTRAINT import_profile_pkey;
      ALTER TABLE import_profile DROP COLUMN kind;
      ALTER TABLE import_profile ADD CONSTRAINT casework_import_profile_pkey PRIMARY KEY (name);
      ALTER TABLE import_profile RENAME TO casework_import_profile;
    `);
  }
}
