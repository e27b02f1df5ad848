import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a route's predictions of a day compared with what happened, by horizon. Sums, added to as stops are called at. */
@Entity({ name: 'prediction_score' })
export class PredictionScoreEntity {
  @PrimaryColumn('date', { name: 'service_date' })
  serviceDate!: string;

  @PrimaryColumn('text', { name: 'route_ref' })
  routeRef!: string;

  /** Empty where the run had no operator. */
  @PrimaryColumn('text', { name: 'operator_ref' })
  operatorRef!: string;

  /** Minutes that were truly left: `0-3`, `3-6`, `6-10`, `10-15`. */
  @PrimaryColumn('text')
  horizon!: string;

  @Column('integer')
  compared!: number;

  /** The likely time kept the public window of the horizon. */
  @Column('integer', { name: 'likely_inside' })
  likelyInside!: number;

  /** So did the time that a family is told. */
  @Column('integer', { name: 'centred_inside' })
  centredInside!: number;

  /** It happened between the 10th and the 90th percentile. */
  @Column('integer', { name: 'window_inside' })
  windowInside!: number;

  /** Sum of the distances between likely and true. */
  @Column('bigint', { name: 'absolute_seconds' })
  absoluteSeconds!: string;
}
