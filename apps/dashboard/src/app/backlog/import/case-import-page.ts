import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { CaseField } from '@sightline/contracts';
import { caseFields, caseTypes, dateFormats } from '@sightline/contracts';
import { download } from '../../ui/csv';
import { FileDrop } from '../../ui/file-drop';
import { written } from '../../ui/form';
import { ImportHistory } from '../../ui/import-history';
import { ImportProgress } from '../../ui/import-progress';
import { ImportResult } from '../../ui/import-result';
import { sentenceCase } from '../../ui/words';
import { CaseImportStore, caseImportParts } from './case-import-store';
import { fieldWords, valuesOf } from './field-words';

/** How cases come in from where they are: look at how a spreadsheet is understood and what it would change, then import it. */
@Component({
  selector: 'sl-case-import',
  imports: [FileDrop, ImportHistory, ImportProgress, ImportResult],
  templateUrl: './case-import-page.html',
  styleUrls: ['../../ui/import-page.scss', './case-import-page.scss'],
  providers: caseImportParts,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CaseImportPage {
  readonly store = inject(CaseImportStore);
  readonly fields = caseFields.map((field) => ({ field, label: fieldWords[field] }));
  readonly types = caseTypes;
  readonly formats = dateFormats;
  readonly fieldWords = fieldWords;
  readonly valuesOf = valuesOf;

  readonly sheet = computed(() => this.store.job()?.reply?.sheet ?? null);
  readonly holidays = computed(() => this.store.job()?.reply?.holidays ?? null);
  readonly isCases = computed(() => this.store.kind() === 'cases');
  readonly accept = computed(() => (this.isCases() ? '.xlsx,.csv,text/csv' : '.json,application/json'));

  readonly fieldOf = (value: string): CaseField | '' => caseFields.find((field) => field === value) ?? '';
  readonly isUsed = (format: (typeof dateFormats)[number]): boolean => this.store.profile().dateFormats.includes(format);
  readonly columnOf = (heading: string, field: CaseField | undefined): CaseField | '' => this.store.profile().columns[heading] ?? field ?? '';
  readonly wordOf = (field: CaseField, word: string): string | undefined => this.store.profile().valueMaps[field]?.[word];

  readonly kindLabel = (kind: string): string => (kind === 'cases' ? 'Cases' : kind === 'bank-holidays' ? 'Bank holidays' : kind);
  readonly typeLabel = (type: string): string => sentenceCase(type.replaceAll('-', ' '));
  readonly said = (cells: readonly string[]): string => cells.filter((cell) => cell !== '').join(' | ') || '(empty)';

  setLine(which: 'headerRow' | 'firstRow', text: string): void {
    this.store.setLine(which, text === '' ? null : Number(text));
  }

  async saveRejects(): Promise<void> {
    download('rejected-cases.csv', await this.store.rejects());
  }

  saveProfile(event: Event): void {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const name = written(new FormData(event.target), 'name').trim();
    if (name !== '') void this.store.saveProfile(name);
  }
}
