import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What somebody holds back, with their reason. */
@Entity({ name: 'retention_hold' })
export class RetentionHoldEntity {
  @PrimaryColumn('uuid', { name: 'hold_id' })
  holdId!: string;

  /** `passenger`, `case` or `run`. */
  @Column('text')
  kind!: string;

  @Column('text')
  ref!: string;

  @Column('text')
  reason!: string;

  @Column('uuid', { name: 'placed_by' })
  placedBy!: string;

  @Column('timestamptz', { name: 'placed_at' })
  placedAt!: Date;

  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}

/** A sweep: when, and what it took, by rule. Counts alone. */
@Entity({ name: 'retention_sweep' })
export class RetentionSweepEntity {
  @PrimaryGeneratedColumn('identity', { name: 'sweep_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  sweepId!: string;

  @Index('retention_sweep_started_at')
  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'ended_at' })
  endedAt!: Date;

  @Column('jsonb')
  counts!: Record<string, unknown>;
}

/** An erasure that waits for the end of what holds something back. The row goes when it is done. */
@Entity({ name: 'erasure_request' })
export class ErasureRequestEntity {
  @PrimaryColumn('text')
  kind!: string;

  @PrimaryColumn('text')
  ref!: string;

  @Column('text')
  reason!: string;

  @Column('uuid', { name: 'asked_by' })
  askedBy!: string;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt!: Date;
}

/** A fix of a run that is held back: copied before the partition of its day was dropped. */
@Entity({ name: 'kept_position' })
@Index('kept_position_vehicle', ['vehicleRef', 'recordedAt'])
export class KeptPositionEntity {
  @PrimaryColumn('text', { name: 'kept_for_run' })
  keptForRun!: string;

  @PrimaryColumn('text', { name: 'vehicle_ref' })
  vehicleRef!: string;

  @PrimaryColumn('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  /** As its sender said. */
  @Column('text', { name: 'run_ref', nullable: true })
  runRef!: string | null;

  @Column('double precision')
  latitude!: number;

  @Column('double precision')
  longitude!: number;

  @Column('real', { nullable: true })
  bearing!: number | null;

  @Column('real', { nullable: true })
  speed!: number | null;

  @Column('real', { nullable: true })
  accuracy!: number | null;
}
