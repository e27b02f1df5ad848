import type { StopHistoryDay } from '@sightline/contracts';

export interface Bar {
  readonly day: StopHistoryDay;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly late: boolean;
}
export interface Bars {
  readonly bars: readonly Bar[];
  /** Of a bar. */
  readonly width: number;
  /** Where late begins. */
  readonly limit: number;
}

const room = { width: 372, height: 56 };
/** The least that the scale reaches to, so that a good month does not look like a bad one. Minutes. */
const leastTop = 12;

/** Minutes late of each day, the oldest first, as bars in a room of 372 by 56; early counts as nought, and a day that nobody saw has no bar. */
export function barsOf(days: readonly StopHistoryDay[], lateFrom: number): Bars {
  const top = Math.max(leastTop, ...days.map(({ lateMinutes = 0 }) => lateMinutes));
  const high = (minutes: number): number => (Math.min(top, Math.max(0, minutes)) / top) * room.height;
  const step = room.width / Math.max(1, days.length);
  const bars = days.map((day, index): Bar => {
    const height = day.lateMinutes === undefined ? 0 : Math.max(1.5, high(day.lateMinutes));
    return { day, x: index * step + step * 0.15, y: room.height - height, height, late: (day.lateMinutes ?? 0) >= lateFrom };
  });
  return { bars, width: step * 0.7, limit: room.height - high(lateFrom) };
}

const unseen = { cancelled: 'cancelled', 'not-seen': 'not seen', seen: 'seen' } as const;

/** `8 min late`, `on time`, `2 min early`, `not seen`, `cancelled`. */
export function lateWords({ lateMinutes, outcome }: Pick<StopHistoryDay, 'lateMinutes' | 'outcome'>): string {
  if (lateMinutes === undefined) return unseen[outcome];
  if (lateMinutes === 0) return 'on time';
  return lateMinutes > 0 ? `${lateMinutes} min late` : `${-lateMinutes} min early`;
}
