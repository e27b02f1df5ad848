import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { caseworkTables } from '@sightline/contracts';
import type { BacklogRow, CaseType, CaseworkTable, CaseworkTableView } from '@sightline/contracts';
import { differing, tableOf } from '@sightline/domain';
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
  /** By case type: where a total that others declare is not what is held here. It stands beside the figures. */
  private differences: ReadonlyMap<CaseType, string> = new Map();

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
    this.differences = this.lookForDifferences();
    this.timer = setInterval(() => this.publishTables(), tablesEveryMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  rows(): BacklogRow[] {
    // What the subscribers are still to be told of, whoever asks is told at once.
    const differences = this.tablesAreOld ? this.lookForDifferences() : this.differences;
    return this.state.figures.seen.map((type) => this.row(type, differences));
  }

  table(table: CaseworkTable, caseType?: CaseType): CaseworkTableView {
    return { ...tableOf(table, this.state.figures, this.state.teams.values(), caseType), asOf: new Date().toISOString() };
  }

  /** After a commit: the rows of the case types that it touched. */
  publish(types: Iterable<CaseType>): void {
    const { figures } = this.state;
    const changes = [...types].map((type) => ({ key: type, value: figures.of(type).known > 0 ? this.row(type) : null }));
    if (changes.length > 0) this.bus.publish({ topic: 'backlog', params: {}, changes });
    this.tablesAreOld = true;
  }

  private row(type: CaseType, differences = this.differences): BacklogRow {
    const row = this.state.figures.row(type);
    const difference = differences.get(type);
    return difference === undefined ? row : { ...row, completeness: row.completeness === undefined ? difference : `${row.completeness}. ${difference}` };
  }

  private lookForDifferences(): Map<CaseType, string> {
    const { cases, declared } = this.state;
    const found = new Map<CaseType, string>();
    if (declared.size === 0) return found;
    const byType = Map.groupBy(cases.values(), ({ record }) => record.caseType);
    for (const total of declared.values()) {
      const words = differing(total, byType.get(total.caseType) ?? []).map(({ explanation }) => explanation);
      if (words.length > 0) found.set(total.caseType, [found.get(total.caseType), ...words].filter((each) => each !== undefined).join('. '));
    }
    return found;
  }

  private publishTables(): void {
    if (!this.tablesAreOld) return;
    this.tablesAreOld = false;
    const [before, now] = [this.differences, this.lookForDifferences()];
    this.differences = now;
    const moved = this.state.figures.seen.filter((type) => before.get(type) !== now.get(type));
    if (moved.length > 0) this.bus.publish({ topic: 'backlog', params: {}, changes: moved.map((type) => ({ key: type, value: this.row(type) })) });
    this.bus.publish({ topic: 'casework-tables', params: {}, changes: caseworkTables.map((table) => ({ key: table, value: this.table(table) })) });
  }
}
