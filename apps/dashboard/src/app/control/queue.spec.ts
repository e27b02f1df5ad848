import type { Alert } from '@sightline/contracts';
import { headline, held, rowsOf } from './queue';

const now = Date.parse('2026-11-10T08:30:00Z');
const alert = (alertRef: string, more: Partial<Alert> = {}): Alert => ({ alertRef, band: 'act-now', condition: 'late', runRef: `run-${alertRef}`, routeRef: alertRef, since: '2026-11-10T08:20:00Z', title: 'Late', detail: '', childrenCount: 1, ...more });

describe('rowsOf', () => {
  it('puts safeguarding first whatever it weighs, then children × minutes', () => {
    const rows = rowsOf([alert('light'), alert('heavy', { childrenCount: 9 }), alert('old', { childrenCount: 4, since: '2026-11-10T07:30:00Z' }), alert('watch', { band: 'watch', childrenCount: 60 }), alert('safe', { band: 'safeguarding', childrenCount: 0 })], now);
    expect(rows.map((row) => row.alerts[0]?.alertRef)).toEqual(['safe', 'old', 'heavy', 'light', 'watch']);
  });

  it('makes one row of many alerts of one condition at one operator', () => {
    const many = ['a', 'b', 'c', 'd'].map((ref) => alert(ref, { operatorRef: 'north', childrenCount: 2 }));
    const rows = rowsOf([...many, alert('e', { operatorRef: 'south' })], now);
    expect(rows.map((row) => row.alerts.length)).toEqual([4, 1]);
    expect(rows[0]?.childrenCount).toBe(8);
  });

  it('never groups safeguarding', () => {
    const rows = rowsOf(['a', 'b', 'c', 'd'].map((ref) => alert(ref, { operatorRef: 'north', band: 'safeguarding', condition: 'wrong-school' })), now);
    expect(rows).toHaveLength(4);
  });
});

describe('held', () => {
  it('moves nothing while someone is on the queue: what is over stays, what is new comes last in its band', () => {
    const before = rowsOf([alert('a', { childrenCount: 5 }), alert('b', { childrenCount: 3 })], now);
    const after = held(before, rowsOf([alert('b', { childrenCount: 3 }), alert('new', { childrenCount: 50 }), alert('safe', { band: 'safeguarding' })], now));
    expect(after.map((row) => [row.alerts[0]?.alertRef, row.over])).toEqual([
      ['safe', false],
      ['a', true],
      ['b', false],
      ['new', false],
    ]);
  });
});

describe('headline', () => {
  it('counts the children of a run with two alerts once', () => {
    expect(headline([alert('a', { runRef: 'r', childrenCount: 6 }), alert('b', { runRef: 'r', childrenCount: 6 }), alert('c', { childrenCount: 2 })])).toEqual({ alerts: 3, children: 8 });
  });
});
