import { Global, Module } from '@nestjs/common';
import { Engine } from '../engine/engine.js';
import { FindableQueries } from './findable.queries.js';
import { FleetMemory } from './fleet.memory.js';
import { FleetTopics } from './fleet.topic.js';
import { PathsController } from './paths.controller.js';
import { GtfsImport } from './gtfs/gtfs-import.service.js';
import { ImportsController } from './gtfs/imports.controller.js';
import { PositionRepository } from './position.repository.js';
import { PositionQueries } from './positions.queries.js';
import { ReferenceController } from './reference.controller.js';
import { ReferenceRepository } from './reference.repository.js';
import { RunRepository } from './run.repository.js';
import { RunsController } from './runs.controller.js';
import { RunQueries } from './runs.queries.js';
import { TransportDecider } from './transport.decider.js';
import { TransportLoader } from './transport.loader.js';

/** Global for its queries alone: features may read one another's `*.queries.ts`. */
@Global()
@Module({
  controllers: [ImportsController, RunsController, ReferenceController, PathsController],
  providers: [FindableQueries, FleetMemory, FleetTopics, GtfsImport, PositionQueries, PositionRepository, ReferenceRepository, RunQueries, RunRepository, TransportDecider, TransportLoader],
  exports: [FindableQueries, FleetMemory, PositionQueries, RunQueries],
})
export class TransportModule {
  constructor(engine: Engine, decider: TransportDecider) {
    engine.register(decider);
  }
}
