import { Injectable } from '@nestjs/common';
import { acceptance } from '@sightline/domain';
import { doubles, instants } from '../database/binary-arrays.js';
import { codeOf } from '../database/errors.js';
import type { Transaction } from '../database/transaction.js';
import type { History, Incoming } from '../engine/decider.js';

type Positioned = Incoming<'vehicle.positioned'>;

/** Refs hold no control characters, so that lists of them can be sent as one text: much cheaper than an array literal. */
const separator = '\u0001';
const texts = (events: readonly Positioned[], of: (event: Positioned) => string | undefined): string => events.map((event) => of(event) ?? '').join(separator);

/** The fields of a batch of fixes, a column each. */
const columns = `
  unnest(string_to_array($1, E'\\x01'), string_to_array($2, E'\\x01'), string_to_array($3, E'\\x01'), $4::timestamptz[])
  AS fix (source, event_id, vehicle_ref, recorded_at)`;

const insert = `
  INSERT INTO position (source, event_id, vehicle_ref, recorded_at, run_ref, latitude, longitude, bearing, speed, accuracy, received_at)
  SELECT source, event_id, vehicle_ref, recorded_at, run_ref, latitude, longitude, bearing, speed, accuracy, received_at
  FROM unnest(
    string_to_array($1, E'\\x01'), string_to_array($2, E'\\x01'), string_to_array($3, E'\\x01'), $4::timestamptz[],
    string_to_array($5, E'\\x01', ''), $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::float8[], $11::timestamptz[]
  ) AS fix (source, event_id, vehicle_ref, recorded_at, run_ref, latitude, longitude, bearing, speed, accuracy, received_at)`;
const insertNew = `${insert} ON CONFLICT DO NOTHING`;

/** Of some fixes those that this transaction has stored. */
const stored = `
  SELECT fix.source, fix.event_id FROM ${columns} JOIN position
    ON position.vehicle_ref = fix.vehicle_ref AND position.recorded_at = fix.recorded_at
    AND position.source = fix.source AND position.event_id = fix.event_id
  WHERE position.xmin = pg_current_xact_id()::xid`;

const withdraw = `
  DELETE FROM position USING ${columns}
  WHERE position.vehicle_ref = fix.vehicle_ref AND position.recorded_at = fix.recorded_at
    AND position.source = fix.source AND position.event_id = fix.event_id`;

const recordedAt = ({ data }: Positioned): number => Date.parse(data.recordedAt);
const keysOf = (events: readonly Positioned[]): unknown[] => [
  texts(events, ({ source }) => source),
  texts(events, ({ id }) => id),
  texts(events, ({ data }) => data.vehicleRef),
  instants(events.map(recordedAt)),
];
const keyOf = (source: string, id: string): string => `${source}\n${id}`;

const valuesOf = (fixes: readonly Positioned[]): unknown[] => [
  ...keysOf(fixes),
  texts(fixes, ({ data }) => data.runRef),
  doubles(fixes.map(({ data }) => data.latitude)),
  doubles(fixes.map(({ data }) => data.longitude)),
  doubles(fixes.map(({ data }) => data.bearing)),
  doubles(fixes.map(({ data }) => data.speedMetresPerSecond)),
  doubles(fixes.map(({ data }) => data.accuracyMetres)),
  instants(fixes.map(({ receivedAt }) => receivedAt)),
];

const isUniqueViolation = (error: unknown): boolean => codeOf(error) === '23505';
/** Where there was one duplicate there are more: a sender that begins again from somewhere. */
const batchesOfCare = 20;

/** The history of positions: each fix once by source and id, and once by vehicle and moment. */
@Injectable()
export class PositionRepository implements History {
  readonly types = ['vehicle.positioned'] as const;
  /** For so many batches yet duplicates are expected. */
  private careful = 0;

  async admit(tx: Transaction, incoming: readonly Incoming[]): Promise<boolean[]> {
    const events = incoming as readonly Positioned[];
    // What the rules will refuse for its time never enters the history; it has no partition to go to.
    const kept = events.filter((event) => recordedAt(event) - event.receivedAt <= acceptance.clockAhead);
    if (kept.length === 0) return events.map(() => true);
    const saved = this.careful > 0 ? undefined : tx.query('SAVEPOINT fixes');
    const values = valuesOf(kept);
    if (saved !== undefined) {
      await saved;
      if (await this.insertAll(tx, values)) return events.map(() => true);
    }
    this.careful = Math.max(0, this.careful - 1);
    await tx.query(insertNew, values);
    const rows = await tx.query<{ source: string; event_id: string }>(stored, keysOf(kept));
    const fresh = new Set(rows.map(({ source, event_id }) => keyOf(source, event_id)));
    const known = kept.length < events.length ? new Set(kept) : undefined;
    return events.map((event) => fresh.has(keyOf(event.source, event.id)) || known?.has(event) === false);
  }

  /**
   * Stores fixes of which none is expected to be known, and tells whether that was so. `ON CONFLICT` would double what
   * storing costs, and duplicates are rare: senders send again only what was not acknowledged.
   */
  private async insertAll(tx: Transaction, values: readonly unknown[]): Promise<boolean> {
    try {
      await tx.query(insert, values);
      return true;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      await tx.query('ROLLBACK TO SAVEPOINT fixes');
      // What follows is the transaction's own again: `stored` knows its rows by that.
      await tx.query('RELEASE SAVEPOINT fixes');
      this.careful = batchesOfCare;
      return false;
    }
  }

  async withdraw(tx: Transaction, incoming: readonly Incoming[]): Promise<void> {
    const events = incoming as readonly Positioned[];
    await tx.query(withdraw, keysOf(events));
  }
}
