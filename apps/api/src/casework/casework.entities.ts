import { CaseEntity, TeamEntity, WaitingEntity } from './case.entity.js';

/** What casework keeps, for the data source. */
export const caseworkEntities = [CaseEntity, WaitingEntity, TeamEntity];
