import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { caseworkTables } from '@sightline/contracts';
import type { BacklogRow, CaseType, CaseworkTable, CaseworkTableView } from '@sightline/contracts';
import { tableOf } from '@sightline/domain';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { CaseworkState } from './casework.state.js';
import { smallNumbers } from './small-numbers.js';

/** Tables hold a year; they may be this much behind the counters. */
const tablesEveryMilliseconds = 3000;

/** Offers `backlog` (a row a case type) and `casework-tables` (a value a table). */
@Injectable()
export class CaseworkTopics implements OnApplicationBootstrap, OnApplicationShutdown {
  private tablesAreOld = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly state: CaseworkState,
    @Inject(BUS) private readonly bus: Bus,
    registry: TopicRegistry,
  ) {
    registry.register({
      topic: 'backlog',
      snapshot: () => Object.fromEntries(this.rows().map((row) => [row.caseType, row])),
      views: { of: smallNumbers.viewOf, project: smallNumbers.row },
    });
    registry.register({
      topic: 'casework-tables',
      snapshot: () => Object.fromEntries(caseworkTables.map((table) => [table, this.table(table)])),
      views: { of: smallNumbers.viewOf, project: smallNumbers.table },
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.publishTables(), tablesEveryMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  rows(): BacklogRow[] {
    return this.state.figures.seen.map((type) => this.state.figures.row(type));
  }

  table(table: CaseworkTable, caseType?: CaseType): CaseworkTableView {
    return { ...tableOf(table, this.state.figures, this.state.teams.values(), caseType), asOf: new Date().toISOString() };
  }

  /** After a commit: the rows of the case types that it touched. */
  publish(types: Iterable<CaseType>): void {
    const { figures } = this.state;
    const changes = [...types].map((type) => ({ key: type, value: figures.of(type).known > 0 ? figures.row(type) : null }));
    if (changes.length > 0) this.bus.publish({ topic: 'backlog', params: {}, changes });
    this.tablesAreOld = true;
  }

  private publishTables(): void {
    if (!this.tablesAreOld) return;
    this.tablesAreOld = false;
    this.bus.publish({ topic: 'casework-tables', params: {}, changes: caseworkTables.map((table) => ({ key: table, value: this.table(table) })) });
  }
}
