import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Erasures } from './erasures.js';
import { Forgetting } from './forgetting.js';
import { Holds } from './holds.js';
import { RetentionController } from './retention.controller.js';
import { RightsController } from './rights.controller.js';
import { SCHEDULE } from './schedule.js';
import type { Schedule } from './schedule.js';
import { Subjects } from './subjects.js';
import { SweepRepository } from './sweep.repository.js';
import { Sweeper } from './sweeper.js';

/** Keeping no longer than needed, and what people may ask of us. Global for {@link Forgetting}, which the engine's drafts call. */
@Module({})
export class RetentionModule {
  static with(schedule: Schedule): DynamicModule {
    return {
      module: RetentionModule,
      global: true,
      controllers: [RetentionController, RightsController],
      providers: [{ provide: SCHEDULE, useValue: schedule }, Erasures, Forgetting, Holds, Subjects, SweepRepository, Sweeper],
      exports: [Forgetting],
    };
  }
}
