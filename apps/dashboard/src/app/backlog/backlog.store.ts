import { Injectable, computed, inject, signal } from '@angular/core';
import type { BacklogRow, CaseList, CaseSummary, CaseworkTable, CaseworkValues, ClockView, DueChangeView } from '@sightline/contracts';
import { LiveClient } from '../live/live-client';
import { Api, ApiProblem } from '../shell/api';
import { Session } from '../shell/session';
import type { CaseFilter } from './case-filter';

/** Something asked of the server: still on its way, there, or why it is not. */
export type Loadable<T> = { state: 'idle' } | { state: 'loading' } | { state: 'ready'; value: T } | { state: 'error'; problem: ApiProblem };

const pageSize = 50;
const mostRows = 1000;

/** The backlog as its page reads it: live counters and tables, and the cases behind a number. */
@Injectable()
export class BacklogStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly backlog = inject(LiveClient).open('backlog');
  private readonly tables = inject(LiveClient).open('casework-tables');
  private asked: AbortController | null = null;

  readonly status = this.backlog.status;
  readonly problem = this.backlog.problem;
  readonly asOf = this.backlog.asOf;
  readonly mayOpenCases = computed(() => this.session.may('cases'));
  /** Managers: who has which case, what is wrong with the data, what a date would take. */
  readonly mayManage = computed(() => this.session.may('cases', 'act'));

  /** Worst first: overdue, then due soon, then open. */
  readonly rows = computed(() => this.backlog.values().toSorted((a, b) => size(b.overdue) - size(a.overdue) || size(b.dueSoon) - size(a.dueSoon) || size(b.open) - size(a.open)));
  readonly totals = computed(() => {
    const rows = this.rows();
    const sum = (of: (row: BacklogRow) => number) => rows.reduce((total, row) => total + of(row), 0);
    return { open: sum((row) => size(row.open)), overdue: sum((row) => size(row.overdue)), netPerDay: sum((row) => size(row.netPerDay)) };
  });

  readonly sla = computed(() => this.table('sla'));
  readonly outcomes = computed(() => this.table('outcomes'));
  readonly reasons = computed(() => this.table('reasons'));
  readonly flow = computed(() => this.table('flow'));
  readonly caseload = computed(() => this.table('caseload'));

  readonly cases = signal<Loadable<{ items: CaseSummary[]; total: number; nextCursor: string | null }>>({ state: 'idle' });
  readonly clocks = signal<Loadable<{ clocks: ClockView[]; changes: DueChangeView[] }>>({ state: 'idle' });

  async list(filter: CaseFilter): Promise<void> {
    this.asked?.abort();
    const abort = (this.asked = new AbortController());
    this.cases.set({ state: 'loading' });
    try {
      const page = await this.api.get<CaseList>('/api/casework/cases', query(filter), abort.signal);
      this.cases.set({ state: 'ready', value: { items: page.items, total: page.total, nextCursor: page.nextCursor ?? null } });
    } catch (error) {
      if (error instanceof ApiProblem) this.cases.set({ state: 'error', problem: error });
    }
  }

  /** Adds the next page to what is listed. */
  async more(filter: CaseFilter): Promise<void> {
    const listed = this.cases();
    if (listed.state !== 'ready' || listed.value.nextCursor === null) return;
    try {
      const page = await this.api.get<CaseList>('/api/casework/cases', { ...query(filter), cursor: listed.value.nextCursor });
      this.cases.set({ state: 'ready', value: { items: [...listed.value.items, ...page.items], total: page.total, nextCursor: page.nextCursor ?? null } });
    } catch (error) {
      if (error instanceof ApiProblem) this.cases.set({ state: 'error', problem: error });
    }
  }

  /** A list as a file, as far as one answer goes; null where it could not be had. */
  async csv(filter: CaseFilter): Promise<Blob | null> {
    try {
      return await this.api.csv('/api/casework/cases', { ...filter, limit: mostRows });
    } catch (error) {
      if (error instanceof ApiProblem) this.cases.set({ state: 'error', problem: error });
      return null;
    }
  }

  /** The clocks of one case with the working of each due date. */
  async explain(caseRef: string): Promise<void> {
    this.clocks.set({ state: 'loading' });
    try {
      const told = await this.api.get<{ clocks: ClockView[]; changes: DueChangeView[] }>(`/api/casework/cases/${encodeURIComponent(caseRef)}/clocks`);
      this.clocks.set({ state: 'ready', value: told });
    } catch (error) {
      if (error instanceof ApiProblem) this.clocks.set({ state: 'error', problem: error });
    }
  }

  private table<T extends CaseworkTable>(name: T): { rows: { key: string; label: string; values: TableValues[T] }[]; formula: string; asOf: string } | null {
    const view = this.tables.items().get(name);
    if (view === undefined) return null;
    return { rows: view.items as unknown as { key: string; label: string; values: TableValues[T] }[], formula: view.formula, asOf: view.asOf };
  }
}

/** A count that this view does not show is below five: it weighs nothing in an order or a sum. */
const size = (count: number | null): number => count ?? 0;

type TableValues = { [T in CaseworkTable]: CaseworkValues<T> };

const query = (filter: CaseFilter) => ({ ...filter, limit: pageSize });
