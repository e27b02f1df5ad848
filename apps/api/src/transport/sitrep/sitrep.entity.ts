import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What became of a run: one record a run, from which the figures of its week are added up. References only. */
@Entity({ name: 'run_outcome' })
export class RunOutcomeEntity {
  @PrimaryColumn('text', { name: 'run_ref' })
  runRef!: string;

  @Column('text')
  week!: string;

  @Column('date', { name: 'service_date' })
  serviceDate!: string;

  @Column('text', { name: 'route_ref' })
  routeRef!: string;

  @Column('text', { name: 'operator_ref', nullable: true })
  operatorRef!: string | null;

  @Column('text', { name: 'school_ref', nullable: true })
  schoolRef!: string | null;

  @Column('text', { nullable: true })
  area!: string | null;

  @Column('text', { nullable: true })
  direction!: string | null;

  @Column('text')
  fate!: string;

  @Column('text', { nullable: true })
  punctuality!: string | null;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  /** All of it, as the rules made it. */
  @Column('jsonb')
  outcome!: Record<string, unknown>;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}

/** A week that is frozen, or is to be as soon as all that was told of it is counted. */
@Entity({ name: 'sitrep_week' })
export class SitrepWeekEntity {
  @PrimaryColumn('text')
  week!: string;

  @Column('timestamptz', { name: 'frozen_at', nullable: true })
  frozenAt!: Date | null;

  @Column('jsonb', { nullable: true })
  headline!: Record<string, unknown> | null;

  /** The whole report as it was sent on that day: text, so that it never changes by a byte. */
  @Column('text', { nullable: true })
  body!: string | null;
}

/** What came after a week was frozen. */
@Entity({ name: 'sitrep_after' })
export class SitrepAfterEntity {
  @PrimaryGeneratedColumn('identity', { name: 'after_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  afterId!: string;

  @Column('text')
  week!: string;

  @Column('text')
  kind!: string;

  @Column('text', { name: 'run_ref', nullable: true })
  runRef!: string | null;

  @Column('text', { nullable: true })
  figure!: string | null;

  @Column('text')
  words!: string;

  @Column('timestamptz')
  at!: Date;
}

/** What an operator's contract asks, where it differs from the standard. */
@Entity({ name: 'operator_contract' })
export class OperatorContractEntity {
  @PrimaryColumn('text', { name: 'operator_ref' })
  operatorRef!: string;

  @Column('jsonb')
  agreed!: Record<string, unknown>;
}
