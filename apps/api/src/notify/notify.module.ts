import { Global, Module } from '@nestjs/common';
import { Engine } from '../engine/engine.js';
import { carrierProvider } from './carrier.provider.js';
import { DeliveryReports } from './delivery-reports.js';
import { DeliveryMetrics } from './delivery.metrics.js';
import { DeliveryRepository } from './delivery.repository.js';
import { Delivery } from './delivery.service.js';
import { RulesMemory } from './messaging-rules.js';
import { NotifyDecider } from './notify.decider.js';
import { TransactionalOutbox } from './outbox.js';
import { OutboxMemory } from './outbox.memory.js';
import { OutboxQueries } from './outbox.queries.js';
import { OutboxRepository } from './outbox.repository.js';
import { OutboxTopic } from './outbox.topic.js';

/** Global for its queries alone: features may read them. */
@Global()
@Module({
  providers: [carrierProvider, Delivery, DeliveryMetrics, DeliveryReports, DeliveryRepository, NotifyDecider, OutboxMemory, OutboxQueries, OutboxRepository, OutboxTopic, RulesMemory, TransactionalOutbox],
  exports: [OutboxQueries],
})
export class NotifyModule {
  constructor(engine: Engine, decider: NotifyDecider, outbox: TransactionalOutbox) {
    engine.register(decider);
    engine.deliverTo(outbox);
  }
}
