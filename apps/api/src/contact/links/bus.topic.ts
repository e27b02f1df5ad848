import { Inject, Injectable } from '@nestjs/common';
import { BUS } from '../../bus/bus.js';
import type { Bus } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import { OutsideViews } from '../../transport/outside-views.queries.js';
import { LinkTopic } from './link-topic.js';

/** `bus`: one child's run, for the holder of a link to it. */
@Injectable()
export class BusTopic extends LinkTopic<'bus'> {
  constructor(views: OutsideViews, @Inject(BUS) bus: Bus, registry: TopicRegistry) {
    super(
      {
        topic: 'bus',
        project: (now) => {
          const at = views.at(now);
          return ({ subject }) => ({ bus: at.bus(subject) });
        },
        groupsOf: (runRef) => [views.belongings(runRef)?.routeRef],
        groupFor: ({ subject }) => views.routeOf(subject.passengerRef ?? ''),
      },
      bus,
      registry,
    );
  }
}
