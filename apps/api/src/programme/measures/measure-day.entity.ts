import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a measure stood at the end of a civil date. One row a measure and day. */
@Entity({ name: 'programme_measure_day' })
export class MeasureDayEntity {
  @PrimaryColumn('text', { name: 'measure_ref' })
  measureRef!: string;

  @PrimaryColumn('date')
  date!: string;

  @Column('double precision', { nullable: true })
  value!: number | null;

  @Column('timestamptz')
  at!: Date;

  @Column('boolean', { nullable: true })
  met!: boolean | null;

  @Column('double precision', { nullable: true })
  lowest!: number | null;

  @Column('double precision', { nullable: true })
  highest!: number | null;

  @Column('timestamptz', { name: 'first_off_at', nullable: true })
  firstOffAt!: Date | null;

  @Column('double precision')
  target!: number;

  @Column('text')
  aim!: string;

  @Column('boolean')
  hidden!: boolean;
}
