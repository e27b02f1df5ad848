import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Who did what. Append-only (a trigger refuses anything else), and references only: no names, no addresses. */
@Entity({ name: 'audit' })
@Unique('audit_place_key', ['place'])
export class AuditEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  /** Its place in the chain, from 1 without a gap; null for a record from before there was one. */
  @Column('bigint', { nullable: true })
  place!: string | null;

  /** An HMAC over the record and the seal before it, with a key that is not in the database. */
  @Column('bytea', { nullable: true })
  seal!: Buffer | null;

  @Column('timestamptz')
  at!: Date;

  /** The account, or null where nobody was recognised. */
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;

  @Column('text')
  action!: string;

  @Column('jsonb')
  detail!: Record<string, unknown>;
}
