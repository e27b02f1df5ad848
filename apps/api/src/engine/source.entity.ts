import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A source that is polled, or the rhythm of one that speaks by itself. */
@Entity({ name: 'source' })
export class SourceEntity {
  @PrimaryColumn('text')
  name!: string;

  @Column('text')
  kind!: string;

  @Column('text', { nullable: true })
  url!: string | null;

  @Column('integer', { name: 'every_seconds' })
  everySeconds!: number;

  @Column('integer', { name: 'stale_seconds' })
  staleSeconds!: number;

  @Column('boolean', { name: 'allow_private', default: false })
  allowPrivate!: boolean;

  @Column('boolean', { default: true })
  enabled!: boolean;

  @Column('text', { name: 'key_in', nullable: true })
  keyIn!: string | null;

  @Column('text', { name: 'key_name', nullable: true })
  keyName!: string | null;

  /** Sent with each poll; encrypted with a key that is not in the database (config/vault.ts). */
  @Column('text', { name: 'key_value', nullable: true })
  keyValue!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

/** What is known of an event source's health beyond a restart. */
@Entity({ name: 'source_health' })
export class SourceHealthEntity {
  @PrimaryColumn('text')
  source!: string;

  @Column('timestamptz', { name: 'last_received_at', nullable: true })
  lastReceivedAt!: Date | null;

  @Column('timestamptz', { name: 'newest_fix_at', nullable: true })
  newestFixAt!: Date | null;

  @Column('bigint')
  accepted!: string;

  @Column('bigint')
  duplicates!: string;

  @Column('bigint')
  rejected!: string;

  @Column('timestamptz', { name: 'error_at', nullable: true })
  errorAt!: Date | null;

  @Column('text', { name: 'error_words', nullable: true })
  errorWords!: string | null;
}
