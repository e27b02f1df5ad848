import { Inject, Module } from '@nestjs/common';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { Engine } from '../engine/engine.js';
import { Metrics } from '../metrics/metrics.js';
import { ContactController } from './contact.controller.js';
import { ContactDecider } from './contact.decider.js';
import { ContactRepository } from './contact.repository.js';
import { LinksModule } from './links/links.module.js';
import { SearchController } from './search.controller.js';
import { Search } from './search.service.js';
import { Wallboard } from './wallboard.js';
import { WallboardTopic } from './wallboard.topic.js';

@Module({
  imports: [LinksModule],
  controllers: [ContactController, SearchController],
  providers: [Search, ContactRepository, ContactDecider, Wallboard, WallboardTopic],
})
export class ContactModule {
  constructor(engine: Engine, decider: ContactDecider, metrics: Metrics, wallboard: Wallboard, @Inject(BUS) bus: Bus) {
    engine.register(decider);
    metrics.register('Contact centre', ...wallboard.definitions());
    bus.subscribe(({ topic }) => {
      if (topic === 'wallboard') metrics.changed();
    });
  }
}
