import { Injectable } from '@nestjs/common';
import { horizons } from '@sightline/domain';
import type { Score } from '@sightline/domain';
import { Database } from '../database/database.js';

interface ScoreRow {
  service_date: string;
  route_ref: string;
  operator_ref: string;
  horizon: string;
  compared: number;
  likely_inside: number;
  centred_inside: number;
  window_inside: number;
  absolute_seconds: string;
}

/** Reads the product's own record of its predictions. */
@Injectable()
export class PredictionScoreQueries {
  constructor(private readonly database: Database) {}

  /** How predictions for the runs of some service dates compared with what happened, from one date to another inclusive. */
  async between(from: string, until: string): Promise<Score[]> {
    const rows = await this.database.query<ScoreRow>(
      `SELECT to_char(service_date, 'YYYY-MM-DD') AS service_date, route_ref, operator_ref, horizon, compared, likely_inside, centred_inside, window_inside, absolute_seconds
       FROM prediction_score WHERE service_date BETWEEN $1 AND $2 ORDER BY service_date, route_ref, operator_ref, horizon`,
      [from, until],
    );
    return rows.flatMap((row) => {
      const horizon = horizons.find((each) => each === row.horizon);
      if (horizon === undefined) return [];
      return [
        {
          serviceDate: row.service_date,
          routeRef: row.route_ref,
          operatorRef: row.operator_ref,
          horizon,
          compared: row.compared,
          likelyInside: row.likely_inside,
          centredInside: row.centred_inside,
          windowInside: row.window_inside,
          absoluteSeconds: Number(row.absolute_seconds),
        },
      ];
    });
  }
}
