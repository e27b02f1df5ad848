import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { BUS } from '../../bus/bus.js';
import type { Bus } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import { OutsideViews } from '../../transport/outside-views.queries.js';
import { LinkTopic } from './link-topic.js';

/** `school`: the arrivals board of one school's session, for the holder of its link. */
@Injectable()
export class SchoolTopic implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly topic: LinkTopic<'school'>;

  constructor(views: OutsideViews, @Inject(BUS) bus: Bus, registry: TopicRegistry) {
    this.topic = new LinkTopic(
      {
        topic: 'school',
        project: (now) => {
          const at = views.at(now);
          return ({ subject }) => at.school(subject.schoolRef ?? '');
        },
        groupOf: (runRef) => views.belongings(runRef)?.schoolRef,
        groupFor: ({ subject }) => subject.schoolRef,
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
