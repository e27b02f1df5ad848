import fc from 'fast-check';
import { alertBands, runConditions } from '@sightline/contracts';
import { compareAlerts, groupAlerts, groupWords } from './alerts-group.js';
import type { Groupable, Placed } from './alerts-group.js';

const now = Date.parse('2026-11-10T08:30:00Z');
const ago = (minutes: number): number => now - minutes * 60_000;
const placed = (alertRef: string, more: Partial<Placed> = {}): Placed => ({ alertRef, band: 'act-now', childrenCount: 4, since: ago(10), ...more });
const of = (alertRef: string, more: Partial<Groupable> = {}): Groupable => ({ alertRef, runRef: `run-${alertRef}`, band: 'act-now', condition: 'late', operatorRef: 'north', childrenCount: 4, ...more });

describe('[ALERT-11] the order of alerts', () => {
  it('is by band, then children × minutes, then the older', () => {
    const alerts = [placed('b'), placed('a'), placed('more', { childrenCount: 9 }), placed('watched', { band: 'watch', childrenCount: 60 }), placed('old', { since: ago(40) }), placed('safe', { band: 'safeguarding', childrenCount: 0 })];
    expect(alerts.sort((a, b) => compareAlerts(a, b, now)).map(({ alertRef }) => alertRef)).toEqual(['safe', 'old', 'more', 'a', 'b', 'watched']);
  });

  it('is total: the same whatever order they come in', () => {
    const any = fc.record({ band: fc.constantFrom(...alertBands), childrenCount: fc.nat(5), since: fc.nat(5).map(ago) });
    fc.assert(
      fc.property(fc.array(any), fc.infiniteStream(fc.nat()), (values, shuffle) => {
        const alerts = values.map((value, index) => ({ ...value, alertRef: `alert-${index}` }));
        const keys = new Map(alerts.map((alert) => [alert.alertRef, shuffle.next().value as number]));
        const shuffled = [...alerts].sort((a, b) => (keys.get(a.alertRef) ?? 0) - (keys.get(b.alertRef) ?? 0));
        const sorted = (list: Placed[]): string[] => list.sort((a, b) => compareAlerts(a, b, now)).map(({ alertRef }) => alertRef);
        expect(sorted(shuffled)).toEqual(sorted([...alerts]));
      }),
    );
  });
});

describe('[ALERT-12] groups', () => {
  it('are three or more runs of one operator with one reported cause, else with one condition', () => {
    const shut = ['a', 'b', 'c'].map((ref) => of(ref, { cause: 'M6 shut at junction 7' }));
    const others = ['d', 'e', 'f'].map((ref) => of(ref));
    const groups = groupAlerts([...shut, ...others, of('g', { operatorRef: 'south' }), of('h', { operatorRef: undefined })]);
    expect(groups.map(({ members, cause }) => [members.map(({ alertRef }) => alertRef).join(''), cause])).toEqual([['abc', 'M6 shut at junction 7'], ['def', undefined]]);
    expect(groups[0] && groupWords(groups[0], 'Northgate Coaches')).toEqual({ title: '3 runs late, one cause', detail: 'Northgate Coaches: M6 shut at junction 7' });
    expect(groups[1] && groupWords(groups[1], 'Northgate Coaches')).toEqual({ title: '3 runs late', detail: 'Northgate Coaches' });
    expect(groups[0]?.childrenCount).toBe(12);
  });

  it.each([
    ['two runs', ['a', 'b'].map((ref) => of(ref))],
    ['safeguarding', ['a', 'b', 'c'].map((ref) => of(ref, { band: 'safeguarding', condition: 'wrong-school' }))],
    ['three operators', ['a', 'b', 'c'].map((ref) => of(ref, { operatorRef: ref }))],
  ])('%s make none', (_, alerts) => expect(groupAlerts(alerts)).toEqual([]));

  it('keep the sum of the children and overlap nowhere', () => {
    const any = fc.record({
      band: fc.constantFrom(...alertBands),
      condition: fc.constantFrom(...runConditions.slice(0, 4)),
      operatorRef: fc.option(fc.constantFrom('north', 'south'), { nil: undefined }),
      cause: fc.option(fc.constantFrom('snow', 'Snow ', 'M6'), { nil: undefined }),
      childrenCount: fc.nat(60),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (values) => {
        const alerts = values.map((value, index) => ({ ...value, alertRef: `a${index}`, runRef: `r${index}` }));
        const groups = groupAlerts(alerts);
        const grouped = groups.flatMap(({ members }) => members);
        expect(new Set(grouped.map(({ alertRef }) => alertRef)).size).toBe(grouped.length);
        const alone = alerts.filter((alert) => !grouped.includes(alert));
        const sum = (list: readonly { childrenCount: number }[]): number => list.reduce((total, { childrenCount }) => total + childrenCount, 0);
        expect(sum(groups) + sum(alone)).toBe(sum(alerts));
        for (const { members } of groups) expect(members.length).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});
