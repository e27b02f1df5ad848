import { JournalEntity, JournalPersonalEntity, QuarantineEntity } from './journal.entity.js';

/** What the engine keeps, for the data source. */
export const engineEntities = [JournalEntity, JournalPersonalEntity, QuarantineEntity];
