import type { RunDetail } from '@sightline/contracts';
import { coverageOf, fixBefore, fixesOf, momentOf, silencesOf, spanOf } from './replay-model';

const start = Date.UTC(2026, 10, 10, 8);
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
const stop = (sequence: number, scheduled: number, arrived?: number) => ({ sequence, stopRef: `s${sequence}`, latitude: 52, longitude: -1, scheduledAt: at(scheduled), ...(arrived === undefined ? {} : { arrivedAt: at(arrived) }), expectedAt: { earliest: at(99), likely: at(99), latest: at(99) } });
const run = { runRef: 'r', routeRef: '1', serviceDate: '2026-11-10', state: 'completed', conditions: [], startsAt: at(0), endsAt: at(20), sentence: '', stopCalls: [stop(1, 0, 1), stop(2, 10, 14), stop(3, 20, 26)] } as RunDetail;
const fixes = fixesOf({ items: [0, 0.5, 1, 1.5, 2, 10, 10.5, 11, 26].map((minutes) => ({ latitude: 52 + minutes / 100, longitude: -1, recordedAt: at(minutes) })), conditions: [], alerts: [] });

describe('a replay', () => {
  it('[REPLAY-2] finds silences and draws nothing over them', () => {
    expect(silencesOf(fixes)).toEqual([
      { from: start + 2 * 60_000, until: start + 10 * 60_000 },
      { from: start + 11 * 60_000, until: start + 26 * 60_000 },
    ]);
    expect(silencesOf([])).toEqual([]);
    const moment = momentOf(run, fixes, silencesOf(fixes), { conditions: [], alerts: [] }, start + 6 * 60_000);
    expect(moment.silent).toBe(true);
    expect(moment.fix?.at).toBe(start + 2 * 60_000);
  });

  it('takes the pace of a slow device for its own, not for silence', () => {
    expect(silencesOf(fixesOf({ items: [0, 3, 6, 9].map((minutes) => ({ latitude: 52, longitude: -1, recordedAt: at(minutes) })), conditions: [], alerts: [] }))).toEqual([]);
  });

  it('[REPLAY-3] knows at each moment nothing that came after it', () => {
    const conditions = [{ condition: 'late' as const, since: at(14), until: at(25) }];
    const events = { conditions, alerts: [{ condition: 'late' as const, step: 'acknowledged' as const, at: at(16), actor: 'control' }] };
    const silences = silencesOf(fixes);
    for (let minute = -1; minute <= 27; minute += 0.5) {
      const now = start + minute * 60_000;
      const moment = momentOf(run, fixes, silences, events, now);
      for (const call of moment.calls) {
        expect(Date.parse(call.arrivedAt ?? at(-100))).toBeLessThanOrEqual(now);
        expect(call.expectedAt).toBeUndefined();
      }
      expect(moment.fix === null || moment.fix.at <= now).toBe(true);
      for (const step of moment.steps) expect(Date.parse(step.at)).toBeLessThanOrEqual(now);
      for (const each of [...moment.conditions, ...moment.over]) expect(Date.parse(each.since)).toBeLessThanOrEqual(now);
    }
    expect(momentOf(run, fixes, silences, events, start + 15 * 60_000)).toMatchObject({ state: 'running', latenessSeconds: 240, conditions: [{ condition: 'late' }], over: [], steps: [] });
    expect(momentOf(run, fixes, silences, events, start + 26 * 60_000)).toMatchObject({ state: 'completed', latenessSeconds: 360, conditions: [], over: [{ condition: 'late' }], steps: [{ step: 'acknowledged' }] });
    expect(momentOf(run, fixes, silences, events, start - 60_000)).toMatchObject({ state: 'scheduled', fix: null, latenessSeconds: null });
  });

  it('finds the fix before any moment', () => {
    expect(fixBefore(fixes, start - 1)).toBe(-1);
    expect(fixBefore(fixes, start)).toBe(0);
    expect(fixBefore(fixes, start + 40 * 60_000)).toBe(8);
  });

  it('goes from the first to the last that is known, and without a trace over the timetable', () => {
    expect(spanOf(run, fixes)).toEqual({ from: start, until: start + 26 * 60_000 });
    expect(spanOf({ ...run, stopCalls: [] }, [])).toEqual({ from: start, until: start + 20 * 60_000 });
  });

  it('counts silence as not covered', () => {
    expect(coverageOf(run, fixes, silencesOf(fixes))).toBeCloseTo((25 - 8 - 15) / 25, 5);
    expect(coverageOf(run, [], [])).toBe(0);
  });
});
