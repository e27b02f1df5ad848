import { mostAMinute, mostAnHour, SearchPace } from './search-pace.js';

const minute = 60_000;
const refs = (from: number, count: number): string[] => Array.from({ length: count }, (_, at) => `P${from + at}`);

describe('[CALL-16] how many children one person may be shown', () => {
  it('never holds up who asks about the same family again and again', () => {
    const pace = new SearchPace();
    for (let at = 0; at < 10_000; at++) {
      expect(pace.ask('adviser', at).waitMilliseconds).toBe(0);
      pace.shown('adviser', refs(0, 3), at);
    }
  });

  it('refuses the one too many of a minute, says so once as the first, and lets go when the minute is over', () => {
    const pace = new SearchPace();
    pace.shown('runner', refs(0, mostAMinute), 1000);
    expect(pace.ask('runner', 2000)).toEqual({ waitMilliseconds: minute - 1000, isFirst: true });
    expect(pace.ask('runner', 3000)).toEqual({ waitMilliseconds: minute - 2000, isFirst: false });
    expect(pace.ask('other', 3000).waitMilliseconds).toBe(0);
    expect(pace.ask('runner', 1000 + minute)).toEqual({ waitMilliseconds: 0, isFirst: false });
  });

  it('refuses the one too many of an hour', () => {
    const pace = new SearchPace();
    for (let at = 0; at < mostAnHour; at += 20) pace.shown('slow runner', refs(at, 20), at * 3000);
    const { waitMilliseconds } = pace.ask('slow runner', mostAnHour * 3000);
    expect(waitMilliseconds).toBe(60 * minute - mostAnHour * 3000);
  });
});
