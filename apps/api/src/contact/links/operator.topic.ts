import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { BUS } from '../../bus/bus.js';
import type { Bus } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import { OperatorRunQueries } from '../../transport/operator-runs.queries.js';
import { LinkTopic } from './link-topic.js';

/** `operator`: the runs of today of whoever works them, as they go. */
@Injectable()
export class OperatorTopic implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly topic: LinkTopic<'operator'>;

  constructor(runs: OperatorRunQueries, @Inject(BUS) bus: Bus, registry: TopicRegistry) {
    this.topic = new LinkTopic(
      {
        topic: 'operator',
        project: (now) => ({ subject }) => runs.entries(subject.operatorRef ?? '', now),
        groupOf: (runRef) => runs.operatorOf(runRef),
        groupFor: ({ subject }) => subject.operatorRef,
      },
      bus,
      registry,
    );
  }

  onApplicationBootstrap(): void {
    this.topic.start();
  }

  onApplicationShutdown(): void {
    this.topic.stop();
  }
}
