import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One telephone call as far as it was reported. The caller's number is a personal field and is not kept here. */
@Entity({ name: 'call' })
export class CallEntity {
  @PrimaryColumn('text', { name: 'call_ref' })
  callRef!: string;

  @Column('text', { nullable: true })
  queue!: string | null;

  /** Who took it: an adviser's user name, by the telephone system's word. */
  @Column('text', { name: 'adviser_ref', nullable: true })
  adviserRef!: string | null;

  @Index('call_queued_at')
  @Column('timestamptz', { name: 'queued_at', nullable: true })
  queuedAt!: Date | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt!: Date | null;

  @Column('timestamptz', { name: 'abandoned_at', nullable: true })
  abandonedAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('double precision', { name: 'handled_seconds', nullable: true })
  handledSeconds!: number | null;

  /** When something was last said of it. */
  @Index('call_heard_at')
  @Column('timestamptz', { name: 'heard_at' })
  heardAt!: Date;
}
