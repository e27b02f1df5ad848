import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { download, toCsv } from '../../ui/csv';
import { FileDrop } from '../../ui/file-drop';
import { ImportHistory } from '../../ui/import-history';
import { ImportProgress } from '../../ui/import-progress';
import { ImportResult } from '../../ui/import-result';
import { ImportsStore, importsParts, offered } from './imports-store';

/** How a council's files come in: look at what a file would change, then import it. */
@Component({
  selector: 'sl-imports',
  imports: [FileDrop, ImportHistory, ImportProgress, ImportResult],
  templateUrl: './imports-page.html',
  styleUrls: ['../section.scss', './imports-page.scss'],
  providers: importsParts,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportsPage {
  readonly store = inject(ImportsStore);
  readonly offered = offered;

  readonly labelOf = (kind: string): string => offered.find(({ id }) => id === kind)?.label ?? kind;

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
