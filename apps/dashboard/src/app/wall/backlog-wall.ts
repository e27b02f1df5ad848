import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Clock } from '../ui/clock';
import { Sparkline } from '../ui/sparkline';
import { StatePanel } from '../ui/state-panel';
import { duration, signed } from '../ui/words';
import { BacklogWallStore } from './backlog-wall-store';
import { alwaysDark } from './wall-parts';

/** Rows that six metres leave room for. */
const rowsShown = 7;

/** The managers' television: open, overdue, due soon, the oldest, and each type's flow, worst first. Nothing to touch. */
@Component({
  selector: 'sl-backlog-wall',
  // Where it is too small for all of it, it scrolls, by keyboard too.
  host: { tabindex: '0' },
  imports: [Sparkline, StatePanel],
  providers: [BacklogWallStore],
  templateUrl: './backlog-wall.html',
  styleUrl: './backlog-wall.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BacklogWall {
  private readonly clock = inject(Clock);
  private readonly store = inject(BacklogWallStore);
  readonly backlog = this.store.backlog;
  readonly demonstration = this.store.demonstration;
  readonly time = computed(() => this.clock.time(this.clock.now()));
  readonly isStale = computed(() => !this.store.isLive() || this.backlog.status() === 'interrupted');
  readonly connection = computed(() => (this.store.isLive() ? 'Live' : `Not live, figures of ${this.clock.time(Date.parse(this.backlog.asOf() ?? new Date(this.clock.now()).toISOString()))}`));
  private readonly sorted = computed(() => this.backlog.values().toSorted((a, b) => (b.overdue ?? 0) - (a.overdue ?? 0) || (b.dueSoon ?? 0) - (a.dueSoon ?? 0) || (b.open ?? 0) - (a.open ?? 0)));
  readonly figures = computed(() => {
    const rows = this.backlog.values();
    const sum = (of: (row: (typeof rows)[number]) => number | null) => rows.reduce((total, row) => total + (of(row) ?? 0), 0);
    const overdue = sum((row) => row.overdue);
    return [
      { label: 'Overdue', value: overdue.toLocaleString('en-GB'), bad: overdue > 0 },
      { label: 'Due soon', value: sum((row) => row.dueSoon).toLocaleString('en-GB'), bad: false },
      { label: 'Open', value: sum((row) => row.open).toLocaleString('en-GB'), bad: false },
      { label: 'Oldest, days', value: Math.max(0, ...rows.map((row) => row.oldestDays ?? 0)).toLocaleString('en-GB'), bad: false },
    ];
  });
  readonly rows = computed(() =>
    this.sorted().slice(0, rowsShown).map((row) => ({
      row,
      overdue: shown(row.overdue),
      dueSoon: shown(row.dueSoon),
      open: shown(row.open),
      net: row.netPerDay === null ? '–' : signed(row.netPerDay, 1),
      trend: row.trend.map((point) => point.overdue ?? 0),
      age: row.lastChangeAt === null ? 'no change yet' : `${duration((this.clock.now() - Date.parse(row.lastChangeAt)) / 1000)} ago`,
    })),
  );
  readonly more = computed(() => Math.max(0, this.sorted().length - rowsShown));

  constructor() {
    alwaysDark();
  }
}

const shown = (count: number | null): string => (count === null ? 'under 5' : count.toLocaleString('en-GB'));
