import { AssessmentEntity, HeadlineEntity, HistoryEntity, MeasureEntity, PeriodEntity } from './programme.entity.js';

/** What the programme keeps, for the data source. */
export const programmeEntities = [HistoryEntity, AssessmentEntity, MeasureEntity, HeadlineEntity, PeriodEntity];
