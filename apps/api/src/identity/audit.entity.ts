import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what. Append-only (a trigger refuses anything else), and references only: no names, no addresses. */
@Entity({ name: 'audit' })
export class AuditEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

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
