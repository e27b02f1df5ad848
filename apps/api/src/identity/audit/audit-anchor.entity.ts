import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the chain of the audit begins since its older part was pruned. Append-only, and sealed with the same key as the chain. */
@Entity({ name: 'audit_anchor' })
export class AuditAnchorEntity {
  /** The last place that was pruned. */
  @PrimaryColumn('bigint')
  place!: string;

  /** The seal of the record there, which the first one that is left follows. */
  @Column('bytea')
  seal!: Buffer;

  /** What was older than this was pruned. */
  @Column('timestamptz')
  before!: Date;

  /** An HMAC over the rest. */
  @Column('bytea', { name: 'anchor_seal' })
  anchorSeal!: Buffer;
}
