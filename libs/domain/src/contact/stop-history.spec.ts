import { historyDay, historySummary } from './stop-history.js';
import type { PastVisit } from './stop-history.js';

const due = Date.parse('2026-11-09T15:40:00Z');
const visit = (lateSeconds: number | undefined, more: Partial<PastVisit> = {}): PastVisit => ({
  serviceDate: '2026-11-09', scheduledAt: due, isCancelled: false, isFirst: false, ...(lateSeconds !== undefined && { arrivedAt: due + lateSeconds * 1000 }), ...more,
});

describe('[CALL-50] how late a route was at a stop on the days before', () => {
  it.each([
    ['5 min 59 s is on time', 359, 5, 0],
    ['six minutes is late', 360, 6, 1],
    ['early is no lateness', -90, -2, 0],
  ])('%s', (_, seconds, minutes, late) => {
    const day = historyDay(visit(seconds));
    expect(day).toMatchObject({ outcome: 'seen', lateMinutes: minutes });
    expect(historySummary([day]).late).toBe(late);
  });

  it('measures the first stop, and one where it came early and waited, when it left', () => {
    expect(historyDay(visit(-600, { isFirst: true, departedAt: due + 420_000 }))).toMatchObject({ lateMinutes: 7, arrivedAt: '2026-11-09T15:47:00.000Z' });
    expect(historyDay(visit(-60, { departedAt: due + 30_000 }))).toMatchObject({ lateMinutes: 0 });
  });

  it('says of a day that nobody saw, or that was cancelled, that it was so: neither late nor on time', () => {
    const days = [visit(420), visit(0), visit(undefined), visit(undefined, { isCancelled: true })].map(historyDay);
    expect(days.map(({ outcome }) => outcome)).toEqual(['seen', 'seen', 'not-seen', 'cancelled']);
    expect(historySummary(days)).toEqual({ late: 1, seen: 2, summary: '1 of 2 late; not seen on 1 day; cancelled on 1 day' });
    expect(historySummary(days.slice(2, 3)).summary).toBe('Not seen here on any day');
    expect(historySummary([]).summary).toBe('No day before this one is known');
  });
});
