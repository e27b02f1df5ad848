import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One message to one recipient. Address, words and link are personal: they can be erased, the rest are references. */
@Entity({ name: 'outgoing_message' })
@Unique(['runRef', 'recipientRef', 'ordinal'])
@Unique(['messageRef', 'recipientRef'])
export class OutgoingMessageEntity {
  /** Also what its carrier knows it by, so that it is never sent twice. */
  @PrimaryColumn('text', { name: 'delivery_ref' })
  deliveryRef!: string;

  @Column('text', { name: 'message_ref' })
  messageRef!: string;

  @Column('text', { name: 'run_ref' })
  runRef!: string;

  @Column('text')
  about!: string;

  @Column('text')
  audience!: string;

  @Column('text')
  kind!: string;

  @Column('jsonb')
  substance!: Record<string, unknown>;

  @Column('text', { name: 'recipient_ref' })
  recipientRef!: string;

  /** How many messages of this run it had before. */
  @Column('integer')
  ordinal!: number;

  @Index('outgoing_message_guardian')
  @Column('text', { name: 'guardian_ref', nullable: true })
  guardianRef!: string | null;

  @Column('text', { name: 'passenger_refs', array: true })
  passengerRefs!: string[];

  @Column('text')
  channel!: string;

  @Column('text', { nullable: true })
  carrier!: string | null;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('text', { nullable: true })
  words!: string | null;

  @Column('text', { nullable: true })
  link!: string | null;

  @Column('text')
  state!: string;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('timestamptz', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt!: Date | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('text', { name: 'provider_ref', nullable: true })
  providerRef!: string | null;

  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Index('outgoing_message_created_at')
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('timestamptz', { name: 'claimed_at', nullable: true })
  claimedAt!: Date | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}

/** What a guardian said of messages to us: it stands over what an import says of them. */
@Entity({ name: 'message_preference' })
export class MessagePreferenceEntity {
  @PrimaryColumn('text', { name: 'guardian_ref' })
  guardianRef!: string;

  @Column('boolean', { name: 'opted_out' })
  optedOut!: boolean;

  @Column('boolean')
  arrivals!: boolean;

  @Column('text', { name: 'changed_by' })
  changedBy!: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}

/** The rules in force: one row. */
@Entity({ name: 'messaging_rules' })
export class MessagingRulesEntity {
  @PrimaryColumn('text')
  name!: string;

  @Column('jsonb')
  rules!: Record<string, unknown>;

  @Column('text', { name: 'changed_by' })
  changedBy!: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}
