import { Injectable, computed, inject, signal } from '@angular/core';
import type { CaseField, CaseImportProfile, DateFormat, ImportEntry } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';
import { FileImport } from '../../shell/file-import';
import { ImportProfile } from '../../shell/import-profiles';

/** Files of casework that can be sent. */
export type CaseworkFile = 'cases' | 'bank-holidays';

const fresh: CaseImportProfile = { name: 'without a profile', columns: {}, constants: {}, dateFormats: ['YYYY-MM-DD', 'DD/MM/YYYY', 'D MMM YYYY'], valueMaps: {} };

/** A spreadsheet of cases on its way in, and how it is read. */
@Injectable()
export class CaseImportStore {
  private readonly sending = inject(FileImport);
  private readonly api = inject(Api);
  private readonly reading = new ImportProfile(this.api, '/api/imports/cases/profiles', fresh);

  readonly kind = signal<CaseworkFile>('cases');
  readonly file = this.sending.file;
  readonly job = this.sending.job;
  readonly isRunning = this.sending.isRunning;
  readonly mayPreview = this.sending.mayPreview;
  readonly saved = this.reading.saved;
  readonly profile = this.reading.current;
  readonly profileProblem = this.reading.problem;
  readonly said = this.reading.said;
  readonly chosen = this.reading.chosen;
  readonly past = signal<readonly ImportEntry[] | null>(null);
  readonly pastProblem = signal('');
  readonly problem = this.sending.problem;
  /** The profile was changed since the preview: what the preview says is no longer what would happen. */
  readonly isChanged = computed(() => this.job() !== null && this.kind() === 'cases' && this.reading.isChanged());
  readonly mayImport = computed(() => this.sending.mayImport() && !this.isChanged());

  constructor() {
    void this.reading.load(true);
    void this.loadPast();
  }

  chooseKind(kind: CaseworkFile): void {
    this.kind.set(kind);
    this.take(null);
  }

  take(file: File | null): void {
    this.sending.take(file);
    this.said.set('');
  }

  async send(preview: boolean): Promise<void> {
    const profile = this.reading.look();
    const fields: Record<string, string> = this.kind() === 'cases' ? { profile: JSON.stringify(profile) } : {};
    const done = await this.sending.send({ path: `/api/imports/${this.kind()}`, jobs: '/api/imports/cases/jobs', preview, fields });
    if (done && !preview) await Promise.all([this.reading.load(false), this.loadPast()]);
  }

  rejects(): Promise<Blob> {
    return this.sending.rejects();
  }

  choose(name: string): void {
    this.reading.choose(name);
  }

  setColumn(heading: string, field: CaseField | ''): void {
    this.reading.change(({ columns }) => ({ columns: { ...columns, [heading]: field } }));
  }

  /** What every row has; an empty value: nothing. */
  setConstant(field: CaseField, value: string): void {
    this.reading.change(({ constants }) => {
      const { [field]: _, ...others } = constants;
      return { constants: value === '' ? others : { ...others, [field]: value } };
    });
  }

  /** The line that the headings stand in, or that of the first case; none: it is found. */
  setLine(which: 'headerRow' | 'firstRow', line: number | null): void {
    this.profile.update(({ [which]: _, ...profile }) => (line === null || !Number.isInteger(line) || line < 1 ? profile : { ...profile, [which]: line }));
  }

  async loadPast(): Promise<void> {
    try {
      this.past.set((await this.api.get<{ items: ImportEntry[] }>('/api/imports/cases')).items);
      this.pastProblem.set('');
    } catch (error) {
      this.past.set(null);
      this.pastProblem.set(error instanceof ApiProblem ? error.message : 'They could not be read.');
    }
  }

  setSheet(sheet: string): void {
    this.reading.change(() => ({ sheet }));
  }

  /** At least one format stays. */
  setFormat(format: DateFormat, isUsed: boolean): void {
    this.reading.change(({ dateFormats }) => {
      const formats = isUsed ? [...dateFormats, format] : dateFormats.filter((each) => each !== format);
      return formats.length === 0 ? {} : { dateFormats: formats };
    });
  }

  setWord(field: CaseField, word: string, value: string): void {
    this.reading.change(({ valueMaps }) => ({ valueMaps: { ...valueMaps, [field]: { ...valueMaps[field], [word]: value } } }));
  }

  saveProfile(name: string): Promise<void> {
    return this.reading.save(name);
  }

  removeProfile(): Promise<void> {
    return this.reading.remove();
  }
}

/** What the page provides. */
export const caseImportParts = [FileImport, CaseImportStore];
