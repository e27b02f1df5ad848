import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { CASE_RULES, readCaseRules } from './case-rules.file.js';
import { CaseSearchQueries } from './case-search.queries.js';
import { CasesQueries } from './cases.queries.js';
import { CaseworkController } from './casework.controller.js';
import { CaseworkDecider } from './casework.decider.js';
import { CaseworkMetrics } from './casework.metrics.js';
import { BankHolidaysImport } from './imports/bank-holidays-import.service.js';
import { CaseImport } from './imports/case-import.service.js';
import { CaseImportsController } from './imports/case-imports.controller.js';
import { CaseworkRepository } from './casework.repository.js';
import { CaseworkState } from './casework.state.js';
import { CaseworkTopics } from './casework.topic.js';
import { DueChangesQueries } from './due-changes.queries.js';
import { QualityRepository } from './quality.repository.js';
import { DueChangesRepository } from './due-changes.repository.js';

/** Global for its queries alone: features may read one another's `*.queries.ts`. */
@Global()
@Module({
  controllers: [CaseworkController, CaseImportsController],
  providers: [{ provide: CASE_RULES, inject: [Config], useFactory: (config: Config) => readCaseRules(config.policiesFile) }, CaseworkDecider, CaseworkRepository, CaseworkState, CaseworkTopics, CaseworkMetrics, CasesQueries, CaseSearchQueries, DueChangesQueries, DueChangesRepository, QualityRepository, BankHolidaysImport, CaseImport],
  exports: [CasesQueries, CaseSearchQueries],
})
export class CaseworkModule {}
