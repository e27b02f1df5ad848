import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a kind of spreadsheet is read, kept by the name that someone gave it. */
@Entity({ name: 'import_profile' })
export class ImportProfileEntity {
  /** What the spreadsheet is taken for: `cases`, `programme`. */
  @PrimaryColumn('text')
  kind!: string;

  @PrimaryColumn('text')
  name!: string;

  @Column('jsonb')
  profile!: object;

  @Column('text', { name: 'changed_by' })
  changedBy!: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
