import { BankHolidaysEntity, CaseEntity, DueChangeEntity, TeamEntity, WaitingEntity } from './case.entity.js';
import { DeclaredTotalEntity, UnfittingEntity } from './quality.entity.js';

/** What casework keeps, for the data source. */
export const caseworkEntities = [CaseEntity, WaitingEntity, TeamEntity, DueChangeEntity, BankHolidaysEntity, DeclaredTotalEntity, UnfittingEntity];
