import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity({ name: 'account' })
@Unique('account_username_key', ['username'])
@Unique('account_subject_key', ['issuer', 'subject'])
export class AccountEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  username!: string;

  @Column('text')
  role!: string;

  /** Empty for a demonstration account: its password is the setting's. */
  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column('boolean', { default: false })
  demonstration!: boolean;

  /** With `subject`, who it is at the provider of single sign-on; null for a local account. */
  @Column('text', { nullable: true })
  issuer!: string | null;

  @Column('text', { nullable: true })
  subject!: string | null;

  /** As the provider told it last. */
  @Column('text', { name: 'display_name', nullable: true })
  displayName!: string | null;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
