import type { EventData } from '@sightline/contracts';
import type { Assessment, DescribedKind, PeriodView } from '@sightline/domain';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A description of an item, risk, recommendation, milestone, decision or scheme. Appended, never edited: the last one counts. */
@Entity({ name: 'programme_history' })
@Index('programme_history_kind_ref', ['kind', 'ref'])
export class HistoryEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column('text')
  kind!: DescribedKind;

  @Column('text')
  ref!: string;

  /** Id of the event that told it: the version of what it describes. */
  @Column('text', { name: 'event_id' })
  eventId!: string;

  @Column('date', { name: 'told_on' })
  toldOn!: string;

  /** `json`, so that the same words read the same; `null` where it left the plan. */
  @Column('json', { nullable: true })
  data!: object | null;
}

/** What someone said of an item in a period. Appended, never edited; in the order in which it was said. */
@Entity({ name: 'programme_assessment' })
export class AssessmentEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  /** Id of the event that said it, which a correction names. */
  @Column('text', { name: 'event_id' })
  eventId!: string;

  @Index('programme_assessment_item_ref')
  @Column('text', { name: 'item_ref' })
  itemRef!: string;

  @Column('text')
  period!: string;

  @Column('text')
  rating!: string;

  @Column('text', { nullable: true })
  commentary!: string | null;

  @Column('jsonb', { name: 'path_to_green', nullable: true })
  pathToGreen!: EventData<'programme.assessed'>['pathToGreen'] | null;

  @Column('text', { name: 'assessed_by_role' })
  assessedByRole!: string;

  @Column('date', { name: 'assessed_on' })
  assessedOn!: string;

  @Column('text', { nullable: true })
  corrects!: string | null;

  @Column('jsonb', { nullable: true })
  evidence!: string | null;

  @Column('jsonb', { nullable: true })
  overruled!: Assessment['overruled'] | null;
}

@Entity({ name: 'programme_measure' })
export class MeasureEntity {
  @PrimaryColumn('text', { name: 'measure_ref' })
  measureRef!: string;

  @Column('jsonb')
  data!: EventData<'programme.measure-upserted'>;
}

/** What a source report declares of a period. */
@Entity({ name: 'programme_headline' })
export class HeadlineEntity {
  @PrimaryColumn('text')
  period!: string;

  @Column('jsonb')
  data!: EventData<'programme.headline-declared'>;
}

/** A period that the board has taken, as it stood then: `json`, so that it reads the same to the byte for ever. */
@Entity({ name: 'programme_period' })
export class PeriodEntity {
  @PrimaryColumn('text')
  period!: string;

  @Column('json')
  view!: PeriodView;
}
