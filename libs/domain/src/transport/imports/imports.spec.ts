import { importKinds } from '@sightline/contracts';
import type { CellKind } from '@sightline/contracts';
import { columnOf, readCell, readHeader, readRow, sameRecord } from './index.js';

const read = (cell: CellKind, text: string, oneOf?: readonly string[]): unknown => {
  const result = readCell({ name: 'c', path: 'c', cell, words: '', example: '', ...(oneOf && { oneOf }) }, text);
  return 'value' in result ? result.value : result.reason;
};

describe('[PLAN-12] a cell', () => {
  it.each<[CellKind, string, unknown]>([
    ['date', '2026-11-10', '2026-11-10'],
    ['date', '3/2/2026', '2026-02-03'],
    ['date', '29.02.2028', '2028-02-29'],
    ['time', '8:50', '08:50'],
    ['time', '15.20', '15:20'],
    ['time', '09:05:00', '09:05'],
    ['yes-no', 'Y', true],
    ['yes-no', 'FALSE', false],
    ['number', '-1.89', -1.89],
    ['whole', '16', 16],
    ['list', ' a | b;c, ', ['a', 'b', 'c']],
    ['periods', '02/09/2026 to 23/10/2026 | 2026-11-02..2026-12-18', [{ from: '2026-09-02', until: '2026-10-23' }, { from: '2026-11-02', until: '2026-12-18' }]],
    ['weekdays', 'Mon-Wed|friday', ['mon', 'tue', 'wed', 'fri']],
    ['weekdays', 'sat-mon', ['mon', 'sat', 'sun']],
  ])('%s %j is read', (cell, text, value) => expect(read(cell, text)).toEqual(value));

  it.each<[CellKind, string, string]>([
    ['date', '2026-02-30', 'must be a date'],
    ['date', '11-10-26', 'must be a date'],
    ['time', '24:00', 'must be a time'],
    ['number', '1e5', 'must be a number'],
    ['number', '52,48', 'must be a number'],
    ['whole', '-1', 'must be a whole number'],
    ['yes-no', 'maybe', 'must be yes or no'],
    ['periods', '2026-10-23..2026-09-02', 'ends before it begins'],
    ['weekdays', 'mo', 'must be days'],
  ])('%s %j is refused', (cell, text, reason) => expect(read(cell, text)).toContain(reason));

  it('of a list of words takes them in any case', () => {
    expect(read('text', 'To School', ['to-school'])).toBe('to-school');
    expect(read('list', 'Harness|BOOSTER', ['harness', 'booster'])).toEqual(['harness', 'booster']);
    expect(read('list', 'harness|wings', ['harness'])).toBe('must be of harness');
  });
});

describe('[PLAN-13] a row', () => {
  const kind = importKinds.schools;
  const { places } = readHeader(kind, ['URN', 'School name', 'Morning bell', 'Area', 'Postcode']);
  const known = { schoolRef: 'S-1', name: 'Old', bellTimes: { starts: '08:50', ends: '15:20' }, area: 'North' };

  it('is read over what is known: an empty cell leaves it, a hyphen erases it, and nothing known is written to', () => {
    expect(readRow(kind, places, ['S-1', '', '9:00', '-', 'x'], known)).toEqual({ data: { schoolRef: 'S-1', name: 'Old', bellTimes: { starts: '09:00', ends: '15:20' } }, problems: [] });
    expect(known).toEqual({ schoolRef: 'S-1', name: 'Old', bellTimes: { starts: '08:50', ends: '15:20' }, area: 'North' });
  });
  it('tells of a heading that it does not know, and of a column that is there twice or not', () => {
    expect(readHeader(kind, ['URN', 'colour']).unknown).toEqual(['colour']);
    expect(readHeader(kind, ['URN', 'school_ref']).problems).toEqual([{ column: 'school_ref', reason: 'the column is there twice' }]);
    expect(readHeader(kind, ['name']).problems).toEqual([{ column: 'school_ref', reason: 'the column is missing' }]);
  });
  it('finds the column of a field, and of a part of it', () => {
    expect(columnOf(kind, 'bellTimes.starts')?.name).toBe('day_starts');
    expect(columnOf(kind, 'terms.0.from')?.name).toBe('terms');
  });
  it('is the same record whatever the order of its fields', () => {
    expect(sameRecord({ a: 1, b: { c: 2, d: undefined } }, { b: { c: 2 }, a: 1 })).toBe(true);
    expect(sameRecord({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });
  it('has no two columns of a kind under one name', () => {
    for (const each of Object.values(importKinds)) {
      const names = each.columns.flatMap((column) => [column.name, ...('also' in column ? (column.also as readonly string[]) : [])]).map((name) => name.toLowerCase().replaceAll(/[^a-z]/g, ''));
      expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
    }
  });
});
