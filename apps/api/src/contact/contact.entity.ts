import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a caller asked and was told. */
@Entity({ name: 'contact' })
export class ContactEntity {
  @PrimaryColumn('text', { name: 'contact_ref' })
  contactRef!: string;

  @Column('text', { name: 'call_ref', nullable: true })
  callRef!: string | null;

  @Column('text', { name: 'run_ref', nullable: true })
  runRef!: string | null;

  @Column('text', { name: 'passenger_ref', nullable: true })
  passengerRef!: string | null;

  @Column('text')
  reason!: string;

  @Column('text')
  outcome!: string;

  @Column('text', { name: 'adviser_ref' })
  adviserRef!: string;

  @Index('contact_at')
  @Column('timestamptz')
  at!: Date;
}
