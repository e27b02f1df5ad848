import { CivilDay } from './civil-day.js';

describe('civil day', () => {
  it.each([
    ['2026-07-01T22:59:59Z', '2026-07-01'],
    ['2026-07-01T23:00:00Z', '2026-07-02'],
    ['2026-10-25T00:30:00Z', '2026-10-25'],
    ['2026-10-25T23:59:59Z', '2026-10-25'],
    ['2026-10-26T00:00:00Z', '2026-10-26'],
    ['2026-03-28T23:59:59Z', '2026-03-28'],
    ['2026-03-29T22:59:59Z', '2026-03-29'],
  ])('[ENGINE-13] %s is %s in London, also on days of 23 and 25 hours', (at, date) => {
    expect(new CivilDay('Europe/London').at(Date.parse(at))).toBe(date);
  });

  it('[ENGINE-13] rolls over at midnight, and back when asked about an earlier moment', () => {
    const day = new CivilDay('Europe/London');
    const midnight = Date.parse('2026-11-11T00:00:00Z');
    expect([day.at(midnight - 1), day.at(midnight), day.at(midnight - 1)]).toEqual(['2026-11-10', '2026-11-11', '2026-11-10']);
  });
});
