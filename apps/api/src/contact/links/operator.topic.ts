import { Inject, Injectable } from '@nestjs/common';
import { BUS } from '../../bus/bus.js';
import type { Bus } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import { OperatorRunQueries } from '../../transport/operator-runs.queries.js';
import { LinkTopic } from './link-topic.js';

/** `operator`: the runs of today of whoever works them, as they go. */
@Injectable()
export class OperatorTopic extends LinkTopic<'operator'> {
  constructor(runs: OperatorRunQueries, @Inject(BUS) bus: Bus, registry: TopicRegistry) {
    super(
      {
        topic: 'operator',
        project: (now) => ({ subject }) => runs.entries(subject.operatorRef ?? '', now),
        groupsOf: (runRef) => [runs.operatorOf(runRef)],
        groupFor: ({ subject }) => subject.operatorRef,
      },
      bus,
      registry,
    );
  }
}
