import { Global, Module } from '@nestjs/common';
import { CasesQueries } from './cases.queries.js';
import { CaseworkController } from './casework.controller.js';
import { CaseworkDecider } from './casework.decider.js';
import { CaseworkMetrics } from './casework.metrics.js';
import { CaseworkRepository } from './casework.repository.js';
import { CaseworkState } from './casework.state.js';
import { CaseworkTopics } from './casework.topic.js';

/** Global for its queries alone: features may read one another's `*.queries.ts`. */
@Global()
@Module({
  controllers: [CaseworkController],
  providers: [CaseworkDecider, CaseworkRepository, CaseworkState, CaseworkTopics, CaseworkMetrics, CasesQueries],
  exports: [CasesQueries],
})
export class CaseworkModule {}
