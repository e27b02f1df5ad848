import type { ContactEvidence } from '@sightline/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a caller asked and was told. Written once; what is said of it later stands beside it. */
@Entity({ name: 'contact' })
export class ContactEntity {
  @PrimaryColumn('text', { name: 'contact_ref' })
  contactRef!: string;

  @Column('text', { name: 'call_ref', nullable: true })
  callRef!: string | null;

  @Column('text', { name: 'run_ref', nullable: true })
  runRef!: string | null;

  @Index('contact_passenger_ref')
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

  @Column('text', { name: 'look_up_ref', nullable: true })
  lookUpRef!: string | null;

  /** The stop that was asked about. */
  @Column('integer', { nullable: true })
  sequence!: number | null;

  /** The sentence as it was read aloud. */
  @Column('text', { nullable: true })
  told!: string | null;

  @Column('text', { nullable: true })
  words!: string | null;

  @Column('text', { name: 'case_ref', nullable: true })
  caseRef!: string | null;

  /** What the server knew then. */
  @Column('jsonb', { nullable: true })
  evidence!: ContactEvidence | null;
}

/** What was added to a logged call later. */
@Entity({ name: 'contact_note' })
export class ContactNoteEntity {
  @PrimaryColumn('text', { name: 'note_ref' })
  noteRef!: string;

  @Index('contact_note_contact_ref')
  @Column('text', { name: 'contact_ref' })
  contactRef!: string;

  @Column('text')
  words!: string;

  @Column('text', { name: 'said_by' })
  saidBy!: string;

  @Column('timestamptz')
  at!: Date;
}
