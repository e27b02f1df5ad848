import { AssessmentEntity, HeadlineEntity, ItemEntity, MeasureEntity, PeriodEntity } from './programme.entity.js';

/** What the programme keeps, for the data source. */
export const programmeEntities = [ItemEntity, AssessmentEntity, MeasureEntity, HeadlineEntity, PeriodEntity];
