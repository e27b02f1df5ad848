import { Injectable } from '@nestjs/common';
import type { Device } from '@sightline/contracts';
import { Database } from '../database/database.js';
import { hashSecret, newSecret } from './secrets.js';

interface Row {
  readonly name: string;
  readonly vehicleRef: string | null;
  readonly assistantRef: string | null;
  readonly createdAt: Date;
}

/** Whose positions a device sends. */
export type Bearer = { readonly vehicleRef: string } | { readonly assistantRef: string };

const columns = `name, vehicle_ref AS "vehicleRef", assistant_ref AS "assistantRef", created_at AS "createdAt"`;

/** Devices and their secrets, of which only hashes are kept. */
@Injectable()
export class Devices {
  constructor(private readonly database: Database) {}

  /** Makes a device and tells its secret, this once; undefined when the name is taken. */
  async add(name: string, bearer: Bearer): Promise<string | undefined> {
    const secret = newSecret();
    const rows = await this.database.query(
      `INSERT INTO device (name, vehicle_ref, assistant_ref, secret_hash, created_at)
       VALUES ($1, $2, $3, $4, now()) ON CONFLICT (name) DO NOTHING RETURNING name`,
      [name, 'vehicleRef' in bearer ? bearer.vehicleRef : null, 'assistantRef' in bearer ? bearer.assistantRef : null, hashSecret(secret)],
    );
    return rows.length === 0 ? undefined : secret;
  }

  /** Whether there was such a device. Its secret opens nothing from now on. */
  async remove(name: string): Promise<boolean> {
    const rows = await this.database.query(
      `WITH gone AS (DELETE FROM device WHERE name = $1 RETURNING name) SELECT name FROM gone`,
      [name],
    );
    return rows.length > 0;
  }

  /** Devices in the order of their names, after the name `after`. */
  async list(limit: number, after: string): Promise<Device[]> {
    const rows = await this.database.query<Row>(`SELECT ${columns} FROM device WHERE name > $2 ORDER BY name LIMIT $1`, [limit, after]);
    return rows.map(toDevice);
  }

  /** The device that holds this secret. */
  async bySecret(secret: string): Promise<Device | undefined> {
    const [row] = await this.database.query<Row>(`SELECT ${columns} FROM device WHERE secret_hash = $1`, [hashSecret(secret)]);
    return row && toDevice(row);
  }
}

const toDevice = ({ name, vehicleRef, assistantRef, createdAt }: Row): Device => ({
  name,
  ...(vehicleRef === null ? {} : { vehicleRef }),
  ...(assistantRef === null ? {} : { assistantRef }),
  createdAt: createdAt.toISOString(),
});
