import { toCsv } from './csv.js';

describe('a table as CSV', () => {
  it('has a column for each nested figure, of all rows', () => {
    expect(toCsv([{ key: 'a', values: { open: 3 } }, { key: 'b', values: { open: 0, each: 1.5 } }])).toBe('key,values.open,values.each\r\na,3,\r\nb,0,1.5\r\n');
  });
  it('quotes what RFC 4180 asks to be quoted', () => {
    expect(toCsv([{ words: 'He said "no",\r\ntwice' }])).toBe('words\r\n"He said ""no"",\r\ntwice"\r\n');
  });
  it.each(['=1+1', '+44 20', '-2', '@SUM(A1)', '\t=1', '＝1+1', '＠SUM(A1)'])('lets no spreadsheet run %j', (words) => {
    expect(toCsv([{ words }])).toBe(`words\r\n'${words}\r\n`);
  });
  it('leaves negative numbers numbers', () => {
    expect(toCsv([{ performance: -17 }])).toBe('performance\r\n-17\r\n');
  });
  it('says a list as one cell, and nothing for nothing', () => {
    expect(toCsv([{ list: [1, 2], none: null }])).toBe('list,none\r\n"[1,2]",\r\n');
    expect(toCsv([])).toBe('');
  });
});
