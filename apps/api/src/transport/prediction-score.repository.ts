import { Injectable } from '@nestjs/common';
import type { Score } from '@sightline/domain';
import type { Transaction } from '../database/transaction.js';

/** One row a key: an upsert must not meet the same row twice. */
const addScores = `
  INSERT INTO prediction_score AS known (service_date, route_ref, operator_ref, horizon, compared, likely_inside, centred_inside, window_inside, absolute_seconds)
  SELECT "serviceDate", "routeRef", "operatorRef", horizon, sum(compared), sum("likelyInside"), sum("centredInside"), sum("windowInside"), sum("absoluteSeconds")
  FROM jsonb_to_recordset($1::jsonb) AS row ("serviceDate" date, "routeRef" text, "operatorRef" text, horizon text, compared integer,
    "likelyInside" integer, "centredInside" integer, "windowInside" integer, "absoluteSeconds" bigint)
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (service_date, route_ref, operator_ref, horizon) DO UPDATE SET (compared, likely_inside, centred_inside, window_inside, absolute_seconds)
  = (known.compared + excluded.compared, known.likely_inside + excluded.likely_inside, known.centred_inside + excluded.centred_inside,
    known.window_inside + excluded.window_inside, known.absolute_seconds + excluded.absolute_seconds)`;

/** The product's own record of its predictions. */
@Injectable()
export class PredictionScoreRepository {
  /** Adds comparisons to the record, with the facts that they come from. */
  async add(tx: Transaction, scores: readonly Score[]): Promise<void> {
    if (scores.length > 0) await tx.query(addScores, [JSON.stringify(scores)]);
  }
}
