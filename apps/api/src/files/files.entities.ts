import { ImportLogEntity } from './import-log.entity.js';

/** What is kept of files, for the data source. */
export const filesEntities = [ImportLogEntity];
