import type { CaseImportProfile } from '@sightline/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a spreadsheet of cases is read, kept by its name. */
@Entity({ name: 'casework_import_profile' })
export class CaseProfileEntity {
  @PrimaryColumn('text')
  name!: string;

  @Column('jsonb')
  profile!: CaseImportProfile;

  @Column('text', { name: 'changed_by' })
  changedBy!: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
