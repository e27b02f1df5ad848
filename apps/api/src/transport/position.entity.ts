import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One fix of a vehicle. Partitioned by UTC day of `recordedAt`; in each partition source and id are unique too, which
 * makes them the second natural key of a fix.
 */
@Entity({ name: 'position' })
export class PositionEntity {
  @PrimaryColumn('text', { name: 'vehicle_ref' })
  vehicleRef!: string;

  @PrimaryColumn('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('text')
  source!: string;

  @Column('text', { name: 'event_id' })
  eventId!: string;

  /** As its sender said. */
  @Column('text', { name: 'run_ref', nullable: true })
  runRef!: string | null;

  @Column('double precision')
  latitude!: number;

  @Column('double precision')
  longitude!: number;

  @Column('real', { nullable: true })
  bearing!: number | null;

  /** Metres per second. */
  @Column('real', { nullable: true })
  speed!: number | null;

  /** Metres. */
  @Column('real', { nullable: true })
  accuracy!: number | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;
}
