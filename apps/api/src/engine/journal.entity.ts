import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A fact. References only: personal fields are in {@link JournalPersonalEntity}. */
@Entity({ name: 'journal' })
@Unique('journal_source_id', ['source', 'id'])
export class JournalEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column('text')
  source!: string;

  @Column('text')
  id!: string;

  @Column('text')
  type!: string;

  @Column('jsonb')
  data!: Record<string, unknown>;

  @Column('timestamptz', { name: 'occurred_at', nullable: true })
  occurredAt!: Date | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  /** The account behind a command. */
  @Column('uuid', { nullable: true })
  actor!: string | null;
}

/** The personal fields of a fact. A row can be erased without harm to the journal. */
@Entity({ name: 'journal_personal' })
export class JournalPersonalEntity {
  @PrimaryColumn('bigint')
  seq!: string;

  /** Whose they are: `passenger:<ref>`. */
  @Index('journal_personal_subject')
  @Column('text')
  subject!: string;

  @Column('jsonb')
  fields!: Record<string, unknown>;
}

/** An event that was refused, with its reasons and without its values. */
@Entity({ name: 'quarantine' })
@Unique('quarantine_source_id', ['source', 'id'])
export class QuarantineEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column('text', { nullable: true })
  source!: string | null;

  @Column('text', { nullable: true })
  id!: string | null;

  @Column('text', { nullable: true })
  type!: string | null;

  @Column('jsonb')
  problems!: { path: string; message: string }[];

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;
}
