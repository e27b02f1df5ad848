import { Injectable, computed, inject, signal } from '@angular/core';
import type { DateFormat, PlanField, PlanImportProfile, PlanPeriods } from '@sightline/contracts';
import { Api } from '../../shell/api';
import { FileImport } from '../../shell/file-import';
import { ImportProfile } from '../../shell/import-profiles';

const fresh: PlanImportProfile = { name: 'without a profile', columns: {}, constants: {}, dateFormats: ['YYYY-MM-DD', 'DD/MM/YYYY', 'D MMM YYYY'], valueMaps: {} };

/** An action plan on its way in: how it is read, and of which period its ratings are. */
@Injectable()
export class PlanImportStore {
  private readonly api = inject(Api);
  private readonly sending = inject(FileImport);
  readonly reading = new ImportProfile(this.api, '/api/imports/programme/profiles', fresh);

  readonly file = this.sending.file;
  readonly job = this.sending.job;
  readonly problem = this.sending.problem;
  readonly isRunning = this.sending.isRunning;
  readonly mayPreview = this.sending.mayPreview;
  readonly profile = this.reading.current;
  /** Empty: as the file says. */
  readonly periods = signal<PlanPeriods>({});
  private readonly looked = signal<PlanPeriods | null>(null);
  /** Something was changed since the preview: what the preview says is no longer what would happen. */
  readonly isChanged = computed(() => this.job() !== null && (this.reading.isChanged() || this.looked() !== this.periods()));
  readonly mayImport = computed(() => this.sending.mayImport() && !this.isChanged());

  constructor() {
    void this.reading.load(true);
  }

  /** A new file has periods of its own. */
  take(file: File | null): void {
    this.sending.take(file);
    this.periods.set({});
    this.reading.said.set('');
  }

  async send(preview: boolean): Promise<void> {
    const profile = this.reading.look();
    const periods = this.periods();
    this.looked.set(periods);
    const fields = { profile: JSON.stringify(profile), ...periods };
    const done = await this.sending.send({ path: '/api/imports/programme', jobs: '/api/imports/programme/jobs', preview, fields });
    if (done && !preview) await this.reading.load(false);
  }

  rejects(): Promise<Blob> {
    return this.sending.rejects();
  }

  template(): Promise<Blob> {
    return this.api.csv('/api/imports/programme/template.csv');
  }

  setPeriod(which: keyof PlanPeriods, period: string): void {
    this.periods.update(({ [which]: _, ...others }) => (period === '' ? others : { ...others, [which]: period }));
  }

  setColumn(heading: string, field: PlanField | ''): void {
    this.reading.change(({ columns }) => ({ columns: { ...columns, [heading]: field } }));
  }

  setWord(field: PlanField, word: string, value: string): void {
    this.reading.change(({ valueMaps }) => ({ valueMaps: { ...valueMaps, [field]: { ...valueMaps[field], [word]: value } } }));
  }

  /** At least one format stays. */
  setFormat(format: DateFormat, isUsed: boolean): void {
    this.reading.change(({ dateFormats }) => {
      const formats = isUsed ? [...dateFormats, format] : dateFormats.filter((each) => each !== format);
      return formats.length === 0 ? {} : { dateFormats: formats };
    });
  }

  /** `all`: the sheets of the file. At least one stays; all of them are as none said, so that next quarter's are read whatever their names. */
  setSheet(sheet: string, isRead: boolean, all: readonly string[]): void {
    this.reading.change(({ sheets = [...all] }) => {
      const read = all.filter((name) => (name === sheet ? isRead : sheets.includes(name)));
      return read.length === 0 ? {} : { sheets: read.length === all.length ? undefined : read };
    });
  }
}

/** What the page provides. */
export const planImportParts = [FileImport, PlanImportStore];
