import { Inject, Injectable } from '@nestjs/common';
import { BUS } from '../../bus/bus.js';
import type { Bus } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import { OutsideViews } from '../../transport/outside-views.queries.js';
import { LinkTopic } from './link-topic.js';

/** `school`: the arrivals board of one school's session, for the holder of its link. */
@Injectable()
export class SchoolTopic extends LinkTopic<'school'> {
  constructor(views: OutsideViews, @Inject(BUS) bus: Bus, registry: TopicRegistry) {
    super(
      {
        topic: 'school',
        project: (now) => {
          const at = views.at(now);
          return ({ subject }) => at.school(subject.schoolRef ?? '');
        },
        groupsOf: (runRef) => [views.belongings(runRef)?.schoolRef],
        groupFor: ({ subject }) => subject.schoolRef,
      },
      bus,
      registry,
    );
  }
}
