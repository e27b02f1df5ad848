import type { EventData } from '@sightline/contracts';
import type { PeriodView } from '@sightline/domain';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A workstream, project or action as it was last described. */
@Entity({ name: 'programme_item' })
export class ItemEntity {
  @PrimaryColumn('text', { name: 'item_ref' })
  itemRef!: string;

  @Column('text')
  kind!: string;

  @Column('text', { name: 'parent_ref', nullable: true })
  parentRef!: string | null;

  @Column('text')
  title!: string;

  @Column('text', { name: 'lead_role', nullable: true })
  leadRole!: string | null;

  @Column('text', { name: 'led_by', nullable: true })
  ledBy!: string | null;

  @Column('date', { name: 'start_date', nullable: true })
  startDate!: string | null;

  @Column('date', { name: 'due_date', nullable: true })
  dueDate!: string | null;
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
