import type { FiguresView } from '@sightline/contracts';
import { worstService, worstWords } from './worst-words';

type Cell = readonly [label: string, value: number | null];
const view = (total: number | null, ...cells: Cell[]): FiguresView => {
  const row = ([label, value]: Cell) => ({ key: label === 'Unknown' ? '' : label, label, value, numerator: value, denominator: value });
  return { measure: 'overdue', label: 'Overdue', unit: 'cases', formula: 'f', from: '2026-01-01', until: '2026-11-10', items: cells.map(row), total: { ...row(['In all', total]), key: '' }, asOf: '2026-11-10T09:00:00Z' };
};

describe('the worst service in words', () => {
  const overdue = view(156, ['Admissions', 23], ['SENAR', 110], ['Unknown', 300]);
  it.each([
    ['growing', { types: view(110, ['EHC assessment', 85], ['Complaint', 20], ['Yellow letter', 5]), received: view(140), closed: view(120), oldest: view(282) }, 'Most of them: EHC assessment 85, Complaint 20. In the last four weeks 140 cases came and 120 were closed, so it grows. The oldest was received 282 days ago.'],
    ['shrinking, of one type', { types: view(110, ['EHC assessment', 110]), received: view(1), closed: view(2), oldest: view(1) }, 'Most of them: EHC assessment 110. In the last four weeks 1 case came and 2 were closed, so it shrinks. The oldest was received 1 day ago.'],
    ['level', { types: view(null), received: view(1), closed: view(1), oldest: view(null) }, 'In the last four weeks 1 case came and 1 was closed.'],
    ['hidden small numbers', { types: view(null, ['EHC assessment', null]), received: view(null), closed: view(3), oldest: view(null) }, ''],
  ])('%s', (_, rest, why) => expect(worstWords({ overdue, ...rest })).toEqual({ what: 'SENAR is worst: 110 of the 156 overdue.', why }));

  it('are none where nothing is overdue, or nothing of it may be shown', () => {
    expect(worstService(view(0))).toBeNull();
    expect(worstService(view(9, ['SENAR', null]))).toBeNull();
  });
});
