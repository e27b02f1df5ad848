import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PlanField, PlanImportSummary } from '@sightline/contracts';
import { dateFormats, itemKinds, planColumns, planFields, ratings } from '@sightline/contracts';
import { download } from '../../ui/csv';
import { FileDrop } from '../../ui/file-drop';
import { written } from '../../ui/form';
import { ImportProgress } from '../../ui/import-progress';
import { ImportResult } from '../../ui/import-result';
import { counted } from '../../ui/words';
import { periodName } from '../words';
import { PlanImportStore, planImportParts } from './plan-import.store';
import { PlanPreview } from './plan-preview';

/** Sheets that are made alike are shown once. */
interface SheetsAlike {
  readonly names: string;
  readonly sheet: PlanImportSummary['sheets'][number];
}

const monthsOffered = 25;

/** How an action plan comes in from where it is kept: look at how it is understood and what would come of it, then import it. */
@Component({
  selector: 'sl-plan-import',
  imports: [FileDrop, ImportProgress, ImportResult, PlanPreview, RouterLink],
  templateUrl: './plan-import-page.html',
  styleUrls: ['../../ui/import-page.scss', './plan-import-page.scss'],
  providers: planImportParts,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PlanImportPage {
  readonly store = inject(PlanImportStore);
  readonly reading = this.store.reading;
  readonly fields = planFields.map((field) => ({ field, label: planColumns[field].name }));
  readonly formats = dateFormats;
  readonly periodName = periodName;
  /** The months of the last two years, the newest first. */
  readonly months = Array.from({ length: monthsOffered }, (_, back) => {
    const now = new Date();
    return new Date(Date.UTC(now.getFullYear(), now.getMonth() + 1 - back, 1)).toISOString().slice(0, 7);
  });

  readonly plan = computed(() => this.store.job()?.reply?.programme ?? null);
  readonly alike = computed((): SheetsAlike[] => {
    const groups = Map.groupBy(this.plan()?.sheets ?? [], ({ headingLine, headings }) => JSON.stringify([headingLine, headings.map(({ heading, field, period }) => [heading, field, period])]));
    return [...groups.values()].flatMap((sheets) => {
      const [first] = sheets;
      return first === undefined ? [] : [{ names: sheets.map(({ sheet }) => sheet).filter((name) => name !== '').join(', '), sheet: first }];
    });
  });
  /** Sheets of the file, whether or not they are read. */
  readonly sheetNames = computed(() => [...(this.plan()?.sheets ?? []), ...(this.plan()?.notRead ?? [])].map(({ sheet }) => sheet).filter((name) => name !== ''));
  readonly leftOut = computed(() => {
    const sum = { empty: 0, totals: 0, headings: 0, notes: 0 };
    for (const { leftOut } of this.plan()?.sheets ?? []) for (const each of ['empty', 'totals', 'headings', 'notes'] as const) sum[each] += leftOut[each];
    const parts = [[sum.empty, 'empty row', 'empty rows'], [sum.totals, 'row of totals', 'rows of totals'], [sum.headings, 'repeated heading', 'repeated headings'], [sum.notes, 'note or title', 'notes and titles']] as const;
    return parts.flatMap(([count, one, many]) => (count === 0 ? [] : [counted(count, one, many)])).join(', ');
  });

  readonly labelOf = (field: PlanField): string => planColumns[field].name;
  readonly fieldOf = (value: string): PlanField | '' => planFields.find((field) => field === value) ?? '';
  readonly columnOf = (heading: string, field: PlanField | undefined): PlanField | '' => this.store.profile().columns[heading] ?? field ?? '';
  readonly wordOf = (field: PlanField, word: string): string | undefined => this.store.profile().valueMaps[field]?.[word];
  /** Of which period a column of ratings is, by its heading or by what was chosen. */
  readonly periodOf = ({ field, period }: PlanImportSummary['sheets'][number]['headings'][number], { period: now, previousPeriod }: PlanImportSummary): string => {
    const of = period ?? (field === 'rating' ? now : field === 'previousRating' ? previousPeriod : null);
    return of === null ? '–' : periodName(of);
  };
  readonly valuesOf = (field: PlanField): readonly string[] => (field === 'rating' ? ratings : field === 'kind' ? itemKinds : []);
  readonly isUsed = (format: (typeof dateFormats)[number]): boolean => this.store.profile().dateFormats.includes(format);
  readonly isRead = (sheet: string): boolean => this.store.profile().sheets?.includes(sheet) ?? true;

  async saveRejects(): Promise<void> {
    download('rejected-plan-rows.csv', await this.store.rejects());
  }

  async saveTemplate(): Promise<void> {
    download('action-plan.csv', await this.store.template());
  }

  saveProfile(event: Event): void {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const name = written(new FormData(event.target), 'name').trim();
    if (name !== '') void this.reading.save(name);
  }
}
