import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An import that was made: who, when, which file, and counts. Nothing of what was in it. */
@Entity({ name: 'import_log' })
@Index('import_log_finished_at', ['finishedAt'])
export class ImportLogEntity {
  @PrimaryColumn('uuid', { name: 'import_id' })
  importId!: string;

  @Column('text')
  kind!: string;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  @Column('text', { name: 'sent_by' })
  sentBy!: string;

  @Column('text')
  state!: string;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'finished_at' })
  finishedAt!: Date;

  @Column('integer')
  added!: number;

  @Column('integer')
  changed!: number;

  @Column('integer')
  unchanged!: number;

  @Column('integer')
  withdrawn!: number;

  @Column('integer')
  rejected!: number;
}
