import type { CaseRecord, Due } from '@sightline/domain';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A case as it stands, with the facts from which its clocks follow. Overdue is derived, never stored. References only. */
@Entity({ name: 'casework_case' })
export class CaseEntity {
  @PrimaryColumn('text', { name: 'case_ref' })
  caseRef!: string;

  @Column('text', { name: 'case_type' })
  caseType!: string;

  @Column('text', { name: 'first_stage', nullable: true })
  firstStage!: string | null;

  @Column('text', { nullable: true })
  stage!: string | null;

  @Column('text')
  channel!: string;

  @Column('text', { name: 'service_area' })
  serviceArea!: string;

  @Column('date', { name: 'received_date' })
  receivedDate!: string;

  @Column('date', { name: 'acknowledged_date', nullable: true })
  acknowledgedDate!: string | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { name: 'owner_ref', nullable: true })
  ownerRef!: string | null;

  @Column('text', { name: 'subject_ref', nullable: true })
  subjectRef!: string | null;

  /** The logged call that it came of. */
  @Column('text', { name: 'contact_ref', nullable: true })
  contactRef!: string | null;

  @Column('integer', { name: 'sla_days', nullable: true })
  slaDays!: number | null;

  @Column('jsonb', { nullable: true })
  dates!: CaseRecord['dates'] | null;

  @Column('text')
  state!: string;

  @Column('date', { name: 'closed_date', nullable: true })
  closedDate!: string | null;

  @Column('text', { nullable: true })
  outcome!: string | null;

  @Column('jsonb')
  facts!: CaseRecord['facts'];

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;

  /** The system or person that opened it. */
  @Column('text', { nullable: true })
  source!: string | null;

  /** When its running clocks fell due as it was written: a change of the rules is seen by it. */
  @Column('jsonb', { nullable: true })
  dues!: readonly Due[] | null;
}

/** An event about a case that is not known yet: attached, in order of arrival, when the case is opened. */
@Entity({ name: 'casework_waiting' })
export class WaitingEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Index('casework_waiting_case_ref')
  @Column('text', { name: 'case_ref' })
  caseRef!: string;

  @Column('text')
  type!: string;

  @Column('jsonb')
  data!: object;
}

/** Who works on what, and how many posts they have. */
@Entity({ name: 'casework_team' })
export class TeamEntity {
  @PrimaryColumn('text', { name: 'team_ref' })
  teamRef!: string;

  @Column('text')
  name!: string;

  @Column('double precision', { name: 'filled_posts' })
  filledPosts!: number;

  @Column('double precision', { name: 'vacant_posts' })
  vacantPosts!: number;

  @Column('text', { name: 'case_types', array: true })
  caseTypes!: string[];
}

/** A due date that became another one because a rule changed. */
@Entity({ name: 'casework_due_change' })
export class DueChangeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Index('casework_due_change_case_ref')
  @Column('text', { name: 'case_ref' })
  caseRef!: string;

  @Column('text')
  clock!: string;

  @Column('date', { name: 'old_due_date' })
  oldDueDate!: string;

  @Column('date', { name: 'new_due_date' })
  newDueDate!: string;

  @Column('text')
  why!: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}

/** The bank holidays of a division as published since this version was made. */
@Entity({ name: 'casework_bank_holidays' })
export class BankHolidaysEntity {
  @PrimaryColumn('text')
  division!: string;

  @Column('jsonb')
  holidays!: readonly { readonly date: string; readonly title: string }[];

  @Column('date', { name: 'known_from' })
  knownFrom!: string;

  @Column('date', { name: 'known_until' })
  knownUntil!: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}
