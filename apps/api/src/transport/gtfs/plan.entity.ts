import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A timetable as it was last imported. Its trips and shapes are rows of its version: a new one is whole before it is in force. */
@Entity({ name: 'gtfs_feed' })
export class GtfsFeedEntity {
  @PrimaryColumn('text', { name: 'feed_ref' })
  feedRef!: string;

  @Column('uuid')
  version!: string;

  /** Of the file: the same again is known at once. */
  @Column('text')
  digest!: string;

  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  /** Whether a school that is out of term gets no runs. */
  @Column('boolean', { name: 'apply_terms' })
  applyTerms!: boolean;

  @Column('jsonb')
  services!: unknown[];

  @Column('jsonb')
  stops!: unknown[];
}

/** A trip of a version of a timetable. */
@Entity({ name: 'gtfs_trip' })
export class GtfsTripEntity {
  @PrimaryColumn('uuid')
  version!: string;

  @PrimaryColumn('text', { name: 'trip_id' })
  tripId!: string;

  @Column('text', { name: 'route_id' })
  routeId!: string;

  @Column('text', { name: 'service_id' })
  serviceId!: string;

  @Column('text', { name: 'shape_id' })
  shapeId!: string;

  @Column('text', { name: 'first_stop' })
  firstStop!: string;

  @Column('text', { name: 'last_stop' })
  lastStop!: string;

  /** Of the first departure, after noon minus twelve hours. */
  @Column('integer', { name: 'start_seconds' })
  startSeconds!: number;

  @Column('text')
  digest!: string;

  @Column('jsonb')
  data!: Record<string, unknown>;
}

/** A shape of a version of a timetable, as an encoded polyline. */
@Entity({ name: 'gtfs_shape' })
export class GtfsShapeEntity {
  @PrimaryColumn('uuid')
  version!: string;

  @PrimaryColumn('text', { name: 'shape_id' })
  shapeId!: string;

  @Column('text')
  line!: string;
}

/** Which runs a timetable made, and of what. */
@Entity({ name: 'gtfs_run' })
@Index('gtfs_run_date', ['feedRef', 'serviceDate'])
export class GtfsRunEntity {
  @PrimaryColumn('text', { name: 'run_ref' })
  runRef!: string;

  @Column('text', { name: 'feed_ref' })
  feedRef!: string;

  @Column('date', { name: 'service_date' })
  serviceDate!: string;

  @Column('text')
  digest!: string;
}

/** The service dates whose runs are all made, of which version. */
@Entity({ name: 'gtfs_day' })
export class GtfsDayEntity {
  @PrimaryColumn('text', { name: 'feed_ref' })
  feedRef!: string;

  @PrimaryColumn('date', { name: 'service_date' })
  serviceDate!: string;

  @Column('uuid')
  version!: string;
}
