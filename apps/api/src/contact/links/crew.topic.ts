import { Inject, Injectable } from '@nestjs/common';
import { BUS } from '../../bus/bus.js';
import type { Bus } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import { CrewQueries } from '../../transport/crew.queries.js';
import { LinkTopic } from './link-topic.js';

/** `crew`: the run that a crew works now, and the name and time of its next. */
@Injectable()
export class CrewTopic extends LinkTopic<'crew'> {
  constructor(crews: CrewQueries, @Inject(BUS) bus: Bus, registry: TopicRegistry) {
    super(
      {
        topic: 'crew',
        project: (now) => (link) => crews.parts(link, now),
        groupsOf: (runRef) => crews.subjectsOf(runRef),
        groupFor: ({ subject }) => subject.runRef ?? subject.vehicleRef ?? subject.assistantRef,
      },
      bus,
      registry,
    );
  }
}
