import type { Alert } from '@sightline/contracts';
import { countOf, groupTitle, headline, held, rowsOf } from './queue';

const alert = (alertRef: string, more: Partial<Alert> = {}): Alert => ({ alertRef, band: 'act-now', state: 'open', condition: 'late', runRef: `run-${alertRef}`, routeRef: alertRef, since: '2026-11-10T08:20:00Z', title: 'Late', detail: '', childrenCount: 1, minutes: 10, weight: 10, asks: 1, notes: 0, ...more });
const refs = (rows: readonly { alerts: readonly Alert[] }[]): string[] => rows.map((row) => row.alerts.map(({ alertRef }) => alertRef).join('+'));
const group = { groupRef: 'cause:north:m6', runs: 3, title: '3 runs late, one cause', detail: 'Northgate Coaches: M6 shut' };
const known = (...alerts: Alert[]): ReadonlyMap<string, Alert> => new Map(alerts.map((each) => [each.alertRef, each]));

describe('rowsOf', () => {
  it('puts safeguarding first whatever it weighs, then the heaviest', () => {
    const rows = rowsOf([alert('light'), alert('heavy', { weight: 90 }), alert('watch', { band: 'watch', weight: 600 }), alert('safe', { band: 'safeguarding', weight: 1 })]);
    expect(refs(rows)).toEqual(['safe', 'heavy', 'light', 'watch']);
  });

  it('keeps the members of a group in one row, which weighs what they weigh', () => {
    const rows = rowsOf([alert('a', { group, weight: 10 }), alert('alone', { weight: 25 }), alert('b', { group, weight: 20, childrenCount: 4 })]);
    expect(refs(rows)).toEqual(['b+a', 'alone']);
    expect(rows[0]?.childrenCount).toBe(5);
  });

  it('says how much of a group a filter shows', () => {
    const [part] = rowsOf([alert('a', { group }), alert('b', { group })]);
    expect(part && groupTitle(part)).toBe('2 of 3 runs late, one cause');
    const [whole] = rowsOf(['a', 'b', 'c'].map((ref) => alert(ref, { group })));
    expect(whole && groupTitle(whole)).toBe('3 runs late, one cause');
  });
});

describe('held', () => {
  it('moves nothing while someone is on the queue: what is over stays, what is new comes last in its band', () => {
    const [a, b, fresh, safe] = [alert('a', { weight: 50 }), alert('b', { weight: 30 }), alert('new', { weight: 500 }), alert('safe', { band: 'safeguarding' })] as const;
    const after = held(rowsOf([a, b]), [b, fresh, safe], known(b, fresh, safe));
    expect(after.map((row) => [row.alerts[0]?.alertRef, row.over])).toEqual([
      ['safe', false],
      ['a', true],
      ['b', false],
      ['new', false],
    ]);
  });

  it('shows who acknowledged a row that stays', () => {
    const before = alert('a');
    const after = alert('a', { state: 'acknowledged', acknowledgedBy: 'sam' });
    const [row] = held(rowsOf([before]), [], known(after));
    expect(row).toMatchObject({ over: true, alerts: [{ acknowledgedBy: 'sam' }] });
  });

  it('keeps a group that dissolves, and lets nothing grow', () => {
    const members = ['a', 'b', 'c'].map((ref) => alert(ref, { group }));
    const before = rowsOf(members);
    const left = members.slice(1).map(({ group: _, ...rest }) => rest as Alert);
    expect(refs(held(before, left, known(...left)))).toEqual(['a+b+c']);
    const joined = alert('d', { group });
    expect(refs(held(before, [...members, joined], known(...members, joined)))).toEqual(['a+b+c', 'd']);
  });
});

describe('headline', () => {
  it('counts one cause once, and the children of a run with two alerts once', () => {
    const rows = rowsOf([alert('a', { runRef: 'r', childrenCount: 6 }), alert('b', { runRef: 'r', childrenCount: 6 }), ...['c', 'd', 'e'].map((ref) => alert(ref, { group, childrenCount: 2 })), alert('w', { band: 'watch', childrenCount: 9 })]);
    expect(headline(rows)).toEqual({ alerts: 3, children: 12 });
    expect(countOf(rows.filter(({ band }) => band === 'act-now'))).toEqual({ alerts: 3, runs: 4 });
  });
});
