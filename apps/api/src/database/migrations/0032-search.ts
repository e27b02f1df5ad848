import { plain, postcodeKey, telephoneKey } from '@sightline/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { codeOf, StartError } from '../errors.js';

/** SQLSTATEs: the role may not create it; the server has no such extension; its files are not there. */
const refusals = new Set(['42501', '0A000', '58P01', '22023']);
const remedy = 'Have an administrator of the database run `CREATE EXTENSION pg_trgm` in it (the extension is part of PostgreSQL; some systems package it as postgresql-contrib), then start again.';

/** What one box searches: trigrams of names and case references, and whole postcodes, dates of birth and telephone numbers. */
export class Search0032 implements MigrationInterface {
  readonly name = 'Search9032000000000';

  async up(runner: QueryRunner): Promise<void> {
    await trigrams(runner);
    await runner.query(`
      ALTER TABLE passenger ADD COLUMN name_key text, ADD COLUMN postcode_key text;
      ALTER TABLE guardian ADD COLUMN telephone_keys text[] NOT NULL DEFAULT '{}';
    `);
    await fill(runner);
    await runner.query(`
      CREATE INDEX passenger_name_key ON passenger USING gin (name_key gin_trgm_ops);
      CREATE INDEX passenger_postcode_key ON passenger (postcode_key);
      CREATE INDEX passenger_birth_date ON passenger ((data->>'birthDate'));
      CREATE INDEX passenger_ref_key ON passenger (regexp_replace(lower(passenger_ref), '[^a-z0-9]+', '', 'g'));
      CREATE INDEX guardian_telephone_keys ON guardian USING gin (telephone_keys);
      CREATE INDEX casework_case_ref_begins ON casework_case (regexp_replace(lower(case_ref), '[^a-z0-9]+', '', 'g') text_pattern_ops);
      CREATE INDEX casework_case_ref_trigrams ON casework_case USING gin (regexp_replace(lower(case_ref), '[^a-z0-9]+', '', 'g') gin_trgm_ops);
    `);
    // A function for its settings: a third in common, PostgreSQL's own measure, misses a slip in each of two names; and the planner
    // takes comparing trigrams to be as cheap as comparing numbers, and would read every child.
    await runner.query(`
      CREATE FUNCTION passengers_named_like(typed text) RETURNS SETOF text
        LANGUAGE sql STABLE SET pg_trgm.similarity_threshold = 0.2 SET enable_seqscan = off
        AS 'SELECT passenger_ref FROM passenger WHERE name_key % typed ORDER BY similarity(name_key, typed) DESC LIMIT 200';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION passengers_named_like;
      DROP INDEX casework_case_ref_trigrams, casework_case_ref_begins, passenger_ref_key, passenger_birth_date;
      ALTER TABLE guardian DROP COLUMN telephone_keys;
      ALTER TABLE passenger DROP COLUMN postcode_key, DROP COLUMN name_key;
    `);
  }
}

/** The extension is a trusted one: whoever may create in a database may have it. Where it lies elsewhere than the tables, its operators are not seen. */
async function trigrams(runner: QueryRunner): Promise<void> {
  try {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
  } catch (error) {
    if (!refusals.has(codeOf(error) ?? '')) throw error;
    throw new StartError(`Searching needs the extension pg_trgm, and this database's role may not or cannot create it. ${remedy}`, { cause: error });
  }
  const seen = (await runner.query(`SELECT n.nspname AS schema, n.nspname = ANY (current_schemas(true)) AS seen FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm'`)) as { schema: string; seen: boolean }[];
  if (seen[0]?.seen === false) {
    throw new StartError(`The extension pg_trgm lies in the schema ${seen[0].schema}, which this database's role does not search: add it with ALTER ROLE … SET search_path, then start again.`);
  }
}

/** Of the children and guardians that are there already. Later ones bring theirs along as they are written. */
async function fill(runner: QueryRunner): Promise<void> {
  const children = (await runner.query(`SELECT passenger_ref AS ref, data->>'name' AS name, data->>'postcode' AS postcode FROM passenger`)) as { ref: string; name: string | null; postcode: string | null }[];
  await runner.query(
    `UPDATE passenger SET name_key = row.name_key, postcode_key = row.postcode_key
       FROM jsonb_to_recordset($1::jsonb) AS row (ref text, name_key text, postcode_key text) WHERE passenger_ref = row.ref`,
    [JSON.stringify(children.map(({ ref, name, postcode }) => ({ ref, name_key: name === null ? null : plain(name), postcode_key: (postcode !== null && postcodeKey(postcode)) || null })))],
  );
  const guardians = (await runner.query(`SELECT guardian_ref AS ref, data->'telephones' AS telephones FROM guardian`)) as { ref: string; telephones: string[] | null }[];
  await runner.query(
    `UPDATE guardian SET telephone_keys = row.telephone_keys
       FROM jsonb_to_recordset($1::jsonb) AS row (ref text, telephone_keys text[]) WHERE guardian_ref = row.ref`,
    [JSON.stringify(guardians.map(({ ref, telephones }) => ({ ref, telephone_keys: (telephones ?? []).flatMap((number) => telephoneKey(number) ?? []) })))],
  );
}
