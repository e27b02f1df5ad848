import { MeasureDayEntity } from './measures/measure-day.entity.js';
import { AssessmentEntity, HeadlineEntity, HistoryEntity, MeasureEntity, PeriodEntity } from './programme.entity.js';

/** What the programme keeps, for the data source. */
export const programmeEntities = [HistoryEntity, AssessmentEntity, MeasureEntity, MeasureDayEntity, HeadlineEntity, PeriodEntity];
