import { Injectable } from '@nestjs/common';
import { addToRecord, learnBeginning, learnPassage } from '@sightline/domain';
import type { FleetDraft } from '@sightline/domain';
import { shifted } from './fleet.memory.js';
import { PassageQueries } from './passages.queries.js';
import { PredictionScoreQueries } from './prediction-score.queries.js';

/** Days back that are learnt from at a start: today and the days before it, then the same weekday of the weeks before. */
const learnt = [0, 1, 2, 3, 7, 14, 21];
/** And so many days of our own record. */
const recorded = 28;

/** Learns anew at a start what memory held: nothing of it is stored by itself, it follows from the stop calls that are. */
@Injectable()
export class PredictionLoader {
  constructor(
    private readonly passages: PassageQueries,
    private readonly scores: PredictionScoreQueries,
  ) {}

  /** `draft` has the runs of about a day. */
  async load(draft: FleetDraft, today: string): Promise<void> {
    const { predictions } = draft;
    for (const passage of await this.passages.ofDates(learnt.map((days) => shifted(today, -days)))) learnPassage(predictions, passage);
    for (const [, run] of draft.runs.entries()) learnBeginning(predictions, run);
    addToRecord(predictions.record, await this.scores.between(shifted(today, -recorded), today));
  }
}
