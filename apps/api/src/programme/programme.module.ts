import { Module } from '@nestjs/common';
import { EditingController } from './editing/editing.controller.js';
import { EditingTopic } from './editing/editing.topic.js';
import { ProgrammeController } from './programme.controller.js';
import { ProgrammeDecider } from './programme.decider.js';
import { ProgrammeRepository } from './programme.repository.js';
import { ProgrammeState } from './programme.state.js';
import { ProgrammeTopic } from './programme.topic.js';

@Module({
  controllers: [ProgrammeController, EditingController],
  providers: [EditingTopic, ProgrammeDecider, ProgrammeRepository, ProgrammeState, ProgrammeTopic],
})
export class ProgrammeModule {}
