import { Global, Module } from '@nestjs/common';
import { Engine } from '../engine/engine.js';
import { RulesMemory } from './messaging-rules.js';
import { NotifyDecider } from './notify.decider.js';
import { TransactionalOutbox } from './outbox.js';
import { OutboxQueries } from './outbox.queries.js';
import { OutboxRepository } from './outbox.repository.js';
import { OutboxTopic } from './outbox.topic.js';

/** Global for its queries alone: features may read them. */
@Global()
@Module({
  providers: [NotifyDecider, OutboxQueries, OutboxRepository, OutboxTopic, RulesMemory, TransactionalOutbox],
  exports: [OutboxQueries],
})
export class NotifyModule {
  constructor(engine: Engine, decider: NotifyDecider, outbox: TransactionalOutbox) {
    engine.register(decider);
    engine.deliverTo(outbox);
  }
}
