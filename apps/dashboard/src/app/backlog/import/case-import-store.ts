import { Injectable, computed, inject, signal } from '@angular/core';
import type { CaseField, CaseImportProfile, DateFormat, ImportEntry, SavedCaseProfile } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';
import { FileImport } from '../../shell/file-import';

/** Files of casework that can be sent. */
export type CaseworkFile = 'cases' | 'bank-holidays';

const fresh: CaseImportProfile = { name: 'without a profile', columns: {}, constants: {}, dateFormats: ['YYYY-MM-DD', 'DD/MM/YYYY', 'D MMM YYYY'], valueMaps: {} };
const profilesAt = '/api/imports/cases/profiles';
const at = (name: string): string => `${profilesAt}/${encodeURIComponent(name)}`;

/** A spreadsheet of cases on its way in, and how it is read. */
@Injectable()
export class CaseImportStore {
  private readonly api = inject(Api);
  private readonly sending = inject(FileImport);

  readonly kind = signal<CaseworkFile>('cases');
  readonly file = this.sending.file;
  readonly job = this.sending.job;
  readonly isRunning = this.sending.isRunning;
  readonly mayPreview = this.sending.mayPreview;
  readonly saved = signal<readonly SavedCaseProfile[]>([]);
  readonly profile = signal<CaseImportProfile>(fresh);
  readonly profileProblem = signal('');
  readonly said = signal('');
  readonly past = signal<readonly ImportEntry[] | null>(null);
  readonly pastProblem = signal('');
  readonly problem = this.sending.problem;
  /** The profile of the last preview. */
  private readonly looked = signal<CaseImportProfile | null>(null);
  /** The profile was changed since the preview: what the preview says is no longer what would happen. */
  readonly isChanged = computed(() => this.job() !== null && this.kind() === 'cases' && this.looked() !== this.profile());
  readonly mayImport = computed(() => this.sending.mayImport() && !this.isChanged());
  /** The one that the profile was taken from. */
  readonly chosen = computed(() => this.saved().find(({ profile }) => profile.name === this.profile().name) ?? null);

  constructor() {
    void this.loadProfiles(true);
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
    const profile = this.profile();
    this.looked.set(profile);
    this.said.set('');
    const fields: Record<string, string> = this.kind() === 'cases' ? { profile: JSON.stringify(profile) } : {};
    const done = await this.sending.send({ path: `/api/imports/${this.kind()}`, jobs: '/api/imports/cases/jobs', preview, fields });
    if (done && !preview) await Promise.all([this.loadProfiles(false), this.loadPast()]);
  }

  rejects(): Promise<Blob> {
    return this.sending.rejects();
  }

  choose(name: string): void {
    this.profile.set(this.saved().find(({ profile }) => profile.name === name)?.profile ?? fresh);
  }

  setColumn(heading: string, field: CaseField | ''): void {
    this.change(({ columns }) => ({ columns: { ...columns, [heading]: field } }));
  }

  /** What every row has; an empty value: nothing. */
  setConstant(field: CaseField, value: string): void {
    this.change(({ constants }) => {
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
    this.change(() => ({ sheet }));
  }

  /** At least one format stays. */
  setFormat(format: DateFormat, isUsed: boolean): void {
    this.change(({ dateFormats }) => {
      const formats = isUsed ? [...dateFormats, format] : dateFormats.filter((each) => each !== format);
      return formats.length === 0 ? {} : { dateFormats: formats };
    });
  }

  setWord(field: CaseField, word: string, value: string): void {
    this.change(({ valueMaps }) => ({ valueMaps: { ...valueMaps, [field]: { ...valueMaps[field], [word]: value } } }));
  }

  async saveProfile(name: string): Promise<void> {
    const profile = { ...this.profile(), name };
    await this.keep(async () => {
      await this.api.put(at(name), profile);
      // Another name changes nothing of what the preview has said.
      if (this.looked() === this.profile()) this.looked.set(profile);
      this.profile.set(profile);
      this.said.set(`Saved as “${name}”.`);
    });
  }

  async removeProfile(): Promise<void> {
    await this.keep(async () => {
      await this.api.delete(at(this.profile().name));
      this.said.set(`“${this.profile().name}” was removed.`);
      this.profile.set(fresh);
    });
  }

  private change(how: (profile: CaseImportProfile) => Partial<CaseImportProfile>): void {
    this.profile.update((profile) => ({ ...profile, ...how(profile) }));
  }

  private async keep(act: () => Promise<void>): Promise<void> {
    this.profileProblem.set('');
    try {
      await act();
      await this.loadProfiles(false);
    } catch (error) {
      this.profileProblem.set(error instanceof ApiProblem ? error.message : 'The profile could not be saved.');
    }
  }

  /** `offers`: the last used is chosen. */
  private async loadProfiles(offers: boolean): Promise<void> {
    try {
      const { items } = await this.api.get<{ items: SavedCaseProfile[] }>(profilesAt);
      this.saved.set(items);
      const [last] = items;
      if (offers && last !== undefined && this.file() === null) this.profile.set(last.profile);
    } catch (error) {
      this.profileProblem.set(error instanceof ApiProblem ? error.message : 'The profiles could not be read.');
    }
  }
}

/** What the page provides. */
export const caseImportParts = [FileImport, CaseImportStore];
