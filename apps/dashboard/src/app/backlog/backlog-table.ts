import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { BacklogRow, CaseType } from '@sightline/contracts';
import type { AgeThresholds } from '../ui/age-state';
import { Age } from '../ui/age';
import { Icon } from '../ui/icon';
import { Sparkline } from '../ui/sparkline';
import { signed } from '../ui/words';
import type { CaseFilter } from './case-filter';
import { FigureButton } from './figure-button';

/** Case types side by side, so that they compare: one table instead of a wall of cards. */
@Component({
  selector: 'sl-backlog-table',
  imports: [Age, FigureButton, Icon, Sparkline],
  templateUrl: './backlog-table.html',
  styleUrl: './backlog-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BacklogTable {
  readonly rows = input.required<readonly BacklogRow[]>();
  readonly chosen = input<CaseType | null>(null);
  /** Whether the reader may see the cases behind a number. */
  readonly opens = input(false);
  /** Today, as the counters have it: `YYYY-MM-DD`. */
  readonly today = input('');
  readonly choose = output<CaseFilter>();

  /** Cases move by the hour, not by the second. */
  readonly ages: AgeThresholds = { fresh: 4 * 3600, ageing: 26 * 3600, stale: 7 * 86_400 };
  readonly shown = shown;
  private readonly most = computed(() => Math.max(1, ...this.rows().map((row) => row.overdue ?? 0)));

  readonly views = computed(() =>
    this.rows().map((row) => ({
      row,
      bar: Math.round(((row.overdue ?? 0) / this.most()) * 84),
      trend: row.trend.map((point) => point.overdue ?? 0),
      trendLabel: trendLabel(row),
      net: signed(row.netPerDay, 1),
      closedIn: { caseType: row.caseType, state: 'closed' },
      today: { caseType: row.caseType, state: 'all', receivedFrom: this.today(), receivedUntil: this.today() },
      closedToday: { caseType: row.caseType, state: 'closed', closedFrom: this.today(), closedUntil: this.today() },
      hasClock: row.onTimePercent !== null || row.overdue !== 0 || row.dueSoon !== 0,
    })),
  );
}

/** A count, or what is known of one that this view does not show. */
const shown = (count: number | null): string => (count === null ? 'under 5' : count.toLocaleString('en-GB'));

function trendLabel({ label, trend }: BacklogRow): string {
  const first = trend[0]?.overdue ?? 0;
  const last = trend.at(-1)?.overdue ?? 0;
  const way = last > first ? 'up' : last < first ? 'down' : 'level';
  return `${label}, overdue over ${trend.length} weeks: ${way} from ${first} to ${last}`;
}
