import { ImportLogEntity } from './import-log.entity.js';
import { ImportProfileEntity } from './import-profile.entity.js';

/** What is kept of files, for the data source. */
export const filesEntities = [ImportLogEntity, ImportProfileEntity];
