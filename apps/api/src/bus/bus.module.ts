import { Global, Module } from '@nestjs/common';
import { BUS } from './bus.js';
import { InProcessBus } from './in-process-bus.js';
import { TopicRegistry } from './topic-registry.js';

@Global()
@Module({
  providers: [{ provide: BUS, useClass: InProcessBus }, TopicRegistry],
  exports: [BUS, TopicRegistry],
})
export class BusModule {}
