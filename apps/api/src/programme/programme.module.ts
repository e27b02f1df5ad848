import { Module } from '@nestjs/common';
import { EditingController } from './editing/editing.controller.js';
import { EditingTopic } from './editing/editing.topic.js';
import { MeasureDaysRepository } from './measures/measure-days.repository.js';
import { MeasureHistory } from './measures/measure-history.js';
import { MeasureValues } from './measures/measure-values.js';
import { MeasuresController } from './measures/measures.controller.js';
import { PeriodsController } from './periods.controller.js';
import { PlanImport } from './imports/plan-import.service.js';
import { PlanImportsController } from './imports/plan-imports.controller.js';
import { ProgrammeController } from './programme.controller.js';
import { ProgrammeDecider } from './programme.decider.js';
import { ProgrammeRepository } from './programme.repository.js';
import { ProgrammeState } from './programme.state.js';
import { ProgrammeTopic } from './programme.topic.js';
import { ReportController } from './report/report.controller.js';
import { ReportPdf } from './report/report-pdf.js';
import { ReportSources } from './report/report-source.js';

@Module({
  controllers: [ProgrammeController, EditingController, MeasuresController, PeriodsController, PlanImportsController, ReportController],
  providers: [
    EditingTopic,
    MeasureDaysRepository,
    MeasureHistory,
    MeasureValues,
    PlanImport,
    ProgrammeDecider,
    ProgrammeRepository,
    ProgrammeState,
    ProgrammeTopic,
    ReportPdf,
    ReportSources,
  ],
})
export class ProgrammeModule {}
