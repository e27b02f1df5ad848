import { boundsProblem } from './workbook-bounds.js';

const sheet = (inside: string): ReadonlyMap<string, Buffer> => new Map([['xl/worksheets/sheet1.xml', Buffer.from(`<worksheet><sheetData>${inside}</sheetData></worksheet>`)]]);

describe('the bounds of a workbook', () => {
  it.each([
    ['a column beyond the last', '<c r="ZZZZZZ9"/>'],
    ['a row beyond the last', '<c r="A1048577"/>'],
    ['the last cell of all', '<c r="XFD1048576"/>'],
    ['two cells that span too much together', '<c r="XFD1"/><c r="A200000"/>'],
    ['a name of its own for the cells', '<x:c s="1" r="ZZZZ1"/>'],
  ])('[FUZZ-3] refuses %s', (_, cells) => {
    expect(boundsProblem(sheet(cells))).toMatch(/so far out/);
  });

  it('[FUZZ-3] refuses a declared entity in any part', () => {
    expect(boundsProblem(new Map([['xl/styles.xml', Buffer.from('<!DOCTYPE x [<!ENTITY a "aa">]><styleSheet/>')]]))).toMatch(/document type/);
  });

  it('lets a large table through, and a part that is no sheet', () => {
    expect(boundsProblem(sheet('<row r="200000"><c r="A1"/><c r="CV200000"/></row>'))).toBeUndefined();
    expect(boundsProblem(new Map([['xl/styles.xml', Buffer.from('<c r="ZZZZZZ9"/>')]]))).toBeUndefined();
  });

  it('[FUZZ-3] takes no longer for tags that never end', () => {
    const began = performance.now();
    expect(boundsProblem(sheet('<c '.repeat(500_000)))).toBeUndefined();
    expect(boundsProblem(sheet(`<c ${' '.repeat(1_500_000)}`))).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
