import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Whom an account must not look up, as a keyed hash: whoever reads the table learns nobody's family. */
@Entity({ name: 'account_family' })
@Index('account_family_key', ['key'])
export class AccountFamilyEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  /** `child`, `guardian`, or `household`: a surname with a postcode. */
  @Column('text')
  kind!: string;

  @Column('text')
  key!: string;

  @Column('timestamptz', { name: 'declared_at' })
  declaredAt!: Date;
}
