import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One adviser's look-up of one child. A credential, as a session is, and no fact (docs/decisions/0031): references only. */
@Entity({ name: 'look_up' })
@Index('look_up_child', ['passengerRef', 'openedAt'])
@Index('look_up_wrong', ['accountId', 'lastWrongAt'])
export class LookUpEntity {
  @PrimaryColumn('uuid', { name: 'look_up_ref' })
  lookUpRef!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  /** It ends with the session that opened it. */
  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  @Column('text', { name: 'passenger_ref' })
  passengerRef!: string;

  @Column('text', { name: 'call_ref', nullable: true })
  callRef!: string | null;

  @Column('text')
  purpose!: string;

  /** The banner of the record as it was when it was opened. */
  @Column('text', { nullable: true })
  banner!: string | null;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Index('look_up_open')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt!: Date | null;

  @Column('integer', { name: 'wrong_answers', default: 0 })
  wrongAnswers!: number;

  @Column('timestamptz', { name: 'last_wrong_at', nullable: true })
  lastWrongAt!: Date | null;

  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt!: Date | null;

  @Column('text', { name: 'guardian_ref', nullable: true })
  guardianRef!: string | null;

  @Column('text', { nullable: true })
  relationship!: string | null;

  @Column('text', { array: true, nullable: true })
  matched!: string[] | null;

  @Column('boolean', { name: 'password_given', default: false })
  passwordGiven!: boolean;

  /** The case in which somebody rings the number that is held. */
  @Column('text', { name: 'call_back_ref', nullable: true })
  callBackRef!: string | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('text', { name: 'ended_reason', nullable: true })
  endedReason!: string | null;
}
