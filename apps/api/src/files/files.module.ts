import { Global, Module } from '@nestjs/common';
import { ImportDoor } from './import-door.js';
import { ImportJobs } from './import-jobs.js';
import { ImportLog } from './import-log.repository.js';
import { ImportProfiles } from './import-profiles.repository.js';
import { Multipart } from './upload.js';

/** Files that people and machines send: how they come in, how they are read, and what became of them. */
@Global()
@Module({ providers: [ImportDoor, ImportJobs, ImportLog, ImportProfiles, Multipart], exports: [ImportDoor, ImportLog, ImportProfiles] })
export class FilesModule {}
