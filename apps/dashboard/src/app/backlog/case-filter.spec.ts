import { convertToParamMap } from '@angular/router';
import { filterBehind, filterIn, filterWords, paramsOf } from './case-filter';

describe('the filter of the case list', () => {
  it('stands in the URL and comes back from it', () => {
    const filter = { caseType: 'foi', overdue: 'true', serviceArea: 'Admissions', order: 'oldest' };
    const params = Object.fromEntries(Object.entries(paramsOf(filter)).filter(([, value]) => value !== null));
    expect(params).toEqual({ type: 'foi', overdue: 'yes', area: 'Admissions', order: 'oldest' });
    expect(filterIn(convertToParamMap(params))).toEqual(filter);
  });

  it('is none without a word of it, and all cases when the URL says so', () => {
    expect(filterIn(convertToParamMap({ measure: 'open' }))).toBeNull();
    expect(filterIn(convertToParamMap({ list: 'all' }))).toEqual({});
    expect(paramsOf({})['list']).toBe('all');
  });

  it('says itself in words', () => {
    expect(filterWords({ caseType: 'foi', overdue: 'true', without: 'ownerRef' }, 'Information request')).toBe('Information request, overdue, without an owner');
  });

  it('lists the cases behind a cell: by period as its measure counts, by month, and those that lack it', () => {
    const period = { from: '2026-01-10', until: '2026-06-30' };
    expect(filterBehind({ measure: 'received', ...period }, 'month', '2026-01', 'foi')).toEqual({ caseType: 'foi', counts: 'received', ...period, month: '2026-01' });
    expect(filterBehind({ measure: 'mean-days', ...period }, 'service-area', 'SENAR', null)).toEqual({ serviceArea: 'SENAR', counts: 'mean-days', ...period });
    expect(filterBehind({ measure: 'overdue', ...period }, 'owner', '', null)).toEqual({ without: 'ownerRef', overdue: 'true' });
    expect(filterBehind({ measure: 'open', ...period }, 'owner', null, null)).toEqual({});
  });
});
