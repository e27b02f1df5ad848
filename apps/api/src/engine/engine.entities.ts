import { JournalEntity, JournalPersonalEntity, QuarantineEntity } from './journal.entity.js';
import { SourceEntity, SourceHealthEntity } from './source.entity.js';

/** What the engine keeps, for the data source. */
export const engineEntities = [JournalEntity, JournalPersonalEntity, QuarantineEntity, SourceEntity, SourceHealthEntity];
