import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** The latest total that another system or report declares of a figure. */
@Entity({ name: 'casework_declared_total' })
export class DeclaredTotalEntity {
  @PrimaryColumn('text', { name: 'declared_by' })
  declaredBy!: string;

  @PrimaryColumn('text', { name: 'case_type' })
  caseType!: string;

  @PrimaryColumn('text')
  figure!: string;

  @Column('date', { name: 'as_of' })
  asOf!: string;

  @Column('date', { nullable: true })
  from!: string | null;

  @Column('integer')
  total!: number;
}

/** An event that came before its case and that the case could not take. */
@Entity({ name: 'casework_unfitting' })
export class UnfittingEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column('text', { name: 'case_ref' })
  caseRef!: string;

  @Column('text')
  type!: string;

  @Column('text')
  problem!: string;

  @Column('timestamptz', { name: 'noticed_at' })
  noticedAt!: Date;
}
