import { Injectable } from '@nestjs/common';
import type { ContractRow, SitrepClaim, SitrepFigure, SitrepGroup, SitrepGrouping, SitrepRun } from '@sightline/contracts';
import { WeekTally, contractResults, figuresOf, notKnown, sitrepMeasures } from '@sightline/domain';
import type { RunOutcome, SitrepMeasure, SitrepNames } from '@sightline/domain';
import type { Transaction } from '../../database/transaction.js';
import { isSmall, leftOut, smallest } from '../../metrics/small-numbers.js';
import { FleetMemory } from '../fleet.memory.js';
import { SitrepQueries } from './sitrep.queries.js';
import type { FrozenBody } from './sitrep.queries.js';
import { SitrepState } from './sitrep.state.js';

const iso = (at: number): string => new Date(at).toISOString();
const percent = (share: number): number => Math.round(share * 1000) / 10;
const everyGrouping: readonly SitrepGrouping[] = ['route', 'area'];

/** Makes what is shown of outcomes. */
@Injectable()
export class SitrepViews {
  constructor(
    private readonly memory: FleetMemory,
    private readonly queries: SitrepQueries,
    private readonly state: SitrepState,
  ) {}

  readonly names: SitrepNames = (grouping, ref) => {
    if (ref === notKnown) return grouping === 'area' ? 'Area not known' : 'Operator not known';
    return grouping === 'operator' ? this.operatorName(ref) : grouping === 'route' ? `Route ${ref}` : ref;
  };

  figures(tally: WeekTally, by: readonly SitrepGrouping[] = []): SitrepFigure[] {
    return figuresOf(tally, this.names, by);
  }

  /** Everything that is shown of a week, as it is kept when it is frozen. */
  async body(week: string, runs: readonly RunOutcome[], tx: Transaction): Promise<FrozenBody> {
    return { items: this.figures(new WeekTally(runs), everyGrouping), accuracy: await this.queries.accuracy(week, tx), claims: this.claims(runs), contracts: this.contracts(runs) };
  }

  /** Reports that the trace does not bear out, the disputed ones first. */
  claims(runs: Iterable<RunOutcome>): SitrepClaim[] {
    const claims: SitrepClaim[] = [];
    for (const run of runs) {
      for (const { kind, sequence, at, tracedAt, metresAway, verdict } of run.claims) {
        claims.push({ ...this.place(run), kind, sequence, claimedAt: iso(at), ...(tracedAt === undefined ? {} : { tracedAt: iso(tracedAt) }), ...(metresAway === undefined ? {} : { metresAway }), verdict });
      }
    }
    return claims.sort((a, b) => order(a, b));
  }

  contracts(runs: Iterable<RunOutcome>): ContractRow[] {
    return contractResults(runs, this.state.contracts).map(({ target, met, of, operatorRef, ...row }) => ({
      operatorRef,
      operatorName: this.operatorName(operatorRef),
      measure: row.measure,
      label: row.label,
      target: percent(target),
      value: of === 0 ? null : percent(met / of),
      numerator: met,
      denominator: of,
      defaults: row.defaults,
      points: row.points,
      pounds: row.pounds,
      agreed: row.agreed,
      formula: row.formula,
    }));
  }

  run(run: RunOutcome, measure: SitrepMeasure | undefined): SitrepRun {
    const { schoolRef, area, direction, fate, punctuality, basis, latenessSeconds, noticeMinutes, coverage, neededGuide, hadGuide, children, overlong, childMinutes } = run;
    return {
      ...this.place(run),
      schoolRef, area, direction, startsAt: iso(run.startsAt), endsAt: iso(run.endsAt), fate, punctuality, basis, latenessSeconds, noticeMinutes, coverage,
      neededGuide, hadGuide, children, overlong, childMinutes,
      counts: measure === undefined || (measure.weigh(run)?.[0] ?? 0) > 0,
    };
  }

  private place({ runRef, serviceDate, routeRef, operatorRef }: RunOutcome): Pick<SitrepClaim, 'runRef' | 'serviceDate' | 'routeRef' | 'operatorRef' | 'operatorName'> {
    return { runRef, serviceDate, routeRef, ...(operatorRef === undefined ? {} : { operatorRef, operatorName: this.operatorName(operatorRef) }) };
  }

  private operatorName(ref: string): string {
    return this.memory.fleet.operators.get(ref)?.name ?? ref;
  }
}

/** Disputed before not evidenced, the latest first. */
function order(a: SitrepClaim, b: SitrepClaim): number {
  if (a.verdict !== b.verdict) return a.verdict === 'disputed' ? -1 : 1;
  return a.claimedAt < b.claimedAt ? 1 : -1;
}

const childrenMeasures = new Set(sitrepMeasures.filter(({ ofChildren }) => ofChildren === true).map(({ figure }) => figure));

const hidden = <T extends { value: number | null; numerator: number | null; denominator: number | null }>(row: T): T => ({ ...row, value: null, numerator: null, denominator: null });
const missing = ({ numerator, denominator }: Pick<SitrepGroup, 'numerator' | 'denominator'>): number => Math.max(0, (denominator ?? 0) - (numerator ?? 0));
/** Of a figure about children neither those who are counted nor those who are not may be so few that one could be told. */
const sizeOf = (row: SitrepGroup): number => [row.numerator ?? 0, missing(row)].find((count) => isSmall(count)) ?? row.denominator ?? 0;

const groups = (rows: readonly SitrepGroup[]): SitrepGroup[] => {
  const out = leftOut(rows, sizeOf);
  return rows.map((row) => (out.has(row) ? hidden(row) : row));
};

/** A figure about children without the numbers that could tell of one; the others as they are. */
export function withoutSmall(figure: SitrepFigure): SitrepFigure {
  if (!childrenMeasures.has(figure.figure)) return figure;
  const { byRoute, byArea } = figure;
  const few = isSmall(figure.numerator ?? 0) || isSmall(missing(figure));
  // Of the whole council a share tells of nobody while the numbers that it is made of are not shown.
  const share = figure.unit === '%' && (figure.denominator ?? 0) >= smallest ? figure.value : null;
  const whole = few ? { ...hidden(figure), value: share } : figure;
  return { ...whole, byOperator: groups(figure.byOperator), ...(byRoute && { byRoute: groups(byRoute) }), ...(byArea && { byArea: groups(byArea) }) };
}

/** Contract measures without those about a few children. */
export const contractsWithoutSmall = (rows: readonly ContractRow[]): ContractRow[] =>
  rows.filter(({ measure, numerator, denominator }) => (measure !== 'guide' && measure !== 'journey-time') || !(isSmall(numerator) || isSmall(denominator - numerator)));
