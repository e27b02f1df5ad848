import { Injectable, inject } from '@angular/core';
import { Api } from '../shell/api';
import { download } from '../ui/csv';

/** The tables of the programme as the server writes them. */
@Injectable({ providedIn: 'root' })
export class ProgrammeTables {
  private readonly api = inject(Api);

  async save(table: string, query: Record<string, string> = {}): Promise<void> {
    download(`programme-${table.replaceAll('/', '-')}.csv`, await this.api.csv(`/api/programme/${table}`, query));
  }
}
