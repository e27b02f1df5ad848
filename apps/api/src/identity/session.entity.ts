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

  /** Browser and system in coarse words, for its owner. */
  @Column('text', { default: '' })
  device!: string;

  @Column('text', { name: 'ended_reason', nullable: true })
  endedReason!: string | null;
}
