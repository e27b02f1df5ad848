import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'second_factor' })
export class SecondFactorEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  /** Encrypted: see `seal.ts`. */
  @Column('text')
  secret!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Null while the authenticator has not shown that it knows the secret. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  /** The 30-second step of the code that was used last: no code of it or before it opens again. */
  @Column('bigint', { name: 'last_step', nullable: true })
  lastStep!: string | null;
}

@Entity({ name: 'recovery_code' })
export class RecoveryCodeEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @PrimaryColumn('bytea', { name: 'code_hash' })
  codeHash!: Buffer;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
