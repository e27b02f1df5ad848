import { Module } from '@nestjs/common';
import { Engine } from '../../engine/engine.js';
import { LinkScopes } from '../../engine/link-scopes.js';
import { CrewScope } from './crew.scope.js';
import { CrewTopic } from './crew.topic.js';
import { BusTopic } from './bus.topic.js';
import { CurrentLinkController } from './current-link.controller.js';
import { FamilyMessagesController } from './family-messages.controller.js';
import { LinksController } from './links.controller.js';
import { LinksDecider } from './links.decider.js';
import { OperatorScope } from './operator.scope.js';
import { OperatorTopic } from './operator.topic.js';
import { SchoolTopic } from './school.topic.js';

/** Pages for those outside the council: links, and the topics behind them. */
@Module({
  controllers: [CurrentLinkController, FamilyMessagesController, LinksController],
  providers: [BusTopic, CrewScope, CrewTopic, LinksDecider, OperatorScope, OperatorTopic, SchoolTopic],
})
export class LinksModule {
  constructor(engine: Engine, decider: LinksDecider, scopes: LinkScopes, operators: OperatorScope, crews: CrewScope) {
    engine.register(decider);
    scopes.register('operator', (subject, event) => operators.problem(subject, event));
    scopes.register('crew', (subject, event) => crews.problem(subject, event));
  }
}
