import pg from 'pg';
import type { Fix } from './city.ts';

const columns = '(vehicle_ref, recorded_at, source, event_id, run_ref, latitude, longitude, bearing, speed, accuracy, received_at)';

const insert = {
  name: 'bench-insert',
  text: `INSERT INTO bench_position ${columns}
    SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::real[], $9::real[], $10::real[], $11::timestamptz[])
    ON CONFLICT DO NOTHING`,
};

/** A COPY is a query that the driver lets one write oneself: it asks for the data when the server is ready for it. */
class CopyIn {
  readonly done: Promise<void>;
  private settle!: { resolve: () => void; reject: (error: Error) => void };

  private readonly text: string;
  private readonly data: Buffer;

  constructor(text: string, data: Buffer) {
    this.text = text;
    this.data = data;
    this.done = new Promise((resolve, reject) => (this.settle = { resolve, reject }));
  }

  submit(connection: { query(text: string): void }): void {
    connection.query(this.text);
  }

  handleCopyInResponse(connection: { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }): void {
    connection.sendCopyFromChunk(this.data);
    connection.endCopyFrom();
  }

  handleError(error: Error): void {
    this.settle.reject(error);
  }

  handleCommandComplete(): void {
    // The answer that counts is that the server is ready again: then it has committed.
  }

  handleReadyForQuery(): void {
    this.settle.resolve();
  }
}

/** The yardsticks: rows of the same shape straight into a table of the same shape, each 1,000 in a transaction of its own. */
export class PlainSql {
  private readonly client: pg.Client;

  constructor(databaseUrl: string) {
    this.client = new pg.Client({ connectionString: databaseUrl });
  }

  /** Connects, and makes an empty table like that of today's positions, with the same two unique indexes. */
  async open(): Promise<void> {
    await this.client.connect();
    const { rows } = await this.client.query<{ today: string }>("SELECT 'position_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD') AS today");
    await this.client.query(`DROP TABLE IF EXISTS bench_position; CREATE TABLE bench_position (LIKE ${rows[0]?.today ?? 'position'} INCLUDING ALL)`);
  }

  /** Seconds that the rows take by `INSERT … SELECT unnest(…) ON CONFLICT DO NOTHING`. */
  async insert(batches: readonly (readonly Fix[])[]): Promise<number> {
    const began = performance.now();
    for (const batch of batches) await this.client.query({ ...insert, values: valuesOf(batch) });
    return (performance.now() - began) / 1000;
  }

  /** Seconds that the rows take by COPY. */
  async copy(batches: readonly (readonly Fix[])[]): Promise<number> {
    const began = performance.now();
    for (const batch of batches) {
      const copy = new CopyIn(`COPY bench_position ${columns} FROM STDIN`, Buffer.from(linesOf(batch)));
      this.client.query(copy);
      await copy.done;
    }
    return (performance.now() - began) / 1000;
  }

  async clear(): Promise<void> {
    await this.client.query('TRUNCATE bench_position');
  }

  async close(): Promise<void> {
    await this.client.query('DROP TABLE IF EXISTS bench_position');
    await this.client.end();
  }
}

function valuesOf(batch: readonly Fix[]): unknown[] {
  const receivedAt = new Date().toISOString();
  return [
    batch.map((fix) => fix.vehicleRef),
    batch.map((fix) => fix.recordedAt),
    batch.map((fix) => fix.source),
    batch.map((fix) => fix.id),
    batch.map((fix) => fix.runRef),
    batch.map((fix) => fix.latitude),
    batch.map((fix) => fix.longitude),
    batch.map((fix) => fix.bearing),
    batch.map((fix) => fix.speedMetresPerSecond),
    batch.map(() => null),
    batch.map(() => receivedAt),
  ];
}

function linesOf(batch: readonly Fix[]): string {
  const receivedAt = new Date().toISOString();
  return batch
    .map((fix) => [fix.vehicleRef, fix.recordedAt, fix.source, fix.id, fix.runRef, fix.latitude, fix.longitude, fix.bearing, fix.speedMetresPerSecond, '\\N', receivedAt].join('\t'))
    .join('\n')
    .concat('\n');
}
