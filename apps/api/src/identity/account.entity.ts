import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity({ name: 'account' })
@Unique('account_username_key', ['username'])
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

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
