import { Injectable } from '@nestjs/common';
import { describedKinds, stillThere } from '@sightline/domain';
import type { Assessment, DescribedKind, Headline, Histories, Measure, PeriodView, Programme, Revision, newRevisions } from '@sightline/domain';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';

/** What a batch adds to the programme. */
export interface ProgrammeAdditions {
  readonly revisions: ReturnType<typeof newRevisions>;
  readonly assessments: readonly Assessment[];
  readonly measures: readonly Measure[];
  readonly headlines: readonly Headline[];
  readonly frozen: readonly (readonly [period: string, view: PeriodView])[];
}

const readHistory = 'SELECT kind, ref, event_id AS id, told_on::text AS "on", data FROM programme_history ORDER BY seq';
const writeHistory = `
  INSERT INTO programme_history (kind, ref, event_id, told_on, data)
  SELECT kind, ref, id, "on", data FROM json_to_recordset($1::json) AS one (kind text, ref text, id text, "on" date, data json)`;
const readAssessments = `
  SELECT event_id AS id, item_ref AS "itemRef", period, rating, commentary, path_to_green AS "pathToGreen",
         assessed_by_role AS "assessedByRole", assessed_on::text AS "assessedOn", corrects, evidence, overruled FROM programme_assessment ORDER BY seq`;
const writeAssessments = `
  INSERT INTO programme_assessment (event_id, item_ref, period, rating, commentary, path_to_green, assessed_by_role, assessed_on, corrects, evidence, overruled)
  SELECT id, "itemRef", period, rating, commentary, "pathToGreen", "assessedByRole", "assessedOn", corrects, evidence, overruled
    FROM jsonb_to_recordset($1::jsonb) AS one (id text, "itemRef" text, period text, rating text, commentary text, "pathToGreen" jsonb, "assessedByRole" text, "assessedOn" date, corrects text, evidence jsonb, overruled jsonb)`;

/** The plan, everything that was said of it, and the periods that were taken. */
@Injectable()
export class ProgrammeRepository {
  constructor(private readonly database: Database) {}

  async load(): Promise<Programme> {
    const histories = historiesOf(await this.database.query<HistoryRow>(readHistory));
    const said = (await this.database.query<Assessment>(readAssessments)).map(withoutNulls);
    const measures = await this.database.query<{ data: Measure }>('SELECT data FROM programme_measure');
    const headlines = await this.database.query<{ data: Headline }>('SELECT data FROM programme_headline');
    const periods = await this.database.query<{ period: string; view: PeriodView }>('SELECT period, view FROM programme_period');
    const assessments = new Map<string, Assessment[]>();
    for (const assessment of said) {
      const others = assessments.get(assessment.itemRef);
      if (others) others.push(assessment);
      else assessments.set(assessment.itemRef, [assessment]);
    }
    return {
      items: new Map(stillThere(histories.item).map(({ data, version }) => [data.itemRef, { ...data, version }])),
      histories,
      assessments,
      measures: new Map(measures.map(({ data }) => [data.measureRef, data])),
      headlines: new Map(headlines.map(({ data }) => [data.period, data])),
      frozen: new Map(periods.map(({ period, view }) => [period, view])),
    };
  }

  async write(tx: Transaction, { revisions, assessments, measures, headlines, frozen }: ProgrammeAdditions): Promise<void> {
    if (revisions.length > 0) await tx.query(writeHistory, [JSON.stringify(revisions.map(({ kind, ref, revision }) => ({ kind, ref, ...revision })))]);
    if (assessments.length > 0) await tx.query(writeAssessments, [JSON.stringify(assessments)]);
    if (measures.length > 0) {
      await tx.query(
        `INSERT INTO programme_measure (measure_ref, data) SELECT value ->> 'measureRef', value FROM jsonb_array_elements($1::jsonb)
         ON CONFLICT (measure_ref) DO UPDATE SET data = EXCLUDED.data`,
        [JSON.stringify(measures)],
      );
    }
    if (headlines.length > 0) {
      await tx.query(
        `INSERT INTO programme_headline (period, data) SELECT value ->> 'period', value FROM jsonb_array_elements($1::jsonb)
         ON CONFLICT (period) DO UPDATE SET data = EXCLUDED.data`,
        [JSON.stringify(headlines)],
      );
    }
    for (const [period, view] of frozen) {
      await tx.query('INSERT INTO programme_period (period, view) VALUES ($1, $2) ON CONFLICT (period) DO NOTHING', [period, JSON.stringify(view)]);
    }
  }
}

type HistoryRow = Revision & { readonly kind: DescribedKind; readonly ref: string };

/** A row holds what its kind is described by: only {@link ProgrammeRepository.write} makes rows. */
function historiesOf(rows: readonly HistoryRow[]): Histories {
  const histories = Object.fromEntries(describedKinds.map((kind) => [kind, new Map<string, Revision[]>()])) as Record<DescribedKind, Map<string, Revision[]>>;
  for (const { kind, ref, ...revision } of rows) {
    const history = histories[kind];
    const revisions = history.get(ref);
    if (revisions) revisions.push(revision);
    else history.set(ref, [revision]);
  }
  return histories as unknown as Histories;
}

function withoutNulls<T extends object>(row: T): T {
  for (const [name, value] of Object.entries(row)) if (value === null) Reflect.deleteProperty(row, name);
  return row;
}
