import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What has become of one condition of one run. */
@Entity({ name: 'alert' })
@Index('alert_run_ref', ['runRef'])
export class AlertEntity {
  @PrimaryColumn('text', { name: 'alert_ref' })
  alertRef!: string;

  @Column('text', { name: 'run_ref' })
  runRef!: string;

  @Column('text')
  condition!: string;

  @Column('timestamptz', { name: 'raised_at' })
  raisedAt!: Date;

  @Column('timestamptz')
  since!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('timestamptz', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt!: Date | null;

  @Column('text', { name: 'acknowledged_by', nullable: true })
  acknowledgedBy!: string | null;

  @Column('text', { name: 'assigned_to', nullable: true })
  assignedTo!: string | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column('text', { name: 'closed_by', nullable: true })
  closedBy!: string | null;

  @Column('timestamptz', { name: 'escalated_at', nullable: true })
  escalatedAt!: Date | null;

  @Column('timestamptz', { name: 'changed_at', nullable: true })
  changedAt!: Date | null;

  @Column('text', { nullable: true })
  change!: string | null;

  /** The worst of which anybody was told. */
  @Column('jsonb')
  worst!: Record<string, unknown>;

  @Column('integer')
  asks!: number;

  @Column('integer')
  notes!: number;
}

/** A step in an alert's life: only ever added. */
@Entity({ name: 'alert_entry' })
@Index('alert_entry_alert_ref', ['alertRef', 'seq'])
@Index('alert_entry_at', ['at'])
export class AlertEntryEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column('text', { name: 'alert_ref' })
  alertRef!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  step!: string;

  @Column('text', { nullable: true })
  actor!: string | null;

  @Column('text', { nullable: true })
  words!: string | null;
}

/** A shift that gave over to the next, with what was open. */
@Entity({ name: 'handover' })
@Index('handover_at', ['at'])
export class HandoverEntity {
  @PrimaryColumn('text', { name: 'handover_ref' })
  handoverRef!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text', { name: 'said_by' })
  saidBy!: string;

  @Column('text', { name: 'given_by' })
  givenBy!: string;

  @Column('text', { name: 'given_to' })
  givenTo!: string;

  @Column('text', { nullable: true })
  words!: string | null;

  @Column('text', { name: 'alert_refs', array: true })
  alertRefs!: string[];
}
