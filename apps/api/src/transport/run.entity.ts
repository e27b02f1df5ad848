import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A run with what lasts of it. Its calls and conditions are rows of their own; its line is shared with other runs. */
@Entity({ name: 'run' })
@Index('run_service_date', ['serviceDate', 'runRef'])
@Index('run_route', ['routeRef', 'serviceDate'])
export class RunEntity {
  @PrimaryColumn('text', { name: 'run_ref' })
  runRef!: string;

  @Column('text', { name: 'route_ref' })
  routeRef!: string;

  @Column('text', { name: 'trip_ref', nullable: true })
  tripRef!: string | null;

  @Column('date', { name: 'service_date' })
  serviceDate!: string;

  @Column('text', { nullable: true })
  direction!: string | null;

  @Column('text', { name: 'operator_ref', nullable: true })
  operatorRef!: string | null;

  @Column('text', { name: 'school_ref', nullable: true })
  schoolRef!: string | null;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt!: Date;

  @Column('text', { name: 'path_id', nullable: true })
  pathId!: string | null;

  @Column('text')
  state!: string;

  @Column('text', { name: 'vehicle_ref', nullable: true })
  vehicleRef!: string | null;

  @Column('text', { name: 'driver_ref', nullable: true })
  driverRef!: string | null;

  @Column('text', { name: 'assistant_ref', nullable: true })
  assistantRef!: string | null;

  @Column('boolean')
  substitute!: boolean;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { name: 'completed_at', nullable: true })
  completedAt!: Date | null;

  @Column('integer', { name: 'lateness_seconds', nullable: true })
  latenessSeconds!: number | null;

  /** Where it was when the row was last written, and the rest that only memory works with. References only. */
  @Column('jsonb')
  progress!: Record<string, unknown>;
}

/** A line on the ground, once for all runs that follow it. */
@Entity({ name: 'run_path' })
export class RunPathEntity {
  @PrimaryColumn('text', { name: 'path_id' })
  pathId!: string;

  @Column('text')
  line!: string;
}

/** A planned visit to a stop, and when it was made. */
@Entity({ name: 'stop_call' })
export class StopCallEntity {
  @PrimaryColumn('text', { name: 'run_ref' })
  runRef!: string;

  @PrimaryColumn('integer')
  sequence!: number;

  @Column('text', { name: 'stop_ref' })
  stopRef!: string;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('double precision')
  latitude!: number;

  @Column('double precision')
  longitude!: number;

  @Column('timestamptz', { name: 'scheduled_at' })
  scheduledAt!: Date;

  @Column('timestamptz', { name: 'arrived_at', nullable: true })
  arrivedAt!: Date | null;

  @Column('timestamptz', { name: 'departed_at', nullable: true })
  departedAt!: Date | null;
}

/** Something that was wrong with a run, from when until when. */
@Entity({ name: 'run_condition' })
export class RunConditionEntity {
  @PrimaryColumn('text', { name: 'run_ref' })
  runRef!: string;

  @PrimaryColumn('text')
  condition!: string;

  @PrimaryColumn('timestamptz')
  since!: Date;

  @Column('timestamptz', { nullable: true })
  until!: Date | null;
}

/** Events about a run that is not known yet. */
@Entity({ name: 'run_waiting' })
export class RunWaitingEntity {
  @PrimaryColumn('text', { name: 'run_ref' })
  runRef!: string;

  @Column('jsonb')
  events!: unknown[];

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}

/** What was written to those concerned with a run. The words are a person's, and can be erased with their row. */
@Entity({ name: 'run_message' })
export class RunMessageEntity {
  @PrimaryColumn('text', { name: 'run_ref' })
  runRef!: string;

  @PrimaryColumn('text', { name: 'message_ref' })
  messageRef!: string;

  @Column('timestamptz')
  at!: Date;

  /** The account that wrote it. */
  @Column('text', { nullable: true })
  author!: string | null;

  @Column('text')
  audience!: string;

  @Column('text')
  words!: string;
}
