import { Inject, Module } from '@nestjs/common';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { Engine } from '../engine/engine.js';
import { Metrics } from '../metrics/metrics.js';
import { CommandScopes } from '../engine/command-scopes.js';
import { AdviserScope } from './adviser-scope.js';
import { CallLog } from './call-log.service.js';
import { ContactController } from './contact.controller.js';
import { ContactDecider } from './contact.decider.js';
import { ContactQueries } from './contacts.queries.js';
import { ContactsController } from './contacts.controller.js';
import { DemandLinkage } from './demand.js';
import { Evidence } from './evidence.js';
import { ContactRepository } from './contact.repository.js';
import { LinksModule } from './links/links.module.js';
import { LookUpsController } from './look-ups/look-ups.controller.js';
import { lookUpParts } from './look-ups/look-ups.parts.js';
import { SearchController } from './search.controller.js';
import { ChildSearches } from './child-searches.js';
import { Search } from './search.service.js';
import { StopHistoryController } from './stop-history.controller.js';
import { ToldFamilies } from './told-families.js';
import { Wallboard } from './wallboard.js';
import { WallboardTopic } from './wallboard.topic.js';

@Module({
  imports: [LinksModule],
  controllers: [
    ContactController,
    ContactsController,
    LookUpsController,
    SearchController,
    StopHistoryController,
  ],
  providers: [
    ...lookUpParts,
    AdviserScope,
    CallLog,
    ChildSearches,
    ContactDecider,
    ContactQueries,
    ContactRepository,
    DemandLinkage,
    Evidence,
    Search,
    ToldFamilies,
    Wallboard,
    WallboardTopic,
  ],
})
export class ContactModule {
  constructor(engine: Engine, decider: ContactDecider, metrics: Metrics, wallboard: Wallboard, @Inject(BUS) bus: Bus, scopes: CommandScopes, advisers: AdviserScope) {
    engine.register(decider);
    advisers.registerWith(scopes);
    metrics.register('Contact centre', ...wallboard.definitions());
    bus.subscribe(({ topic }) => {
      if (topic === 'wallboard') metrics.changed();
    });
  }
}
