import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What travellers should know about a service. Nothing about a child. */
@Entity({ name: 'service_alert' })
@Index('service_alert_published_at', ['publishedAt', 'alertRef'])
export class ServiceAlertEntity {
  @PrimaryColumn('text', { name: 'alert_ref' })
  alertRef!: string;

  @Column('text')
  cause!: string;

  @Column('text')
  effect!: string;

  /** `[{ from, until? }]`, epoch milliseconds. */
  @Column('jsonb', { name: 'active_periods' })
  activePeriods!: unknown[];

  @Column('jsonb')
  affected!: Record<string, unknown>;

  @Column('text')
  header!: string;

  @Column('text', { nullable: true })
  message!: string | null;

  /** `run`, `school` or `person`. */
  @Column('text')
  origin!: string;

  @Column('timestamptz', { name: 'published_at' })
  publishedAt!: Date;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | null;

  /** The end of its last period; none where one is open. */
  @Column('timestamptz', { name: 'ends_at', nullable: true })
  endsAt!: Date | null;
}

/** A school that is shut for a day, or ends it before its bell. */
@Entity({ name: 'school_closure' })
export class SchoolClosureEntity {
  @PrimaryColumn('text', { name: 'school_ref' })
  schoolRef!: string;

  @PrimaryColumn('date')
  date!: string;

  /** Local time of day; none where it is shut all day. */
  @Column('text', { name: 'ends_at_time', nullable: true })
  endsAtTime!: string | null;

  @Column('text')
  cause!: string;

  @Column('text', { nullable: true })
  message!: string | null;

  @Column('timestamptz', { name: 'made_at' })
  madeAt!: Date;

  @Column('timestamptz', { name: 'lifted_at', nullable: true })
  liftedAt!: Date | null;
}
