import { Controller, Get, NotFoundException, Param, Query, ForbiddenException } from '@nestjs/common';
import { caseFilter, caseworkTables } from '@sightline/contracts';
import type { BacklogRow, CaseList, CaseSummary, CaseworkTableView, ClockView, Role } from '@sightline/contracts';
import * as z from 'zod';
import { Allow, CurrentPrincipal } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import type { AccountPrincipal } from '../identity/principal.js';
import { CasesQueries } from './cases.queries.js';
import { CaseworkTopics } from './casework.topic.js';
import { smallNumbers } from './small-numbers.js';

const casesQuery = caseFilter.extend({
  limit: z.coerce.number('must be a number').int().min(1).max(1000).default(100),
  cursor: z.string().max(400).optional(),
});
const tableQuery = caseFilter.pick({ caseType: true });
const tableName = z.object({ table: z.enum(caseworkTables) });

/** The service area whose cases the control room sees. */
const transportArea = 'Home to School Transport';

/** The backlog, its tables, and the cases behind the numbers. */
@Controller('casework')
export class CaseworkController {
  constructor(
    private readonly topics: CaseworkTopics,
    private readonly cases: CasesQueries,
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

  @Get('cases')
  @Allow('cases')
  list(@Query() query: unknown, @CurrentPrincipal() { role }: AccountPrincipal): CaseList {
    const { limit, cursor, overdue, dueSoon, ...rest } = parsed(casesQuery, query);
    const filter = { ...rest, overdue: isTrue(overdue), dueSoon: isTrue(dueSoon) };
    const area = areaOf(role);
    if (area !== undefined && filter.serviceArea !== undefined && filter.serviceArea !== area) return { items: [], total: 0 };
    return this.cases.list(area === undefined ? filter : { ...filter, serviceArea: area }, limit, cursor);
  }

  @Get('cases/:caseRef')
  @Allow('cases')
  one(@Param('caseRef') caseRef: string, @CurrentPrincipal() { role }: AccountPrincipal): CaseSummary {
    return this.seen(caseRef, role);
  }

  @Get('cases/:caseRef/clocks')
  @Allow('cases')
  clocks(@Param('caseRef') caseRef: string, @CurrentPrincipal() { role }: AccountPrincipal): { clocks: ClockView[] } {
    this.seen(caseRef, role);
    return { clocks: this.cases.clocks(caseRef) ?? [] };
  }

  /** A case that the role may see; any other one might as well not be there. */
  private seen(caseRef: string, role: Role): CaseSummary {
    const area = areaOf(role);
    const found = this.cases.one(caseRef);
    if (found === undefined || (area !== undefined && found.serviceArea !== area)) throw new NotFoundException('There is no such case.');
    return found;
  }
}

const isTrue = (flag: 'true' | 'false' | undefined): boolean | undefined => (flag === undefined ? undefined : flag === 'true');

/** The one service area whose cases a role sees; `undefined`: all of them. */
function areaOf(role: Role): string | undefined {
  if (role === 'calls') throw new ForbiddenException('Cases of a child are shown when its caller is verified.');
  return role === 'control' ? transportArea : undefined;
}
