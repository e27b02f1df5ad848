import { toCsv } from './csv';

describe('toCsv', () => {
  const columns = [
    { key: 'name', label: 'Name' },
    { key: 'open', label: 'Open, now', numeric: true },
  ];

  it('quotes what needs it and leaves nothing where nothing is known', () => {
    expect(toCsv(columns, [{ name: 'A "b", c', open: 3 }, { name: null, open: null }])).toBe('\uFEFFName,"Open, now"\r\n"A ""b"", c",3\r\n,\r\n');
  });

  it('does not let a cell run as a formula in a spreadsheet', () => {
    expect(toCsv(columns, [{ name: '=HYPERLINK("x")', open: -1 }])).toContain(`"'=HYPERLINK(""x"")",-1`);
    expect(toCsv(columns, [{ name: '＝1+1', open: 1 }])).toContain(`'＝1+1,1`);
  });
});
