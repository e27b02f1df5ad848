import { Injectable, computed, inject, signal } from '@angular/core';
import { Api, ApiProblem } from '../../shell/api';
import { Session } from '../../shell/session';
import { refusalOf } from './refusal';
import type { Refusal } from './refusal';
import { WorksheetStore } from './worksheet.store';

/** What is looked at before a period is taken, and taking it. */
@Injectable()
export class FreezeStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  readonly sheet = inject(WorksheetStore);

  readonly mayFreeze = computed(() => this.session.may('programme-freeze', 'act'));
  readonly mayEdit = computed(() => this.session.may('programme', 'act'));
  readonly busy = signal(false);
  readonly refusal = signal<Refusal | null>(null);

  readonly unrated = computed(() => this.sheet.rows().filter(({ said, item }) => said === null && item.kind !== 'workstream').map(({ item }) => item));
  readonly wordless = computed(() => this.sheet.rows().filter(({ said, item }) => said?.rating === 'red' && ((said.commentary ?? '').trim() === '' || said.pathToGreen === undefined || item.leadRole === undefined)).map(({ item }) => item));
  readonly clashes = computed(() => this.sheet.contradictions().filter(({ period }) => period === undefined || period === this.sheet.period()));
  /** Nothing at all was said of it: there is nothing to take. */
  readonly isEmpty = computed(() => !this.sheet.periods().includes(this.sheet.period()));

  async freeze(): Promise<void> {
    const period = this.sheet.period();
    this.busy.set(true);
    this.refusal.set(null);
    try {
      await this.api.command('programme.period-frozen', { period });
      await this.sheet.read(period);
    } catch (error) {
      this.refusal.set(refusalOf(error instanceof ApiProblem ? error.problem : null));
    } finally {
      this.busy.set(false);
    }
  }
}
