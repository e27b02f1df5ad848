import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity({ name: 'session' })
@Unique('session_token_hash_key', ['tokenHash'])
export class SessionEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** SHA-256 of the cookie's token: the token itself is nowhere but in the browser. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Index('session_account_id')
  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  /** The provider's own session, by which it tells us of a sign-out; null for a local session. */
  @Index('session_provider_sid')
  @Column('text', { name: 'provider_sid', nullable: true })
  providerSid!: string | null;

  /** The ID token, sealed: the provider wants it back at sign-out, and nobody else shall read it. */
  @Column('text', { name: 'sealed_id_token', nullable: true })
  sealedIdToken!: string | null;
  /** Browser and system in coarse words, for its owner. */
  @Column('text', { default: '' })
  device!: string;

  @Column('text', { name: 'ended_reason', nullable: true })
  endedReason!: string | null;
}
