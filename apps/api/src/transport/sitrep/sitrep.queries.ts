import { Injectable } from '@nestjs/common';
import type { ContractRow, SitrepAccuracy, SitrepAfter, SitrepClaim, SitrepFigure, SitrepFigureName } from '@sightline/contracts';
import { datesOfWeek, horizons, noTally, publicWindows } from '@sightline/domain';
import type { RunOutcome } from '@sightline/domain';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';

/** A week as it was frozen: everything that was shown of it, with every grouping. */
export interface FrozenBody {
  readonly items: SitrepFigure[];
  readonly accuracy: SitrepAccuracy[];
  readonly claims: SitrepClaim[];
  readonly contracts: ContractRow[];
}

interface SumsRow {
  readonly horizon: string;
  readonly compared: string;
  readonly likely_inside: string;
  readonly centred_inside: string;
  readonly window_inside: string;
  readonly absolute_seconds: string;
}

/** Reads what is kept of weeks. */
@Injectable()
export class SitrepQueries {
  constructor(private readonly database: Database) {}

  async body(week: string): Promise<FrozenBody | undefined> {
    const [row] = await this.database.query<{ body: string | null }>('SELECT body FROM sitrep_week WHERE week = $1', [week]);
    return row?.body === undefined || row.body === null ? undefined : (JSON.parse(row.body) as FrozenBody);
  }

  /** The outcomes of a week's runs, in the order of their refs. */
  async outcomes(week: string, operatorRef?: string, routeRef?: string): Promise<RunOutcome[]> {
    const rows = await this.database.query<{ outcome: RunOutcome }>(
      `SELECT outcome FROM run_outcome WHERE week = $1 AND ($2::text IS NULL OR operator_ref = $2) AND ($3::text IS NULL OR route_ref = $3) ORDER BY run_ref`,
      [week, operatorRef ?? null, routeRef ?? null],
    );
    return rows.map(({ outcome }) => outcome);
  }

  /** What came after a week was frozen, newest first. */
  async after(week: string): Promise<SitrepAfter[]> {
    const rows = await this.database.query<{ kind: SitrepAfter['kind']; run_ref: string | null; figure: SitrepFigureName | null; words: string; at: Date }>(
      'SELECT kind, run_ref, figure, words, at FROM sitrep_after WHERE week = $1 ORDER BY after_id DESC LIMIT 1000',
      [week],
    );
    return rows.map(({ kind, run_ref, figure, words, at }) => ({ kind, at: at.toISOString(), ...(figure === null ? {} : { figure }), words, ...(run_ref === null ? {} : { runRef: run_ref }) }));
  }

  /** How right the expected times of a week were, by how far ahead they were made. */
  async accuracy(week: string, from: Transaction = this.database): Promise<SitrepAccuracy[]> {
    const dates = datesOfWeek(week);
    const rows = await from.query<SumsRow>(
      `SELECT horizon, sum(compared) AS compared, sum(likely_inside) AS likely_inside, sum(centred_inside) AS centred_inside, sum(window_inside) AS window_inside,
         sum(absolute_seconds) AS absolute_seconds FROM prediction_score WHERE service_date BETWEEN $1 AND $2 GROUP BY horizon`,
      [dates?.from ?? null, dates?.until ?? null],
    );
    return horizons.map((horizon) => {
      const row = rows.find((each) => each.horizon === horizon);
      const window = publicWindows.find((each) => each.horizon === horizon);
      const sums = row ? { compared: Number(row.compared), likelyInside: Number(row.likely_inside), centredInside: Number(row.centred_inside), windowInside: Number(row.window_inside), absoluteSeconds: Number(row.absolute_seconds) } : noTally;
      const percent = (inside: number): number | null => (sums.compared === 0 ? null : Math.round((inside * 1000) / sums.compared) / 10);
      return {
        horizon,
        window: window === undefined ? '' : `from ${window.early} s early to ${window.late} s late`,
        compared: sums.compared,
        likely: percent(sums.likelyInside),
        centred: percent(sums.centredInside),
        within: percent(sums.windowInside),
        meanErrorSeconds: sums.compared === 0 ? null : Math.round(sums.absoluteSeconds / sums.compared),
      };
    });
  }
}
