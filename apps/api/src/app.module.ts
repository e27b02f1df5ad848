import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { AboutController } from './about.controller.js';
import { BusModule } from './bus/bus.module.js';
import { caseworkEntities } from './casework/casework.entities.js';
import { CaseworkModule } from './casework/casework.module.js';
import { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { contactEntities } from './contact/contact.entities.js';
import { ContactModule } from './contact/contact.module.js';
import { CsvInterceptor } from './csv.interceptor.js';
import { DatabaseModule } from './database/database.module.js';
import type { Entities, OpenDatabase } from './database/open.js';
import type { DailyTable } from './database/partitions.js';
import { DocsModule } from './docs/docs.module.js';
import { engineEntities } from './engine/engine.entities.js';
import { EngineModule } from './engine/engine.module.js';
import { filesEntities } from './files/files.entities.js';
import { FilesModule } from './files/files.module.js';
import { HealthModule, healthControllers } from './health/health.module.js';
import { Public } from './identity/allow.js';
import { AuditInterceptor } from './identity/audit/audit.interceptor.js';
import { FieldsInterceptor } from './identity/fields/fields.interceptor.js';
import { identityEntities } from './identity/identity.entities.js';
import { IdentityModule } from './identity/identity.module.js';
import { IngestModule } from './ingest/ingest.module.js';
import { LiveModule } from './live/live.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { notifyEntities } from './notify/notify.entities.js';
import { NotifyModule } from './notify/notify.module.js';
import { ProblemFilter } from './problem.filter.js';
import { programmeEntities } from './programme/programme.entities.js';
import { ProgrammeModule } from './programme/programme.module.js';
import { retentionEntities } from './retention/retention.entities.js';
import { keptPositions } from './retention/kept-positions.js';
import { RetentionModule } from './retention/retention.module.js';
import { retentionSchedule } from './retention-schedule.js';
import { transportEntities } from './transport/transport.entities.js';
import { TransportModule } from './transport/transport.module.js';

/** Every entity of every feature: start-up compares them with the schema. */
export const entities: Entities = [...engineEntities, ...identityEntities, ...filesEntities, ...transportEntities, ...caseworkEntities, ...programmeEntities, ...contactEntities, ...notifyEntities, ...retentionEntities];

/** Tables that are partitioned by day, and how long they are kept. */
export const dailyTables = (config: Config): DailyTable[] => [
  { table: 'position', column: 'recorded_at', keepDays: config.positionDays, uniqueWithinDay: ['source', 'event_id'], setsAside: keptPositions(retentionSchedule.heldSql(config.keepDays.SIGHTLINE_KEEP_HELD_DAYS)) },
];

// Health knows nothing of identity, so that it is opened to everyone is said here.
for (const controller of healthControllers) Public()(controller);

/** The parts of the api: its table of contents. Routes are relative to `/api`. */
@Module({})
export class AppModule {
  static with(database: OpenDatabase): DynamicModule {
    return {
      module: AppModule,
      imports: [
        // What everything stands on
        ConfigModule,
        DatabaseModule.with(database),
        BusModule,
        // Who may
        IdentityModule,
        // The only writer, and what it decides
        EngineModule,
        MetricsModule,
        RetentionModule.with(retentionSchedule),
        NotifyModule,
        FilesModule,
        TransportModule,
        CaseworkModule,
        ProgrammeModule,
        ContactModule,
        // The ways in and out
        IngestModule,
        LiveModule,
        HealthModule,
        DocsModule,
      ],
      controllers: [AboutController],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        // The first is the outermost: what is written down is what goes out.
        { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
        { provide: APP_INTERCEPTOR, useClass: CsvInterceptor },
        // Inside the one before it: a file is made of what its caller may see.
        { provide: APP_INTERCEPTOR, useClass: FieldsInterceptor },
      ],
    };
  }
}
