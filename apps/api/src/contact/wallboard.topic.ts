import { Injectable } from '@nestjs/common';
import { TopicRegistry } from '../bus/topic-registry.js';
import { Wallboard } from './wallboard.js';

/** Offers the topic `wallboard`: each figure by its name. The decider publishes its changes. */
@Injectable()
export class WallboardTopic {
  constructor(wallboard: Wallboard, topics: TopicRegistry) {
    topics.register({ topic: 'wallboard', snapshot: () => Object.fromEntries(wallboard.metrics(Date.now()).map((metric) => [metric.name, metric])) });
  }
}
