import { BadRequestException, Controller, ForbiddenException, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { caseFilter, caseworkTables, clearingQuery, figuresQuery, mayAccess, qualityKinds, qualityQuery, transportArea } from '@sightline/contracts';
import type { BacklogRow, BankHoliday, CaseList, CaseSummary, CaseValue, CaseworkTableView, ClearingView, ClockView, DueChangeView, FiguresView, QualityView, Role, WorkloadView } from '@sightline/contracts';
import { measures, qualityLabels } from '@sightline/domain';
import * as z from 'zod';
import { Allow, CurrentPrincipal } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import type { AccountPrincipal } from '../identity/principal.js';
import type { CaseFilter } from './case-filter.js';
import { CasesQueries } from './cases.queries.js';
import { DueChangesQueries } from './due-changes.queries.js';
import { CaseworkTopics } from './casework.topic.js';
import { smallNumbers } from './small-numbers.js';

const pageQuery = z.object({
  limit: z.coerce.number('must be a number').int().min(1).max(1000).default(100),
  cursor: z.string().max(400).optional(),
});
const qualityPage = qualityQuery.extend({ ...pageQuery.shape, cursor: z.string().regex(/^\d{1,9}$/, 'is not one that was given out').optional() });
const casesQuery = caseFilter.extend(pageQuery.shape);
/** Of one case: more changes than any will ever see. */
const mostChanges = 100;
const tableQuery = caseFilter.pick({ caseType: true });
const tableName = z.object({ table: z.enum(caseworkTables) });

/** The backlog, its tables, and the cases behind the numbers. */
@Controller('casework')
export class CaseworkController {
  constructor(
    private readonly topics: CaseworkTopics,
    private readonly cases: CasesQueries,
    private readonly changes: DueChangesQueries,
  ) {}

  @Get('backlog')
  @Allow('backlog')
  backlog(@CurrentPrincipal() { role }: AccountPrincipal): { items: BacklogRow[]; asOf: string } {
    const view = smallNumbers.viewOf(role);
    return { items: this.topics.rows().map((row) => smallNumbers.row(view, row)), asOf: new Date().toISOString() };
  }

  @Get('tables/:table')
  @Allow('casework-tables')
  table(@Param() params: unknown, @Query() query: unknown, @CurrentPrincipal() { role }: AccountPrincipal): CaseworkTableView {
    const asked = tableName.safeParse(params);
    if (!asked.success) throw new NotFoundException(`There is no such table. There are: ${caseworkTables.join(', ')}.`);
    const { caseType } = parsed(tableQuery, query);
    return smallNumbers.table(smallNumbers.viewOf(role), this.topics.table(asked.data.table, caseType));
  }

  /** One figure by one dimension. Who has which case is nobody's business who may not see the cases. */
  @Get('figures')
  @Allow('casework-tables')
  figures(@Query() query: unknown, @CurrentPrincipal() { role }: AccountPrincipal): FiguresView {
    const asked = parsed(figuresQuery, query);
    if (measures[asked.measure].ofOneType === true && asked.caseType === undefined) throw new BadRequestException(`${measures[asked.measure].label} can only be said of one case type: name it as caseType.`);
    if (asked.from !== undefined && asked.until !== undefined && asked.from > asked.until) throw new BadRequestException('from is after until.');
    const aboutOwners = asked.by === 'owner' || asked.ownerRef !== undefined;
    if (aboutOwners && !mayAccess(role, 'cases', 'act')) throw new ForbiddenException('Who has which case is shown to those who manage the cases.');
    return smallNumbers.figures(smallNumbers.viewOf(role), { ...this.cases.figures(asked), asOf: new Date().toISOString() });
  }

  @Get('cases')
  @Allow('cases')
  list(@Query() query: unknown, @CurrentPrincipal() { role }: AccountPrincipal): CaseList {
    const { limit, cursor, order, ...asked } = parsed(casesQuery, query);
    const area = areaOf(role);
    if (area !== undefined && asked.serviceArea !== undefined && asked.serviceArea !== area) return { items: [], total: 0 };
    return this.cases.list(askedFilter(asked, area), limit, cursor, order);
  }

  /** The values that cases have, to narrow a list by: of those that the role may see. */
  @Get('case-values')
  @Allow('cases')
  values(@Query() query: unknown, @CurrentPrincipal() { role }: AccountPrincipal): { items: CaseValue[] } {
    const area = areaOf(role);
    const items = this.cases.values(askedFilter(parsed(caseFilter, query), area), area);
    // Whose cases they are is masked for those who do not manage them [ACC-10]: no list of the owners tells it either.
    return { items: mayAccess(role, 'cases', 'act') ? items : items.filter(({ field }) => field !== 'ownerRef') };
  }

  /** Who has how much. Who has which case is shown to those who manage the cases. */
  @Get('workload')
  @Allow('cases', 'act')
  workload(): WorkloadView {
    return { ...this.cases.workload(), asOf: new Date().toISOString() };
  }

  @Get('cases/:caseRef')
  @Allow('cases')
  one(@Param('caseRef') caseRef: string, @CurrentPrincipal() { role }: AccountPrincipal): CaseSummary {
    return this.seen(caseRef, role);
  }

  /** Its clocks with their working, and what a change of the rules did to their due dates. */
  @Get('cases/:caseRef/clocks')
  @Allow('cases')
  async clocks(@Param('caseRef') caseRef: string, @CurrentPrincipal() { role }: AccountPrincipal): Promise<{ clocks: ClockView[]; changes: DueChangeView[] }> {
    this.seen(caseRef, role);
    const { items } = await this.changes.list(caseRef, mostChanges);
    return { clocks: this.cases.clocks(caseRef) ?? [], changes: items };
  }

  /** What it would take to have none of a type open by a day. */
  @Get('clearing')
  @Allow('cases', 'act')
  clearing(@Query() query: unknown): ClearingView {
    const { caseType, by } = parsed(clearingQuery, query);
    return { ...this.cases.clearing(caseType, by), asOf: new Date().toISOString() };
  }

  /** What is wrong, or may be, with the casework as it was told: counted by kind, and listed. */
  @Get('quality')
  @Allow('cases', 'act')
  async quality(@Query() query: unknown): Promise<QualityView> {
    const { kind, caseType, limit, cursor } = parsed(qualityPage, query);
    const { findings, lookedAt } = await this.cases.quality();
    const all = findings.filter((finding) => caseType === undefined || finding.caseType === caseType);
    const wanted = kind === undefined ? all : all.filter((finding) => finding.kind === kind);
    const first = Number(cursor ?? 0);
    const counts = qualityKinds.map((each) => ({ kind: each, label: qualityLabels[each], count: all.filter((finding) => finding.kind === each).length }));
    const items = wanted.slice(first, first + limit);
    return { counts, items, ...(first + limit < wanted.length ? { nextCursor: String(first + limit) } : {}), asOf: lookedAt };
  }

  @Get('due-changes')
  @Allow('cases', 'act')
  dueChanges(@Query() query: unknown): Promise<{ items: DueChangeView[]; nextCursor?: string }> {
    const { limit, cursor } = parsed(pageQuery, query);
    return this.changes.list(undefined, limit, cursor);
  }

  @Get('bank-holidays')
  @Allow('backlog')
  bankHolidays(): { items: BankHoliday[] } {
    return { items: this.cases.bankHolidays() };
  }

  /** A case that the role may see; any other one might as well not be there. */
  private seen(caseRef: string, role: Role): CaseSummary {
    const area = areaOf(role);
    const found = this.cases.one(caseRef);
    if (found === undefined || (area !== undefined && found.serviceArea !== area)) throw new NotFoundException('There is no such case.');
    return found;
  }
}

/** A filter as it was asked, within the one area that a role sees. */
function askedFilter({ overdue, dueSoon, order: _, ...rest }: z.output<typeof caseFilter>, area: string | undefined): CaseFilter {
  return { ...rest, overdue: isTrue(overdue), dueSoon: isTrue(dueSoon), ...(area === undefined ? {} : { serviceArea: area }) };
}

const isTrue = (flag: 'true' | 'false' | undefined): boolean | undefined => (flag === undefined ? undefined : flag === 'true');

/** The one service area whose cases a role sees; `undefined`: all of them. */
const areaOf = (role: Role): string | undefined => (role === 'control' ? transportArea : undefined);
