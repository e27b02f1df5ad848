import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { BacklogRow, CaseType, CaseworkMeasure } from '@sightline/contracts';
import type { AgeThresholds } from '../ui/age-state';
import { Age } from '../ui/age';
import { Icon } from '../ui/icon';
import { Sparkline } from '../ui/sparkline';
import { signed } from '../ui/words';
import type { CaseFilter } from './case-filter';
import { FigureButton } from '../ui/figure-button';

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
  /** The type of which the reader wants to see what arrives and what is closed. */
  readonly flow = output<CaseType>();

  /** Cases move by the hour, not by the second. */
  readonly ages: AgeThresholds = { fresh: 4 * 3600, ageing: 26 * 3600, stale: 7 * 86_400 };
  readonly shown = shown;
  private readonly most = computed(() => Math.max(1, ...this.rows().map((row) => row.overdue ?? 0)));

  readonly views = computed(() =>
    this.rows().map((row) => ({
      row,
      bar: Math.round(((row.overdue ?? 0) / this.most()) * 72),
      trend: row.trend.map((point) => point.overdue ?? 0),
      trendLabel: trendLabel(row),
      net: row.netPerDay === null ? '–' : signed(row.netPerDay, 1),
      rates: ratesOf(row),
      ofClosed: ofClosed(row),
      today: { caseType: row.caseType, state: 'all', receivedFrom: this.today(), receivedUntil: this.today() },
      closedToday: { caseType: row.caseType, state: 'all', closedFrom: this.today(), closedUntil: this.today() },
      hasClock: row.onTimePercent !== null || row.overdue !== 0 || row.dueSoon !== 0,
    })),
  );
}

/** A count, or what is known of one that this view does not show. */
const shown = (count: number | null): string => (count === null ? 'under 5' : count.toLocaleString('en-GB'));

interface Rate {
  counts: CaseworkMeasure;
  value: string;
  words: string;
  formula: string;
  of: number | null;
}
const percent = (value: number): string => `${value.toFixed(1)}%`;

/** The on-time rate of a row, of all that was due: with excepted cases as they stand, and without them where there are some. */
function ratesOf({ onTimePercent, onTimeWithoutExceptedPercent, withoutExcepted, closedWithClock, closedOnTime, overdue }: BacklogRow): Rate[] {
  if (onTimePercent === null) return [];
  const isKnown = closedWithClock !== null && closedOnTime !== null && overdue !== null;
  const because = isKnown ? `: ${closedOnTime} ÷ (${closedWithClock} + ${overdue})` : '';
  const all: Rate = { counts: 'on-time', value: percent(onTimePercent), words: 'on time, of all that was due', formula: `closed on time ÷ (closed + open and overdue)${because}`, of: isKnown ? closedWithClock + overdue : null };
  if (onTimeWithoutExceptedPercent === null || onTimeWithoutExceptedPercent === undefined) return [all];
  const formula = 'closed on time ÷ (closed + open and overdue), cases left out to which a legal exception applied';
  return [all, { counts: 'on-time-without-exceptions', value: percent(onTimeWithoutExceptedPercent), words: 'without excepted', formula, of: withoutExcepted ?? null }];
}

/** The rate of closed cases only, as statutory returns have it: it stands beside the one of all that was due, never alone. */
function ofClosed({ onTimeOfClosedPercent, closedWithClock, closedOnTime }: BacklogRow): Rate | null {
  if (onTimeOfClosedPercent === null) return null;
  const because = closedOnTime === null || closedWithClock === null ? '' : `: ${closedOnTime} ÷ ${closedWithClock}`;
  return { counts: 'on-time-of-closed', value: percent(onTimeOfClosedPercent), words: 'on time, of those closed', formula: `closed on time ÷ closed${because}`, of: closedWithClock };
}

function trendLabel({ label, trend }: BacklogRow): string {
  const first = trend[0]?.overdue ?? 0;
  const last = trend.at(-1)?.overdue ?? 0;
  const way = last > first ? 'up' : last < first ? 'down' : 'level';
  return `${label}, overdue over ${trend.length} weeks: ${way} from ${first} to ${last}`;
}
