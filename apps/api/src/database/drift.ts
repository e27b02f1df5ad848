import type { DataSource, EntityMetadata } from 'typeorm';
import { StartError } from './errors.js';

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
}
interface KeyRow {
  readonly table: string;
  readonly primary: boolean;
  readonly columns: string[];
}

/** Tables and partitioned tables of the current schema; a partition is its table's business. */
const columnsOf = `
  SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS nullable
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`;
const keysOf = `
  SELECT c.relname AS table, i.indisprimary AS primary,
         array(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY k (n, place)
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.n ORDER BY k.place) AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
   WHERE c.relnamespace = current_schema()::regnamespace AND i.indisunique AND NOT c.relispartition`;

/** Other names that PostgreSQL takes for a type, and the one that it gives back. */
const typeNames: Readonly<Record<string, string>> = {
  timestamptz: 'timestamp with time zone',
  timestamp: 'timestamp without time zone',
  timetz: 'time with time zone',
  time: 'time without time zone',
  int: 'integer', int2: 'smallint', int4: 'integer', int8: 'bigint',
  float: 'double precision', float4: 'real', float8: 'double precision',
  bool: 'boolean', decimal: 'numeric', varchar: 'character varying', char: 'character',
};
const keyOf = (columns: readonly string[]): string => [...columns].sort().join(', ');

/** What entities and schema disagree about, each in a phrase. Tables that no entity speaks of are not looked at. */
export async function findDrift(dataSource: DataSource): Promise<string[]> {
  const columns = await dataSource.query<ColumnRow[]>(columnsOf);
  const keys = await dataSource.query<KeyRow[]>(keysOf);
  return dataSource.entityMetadatas.flatMap((entity) => {
    const own = columns.filter(({ table }) => table === entity.tableName);
    if (own.length === 0) return [`table ${entity.tableName} is missing`];
    return [...columnDrift(dataSource, entity, own), ...keyDrift(entity, keys.filter(({ table }) => table === entity.tableName))];
  });
}

function columnDrift(dataSource: DataSource, entity: EntityMetadata, rows: readonly ColumnRow[]): string[] {
  const rest = new Map(rows.map((row) => [row.column, row]));
  const found: string[] = [];
  for (const column of entity.columns) {
    const name = `${entity.tableName}.${column.databaseName}`;
    const row = rest.get(column.databaseName);
    rest.delete(column.databaseName);
    if (!row) {
      found.push(`column ${name} is missing`);
      continue;
    }
    const normal = dataSource.driver.normalizeType(column);
    const wanted = `${typeNames[normal] ?? normal}${column.isArray ? '[]' : ''}`;
    if (row.type !== wanted) found.push(`column ${name} is ${row.type}, and the entity has ${wanted}`);
    if (row.nullable !== column.isNullable) found.push(`column ${name} ${row.nullable ? 'may' : 'may not'} be empty, and the entity says otherwise`);
  }
  return [...found, ...[...rest.keys()].map((column) => `column ${entity.tableName}.${column} is in no entity`)];
}

function keyDrift(entity: EntityMetadata, rows: readonly KeyRow[]): string[] {
  const found: string[] = [];
  const primary = keyOf(entity.primaryColumns.map(({ databaseName }) => databaseName));
  const actual = keyOf(rows.find((row) => row.primary)?.columns ?? []);
  // A table without a primary key of its own still needs one in its entity: then any unique index will do.
  if (actual !== primary && !rows.some((row) => keyOf(row.columns) === primary)) {
    found.push(`the primary key of ${entity.tableName} is (${actual}), and the entity has (${primary})`);
  }
  const unique = new Set(rows.map((row) => keyOf(row.columns)));
  const wanted = [
    ...entity.uniques.map(({ columns }) => columns),
    ...entity.indices.filter(({ isUnique }) => isUnique).map(({ columns }) => columns),
  ];
  for (const columns of wanted) {
    const key = keyOf(columns.map(({ databaseName }) => databaseName));
    if (!unique.has(key)) found.push(`${entity.tableName} (${key}) is not unique`);
  }
  return found;
}

/** Start-up's check. Throws a {@link StartError} that lists the differences. */
export async function refuseDrift(dataSource: DataSource): Promise<void> {
  const drift = await findDrift(dataSource);
  if (drift.length > 0) throw new StartError(`The database's schema is not what this Sightline was built for: ${drift.join('; ')}. Start the version that it belongs to, or mend the schema.`);
}
