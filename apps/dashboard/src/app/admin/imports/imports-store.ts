import { Injectable, inject, signal } from '@angular/core';
import type { ImportEntry, ImportKind } from '@sightline/contracts';
import { csvKinds, importKinds } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';
import { FileImport } from '../../shell/file-import';

/** A kind of file as the page offers it. */
export interface OfferedKind {
  readonly id: string;
  readonly label: string;
  readonly words: string;
  /** What the file chooser shows. */
  readonly accept: string;
  readonly columns: ImportKind['columns'];
}

const timetable: OfferedKind = { id: 'gtfs', label: 'Timetable (GTFS)', words: 'A zip of agency, routes, trips, stops, stop_times, calendars and shapes.', accept: '.zip,application/zip', columns: [] };
/** In the order in which a council loads them. */
export const offered: readonly OfferedKind[] = [timetable, ...csvKinds.map((id): OfferedKind => ({ id, label: importKinds[id].label, words: importKinds[id].words, accept: '.csv,text/csv', columns: importKinds[id].columns }))];

/** One file on its way in, and the files that came before it. */
@Injectable()
export class ImportsStore {
  private readonly api = inject(Api);
  private readonly sending = inject(FileImport);

  readonly kind = signal<OfferedKind>(timetable);
  readonly file = this.sending.file;
  readonly job = this.sending.job;
  readonly problem = this.sending.problem;
  readonly past = signal<readonly ImportEntry[] | null>(null);
  readonly pastProblem = signal('');
  readonly isRunning = this.sending.isRunning;
  readonly mayPreview = this.sending.mayPreview;
  readonly mayImport = this.sending.mayImport;

  constructor() {
    void this.loadPast();
  }

  choose(id: string): void {
    this.kind.set(offered.find((kind) => kind.id === id) ?? timetable);
    this.take(null);
  }

  take(file: File | null): void {
    this.sending.take(file);
  }

  /** Sends the file and follows it to its end. */
  async send(preview: boolean): Promise<void> {
    const done = await this.sending.send({ path: `/api/imports/${this.kind().id}`, jobs: '/api/imports/jobs', preview });
    if (done && !preview) await this.loadPast();
  }

  rejects(): Promise<Blob> {
    return this.sending.rejects();
  }

  template(): Promise<Blob> {
    return this.api.csv(`/api/imports/${this.kind().id}/template.csv`);
  }

  async loadPast(): Promise<void> {
    try {
      this.past.set((await this.api.get<{ items: ImportEntry[] }>('/api/imports')).items);
      this.pastProblem.set('');
    } catch (error) {
      this.pastProblem.set(error instanceof ApiProblem ? error.message : 'They could not be read.');
    }
  }
}

/** What the page provides. */
export const importsParts = [FileImport, ImportsStore];
