import { Controller, Get, Header, NotFoundException, Param, Res, StreamableFile } from '@nestjs/common';
import { programmeTables } from '@sightline/contracts';
import type { ProgrammeReport } from '@sightline/contracts';
import { compareViews, reportOf, saidIn, tableRows } from '@sightline/domain';
import type { ReportSource } from '@sightline/domain';
import { Allow, CurrentPrincipal } from '../../identity/allow.js';
import { Fields } from '../../identity/fields/fields.service.js';
import type { AccountPrincipal } from '../../identity/principal.js';
import { ProgrammeState } from '../programme.state.js';
import { ReportPdf } from './report-pdf.js';
import { ReportSources } from './report-source.js';

/** A period as a paper of the board, and its tables. */
@Controller('programme/periods/:period')
@Allow('programme')
export class ReportController {
  constructor(
    private readonly sources: ReportSources,
    private readonly pdf: ReportPdf,
    private readonly state: ProgrammeState,
    private readonly fields: Fields,
  ) {}

  @Get('report')
  report(@Param('period') period: string): ProgrammeReport {
    return reportOf(this.source(period));
  }

  @Get('report.pdf')
  async paper(@Param('period') period: string, @CurrentPrincipal() { role }: AccountPrincipal): Promise<StreamableFile> {
    const report = this.fields.project(role, 'programme', this.report(period), 'export') as ProgrammeReport;
    const bytes = await this.pdf.of(report);
    return new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length, disposition: `inline; filename="highlight-report-${report.period}.pdf"` });
  }

  /** A table of the period, whole; as CSV with `.csv` after its name. */
  @Get('tables/:table')
  @Header('cache-control', 'no-store')
  table(@Param('period') asked: string, @Param('table') named: string, @Res({ passthrough: true }) reply: { header(name: string, value: string): unknown }): { items: readonly object[] } {
    const name = named.replace(/\.csv$/, '');
    const table = programmeTables.find((one) => one === name);
    if (table === undefined) throw new NotFoundException(`There is no such table. There are: ${programmeTables.join(', ')}.`);
    const source = this.source(asked);
    if (named.endsWith('.csv')) reply.header('content-disposition', `attachment; filename="programme-${source.view.period ?? 'plan'}-${table}.csv"`);
    if (table === 'history') return { items: saidIn(this.state.programme.assessments, source.view.period) };
    return { items: table === 'changes' ? this.changes(source) : tableRows[table](source) };
  }

  /** Against the period before; nothing in the first one. */
  private changes({ view, frozen }: ReportSource): readonly object[] {
    const before = view.previousPeriod === null ? undefined : this.sources.of(view.previousPeriod);
    return before === undefined ? [] : compareViews(before.view, view, { from: before.frozen, to: frozen }).items;
  }

  private source(period: string): ReportSource {
    const source = this.sources.of(period);
    if (source === undefined) throw new NotFoundException('Nothing was said of this period.');
    return source;
  }
}
