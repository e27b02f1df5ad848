import { Injectable } from '@nestjs/common';
import type { Assessment, Headline, Item, Measure, PeriodView, Programme } from '@sightline/domain';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';

/** What a batch adds to the programme. */
export interface ProgrammeAdditions {
  readonly items: readonly Item[];
  readonly assessments: readonly Assessment[];
  readonly measures: readonly Measure[];
  readonly headlines: readonly Headline[];
  readonly frozen: readonly (readonly [period: string, view: PeriodView])[];
}

const readItems = `
  SELECT item_ref AS "itemRef", kind, parent_ref AS "parentRef", title, lead_role AS "leadRole", led_by AS "ledBy",
         start_date::text AS "startDate", due_date::text AS "dueDate" FROM programme_item ORDER BY item_ref`;
const writeItems = `
  INSERT INTO programme_item (item_ref, kind, parent_ref, title, lead_role, led_by, start_date, due_date)
  SELECT "itemRef", kind, "parentRef", title, "leadRole", "ledBy", "startDate", "dueDate"
    FROM jsonb_to_recordset($1::jsonb) AS one ("itemRef" text, kind text, "parentRef" text, title text, "leadRole" text, "ledBy" text, "startDate" date, "dueDate" date)
  ON CONFLICT (item_ref) DO UPDATE SET kind = EXCLUDED.kind, parent_ref = EXCLUDED.parent_ref, title = EXCLUDED.title,
    lead_role = EXCLUDED.lead_role, led_by = EXCLUDED.led_by, start_date = EXCLUDED.start_date, due_date = EXCLUDED.due_date`;
const readAssessments = `
  SELECT event_id AS id, item_ref AS "itemRef", period, rating, commentary, path_to_green AS "pathToGreen",
         assessed_by_role AS "assessedByRole", assessed_on::text AS "assessedOn", corrects FROM programme_assessment ORDER BY seq`;
const writeAssessments = `
  INSERT INTO programme_assessment (event_id, item_ref, period, rating, commentary, path_to_green, assessed_by_role, assessed_on, corrects)
  SELECT id, "itemRef", period, rating, commentary, "pathToGreen", "assessedByRole", "assessedOn", corrects
    FROM jsonb_to_recordset($1::jsonb) AS one (id text, "itemRef" text, period text, rating text, commentary text, "pathToGreen" jsonb, "assessedByRole" text, "assessedOn" date, corrects text)`;

/** The plan, everything that was said of it, and the periods that were taken. */
@Injectable()
export class ProgrammeRepository {
  constructor(private readonly database: Database) {}

  async load(): Promise<Programme> {
    const items = (await this.database.query<Item>(readItems)).map(withoutNulls);
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
      items: new Map(items.map((item) => [item.itemRef, item])),
      assessments,
      measures: new Map(measures.map(({ data }) => [data.measureRef, data])),
      headlines: new Map(headlines.map(({ data }) => [data.period, data])),
      frozen: new Map(periods.map(({ period, view }) => [period, view])),
    };
  }

  async write(tx: Transaction, { items, assessments, measures, headlines, frozen }: ProgrammeAdditions): Promise<void> {
    if (items.length > 0) await tx.query(writeItems, [JSON.stringify(items)]);
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

function withoutNulls<T extends object>(row: T): T {
  for (const [name, value] of Object.entries(row)) if (value === null) Reflect.deleteProperty(row, name);
  return row;
}
