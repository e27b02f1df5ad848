import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A phone or tracker that sends positions for one vehicle or one passenger assistant. */
@Entity({ name: 'device' })
@Check('device_one_bearer', 'num_nonnulls(vehicle_ref, assistant_ref) = 1')
@Unique('device_secret_hash_key', ['secretHash'])
export class DeviceEntity {
  @PrimaryColumn('text')
  name!: string;

  @Column('text', { name: 'vehicle_ref', nullable: true })
  vehicleRef!: string | null;

  @Column('text', { name: 'assistant_ref', nullable: true })
  assistantRef!: string | null;

  /** Of a secret that is shown once, when the device is made. */
  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
