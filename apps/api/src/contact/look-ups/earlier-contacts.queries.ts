import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';

interface Row {
  readonly reason: string;
  readonly outcome: string;
  readonly at: Date;
}

const select = 'SELECT reason, outcome, at FROM contact WHERE passenger_ref = $1 AND at > $2 ORDER BY at DESC LIMIT 10';
/** Milliseconds: what was asked longer ago helps nobody on the line. */
const lookBack = 120 * 86_400_000;

/** What callers asked about a child before. */
@Injectable()
export class EarlierContacts {
  constructor(private readonly database: Database) {}

  async of(passengerRef: string): Promise<{ at: string; reason: string; outcome: string }[]> {
    const rows = await this.database.query<Row>(select, [passengerRef, new Date(Date.now() - lookBack)]);
    return rows.map(({ reason, outcome, at }) => ({ at: at.toISOString(), reason, outcome }));
  }
}
