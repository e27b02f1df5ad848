import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { ImportEntry } from '@sightline/contracts';
import { Clock } from '../../ui/clock';
import { download, toCsv } from '../../ui/csv';
import { FileDrop } from '../../ui/file-drop';
import { ImportProgress } from '../../ui/import-progress';
import { ImportResult } from '../../ui/import-result';
import { StatePanel } from '../../ui/state-panel';
import { ImportsStore, importsParts, offered } from './imports-store';

const stateWords: Readonly<Record<ImportEntry['state'], string>> = { running: 'running', done: 'imported', refused: 'refused', failed: 'interrupted' };

/** How a council's files come in: look at what a file would change, then import it. */
@Component({
  selector: 'sl-imports',
  imports: [FileDrop, ImportProgress, ImportResult, StatePanel],
  templateUrl: './imports-page.html',
  styleUrls: ['../section.scss', './imports-page.scss'],
  providers: importsParts,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportsPage {
  readonly store = inject(ImportsStore);
  private readonly clock = inject(Clock);
  readonly offered = offered;

  readonly when = (at: string): string => `${at.slice(0, 10)} ${this.clock.time(at)}`;
  readonly labelOf = (kind: string): string => offered.find(({ id }) => id === kind)?.label ?? kind;
  readonly stateOf = (entry: ImportEntry): string => stateWords[entry.state];

  async saveRejects(): Promise<void> {
    download(`rejects-${this.store.kind().id}.csv`, await this.store.rejects());
  }

  async saveTemplate(): Promise<void> {
    download(`template-${this.store.kind().id}.csv`, await this.store.template());
  }

  saveSecrets(): void {
    const rows = (this.store.job()?.reply?.secrets ?? []).map(({ name, secret }) => ({ name, secret }));
    download('devices.csv', toCsv([{ key: 'name', label: 'name' }, { key: 'secret', label: 'secret' }], rows));
  }
}
