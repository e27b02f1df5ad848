import { Global, Module } from '@nestjs/common';
import { Engine } from '../engine/engine.js';
import { RunFinder } from '../engine/run-finder.js';
import { ClosuresController } from './disruption/closures.controller.js';
import { DisruptionRepository } from './disruption/disruption.repository.js';
import { ServiceAlertsController } from './disruption/service-alerts.controller.js';
import { ServiceAlertQueries } from './disruption/service-alerts.queries.js';
import { AlertQueries } from './alert/alert.queries.js';
import { AlertRepository } from './alert/alert.repository.js';
import { AlertsController } from './alert/alerts.controller.js';
import { AlertTopics } from './alert/alerts.topic.js';
import { HandoverController } from './alert/handover.controller.js';
import { StandInsController } from './disruption/stand-ins.controller.js';
import { ChildrenQueries } from './children.queries.js';
import { FamilyQueries } from './families.queries.js';
import { FindableQueries } from './findable.queries.js';
import { FamilyRecordQueries } from './family-record.queries.js';
import { DaySessions } from './day-sessions.js';
import { FleetMemory } from './fleet.memory.js';
import { FleetTopics } from './fleet.topic.js';
import { FamilyLinks } from './messages/family-links.js';
import { OutboxController } from './messages/outbox.controller.js';
import { MorningPackController } from './morning-pack.controller.js';
import { PastDayQueries } from './past-days.queries.js';
import { OutsideViews } from './outside-views.queries.js';
import { StopHistoryQueries } from './stop-history.queries.js';
import { PassageQueries } from './passages.queries.js';
import { PathsController } from './paths.controller.js';
import { GtfsImport } from './gtfs/gtfs-import.service.js';
import { PlanRepository } from './gtfs/plan.repository.js';
import { CrewQueries } from './crew.queries.js';
import { LinkSubjectQueries } from './link-subjects.queries.js';
import { OperatorRunQueries } from './operator-runs.queries.js';
import { Planner } from './gtfs/planner.service.js';
import { CsvImport } from './imports/csv-import.service.js';
import { ImportsController } from './imports/imports.controller.js';
import { KnownRecords } from './imports/known-records.js';
import { RealtimeFeedsController } from './gtfs-realtime/realtime-feeds.controller.js';
import { RealtimeFeedsService } from './gtfs-realtime/realtime-feeds.service.js';
import { PositionRepository } from './position.repository.js';
import { PositionQueries } from './positions.queries.js';
import { PredictionLoader } from './prediction.loader.js';
import { PredictionScoreQueries } from './prediction-score.queries.js';
import { PredictionScoreRepository } from './prediction-score.repository.js';
import { ReferenceController } from './reference.controller.js';
import { ReferenceRepository } from './reference.repository.js';
import { FleetRunLookup } from './run-lookup.js';
import { RunNowQueries } from './run-now.queries.js';
import { RunRepository } from './run.repository.js';
import { RunsController } from './runs.controller.js';
import { RunQueries } from './runs.queries.js';
import { SitrepController } from './sitrep/sitrep.controller.js';
import { sitrepParts } from './sitrep/sitrep.parts.js';
import { SessionController } from './session.controller.js';
import { TransportDecider } from './transport.decider.js';
import { TransportLoader } from './transport.loader.js';
import { UsualDays } from './usual-days.js';
import { ViewClock } from './view-clock.js';

/** Global for its queries alone: features may read one another's `*.queries.ts`. */
@Global()
@Module({
  controllers: [
    SitrepController,
    ImportsController,
    RunsController,
    ReferenceController,
    PathsController,
    MorningPackController, SessionController,
    ServiceAlertsController,
    ClosuresController,
    RealtimeFeedsController,
    AlertsController,
    HandoverController,
    OutboxController,
    StandInsController,
  ],
  providers: [
    ...sitrepParts,
    AlertQueries,
    AlertRepository,
    PassageQueries,
    StopHistoryQueries,
    PredictionLoader,
    AlertTopics,
    DisruptionRepository,
    ChildrenQueries,
    FamilyQueries,
    FamilyRecordQueries,
    FamilyLinks,
    FindableQueries,
    OutsideViews,
    FleetMemory,
    FleetRunLookup,
    FleetTopics,
    CrewQueries,
    DaySessions,
    GtfsImport,
    LinkSubjectQueries,
    CsvImport,
    KnownRecords,
    OperatorRunQueries,
    Planner,
    PlanRepository,
    PastDayQueries,
    PositionQueries,
    PositionRepository,
    PredictionScoreQueries,
    PredictionScoreRepository,
    RealtimeFeedsService,
    ReferenceRepository,
    RunNowQueries,
    RunQueries,
    RunRepository,
    ServiceAlertQueries,
    TransportDecider,
    TransportLoader,
    UsualDays,
    ViewClock,
  ],
  exports: [
    AlertQueries,
    ChildrenQueries,
    CrewQueries,
    FamilyQueries,
    FamilyRecordQueries,
    FindableQueries,
    FleetMemory,
    LinkSubjectQueries,
    OperatorRunQueries,
    OutsideViews,
    PositionQueries,
    PredictionScoreQueries,
    RunNowQueries,
    RunQueries,
    ServiceAlertQueries,
    StopHistoryQueries,
  ],
})
export class TransportModule {
  constructor(engine: Engine, decider: TransportDecider, finder: RunFinder, lookup: FleetRunLookup) {
    engine.register(decider);
    finder.register(lookup);
  }
}
