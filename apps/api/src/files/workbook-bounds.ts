/** Cells that a sheet may span, empty ones too: the reader makes a place for each. 200,000 rows of 100 columns. */
const mostPlaces = 20_000_000;
/** Excel's own limits (ECMA-376; "Excel specifications and limits"). */
const lastColumn = 16_384;
const lastRow = 1_048_576;

const columnOf = (letters: string): number => Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/**
 * Why a workbook's parts are not handed to the reader, or undefined. A cell says itself where it stands, and one far
 * out makes a sheet of a few bytes span more than any memory; a declared entity is of no use but as a bomb [FUZZ-3].
 */
export function boundsProblem(files: ReadonlyMap<string, Buffer>): string | undefined {
  for (const [name, content] of files) {
    const xml = content.toString('latin1');
    if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) return 'The workbook declares a document type, which no spreadsheet program writes. Open it, save it anew as .xlsx, and send that.';
    if (!/^xl\/worksheets\//i.test(name)) continue;
    let rows = 0;
    let columns = 0;
    // What stands in a tag ends with it: nothing is looked at twice.
    for (const [, letters = '', digits = ''] of xml.matchAll(/<(?:\w{1,20}:)?c\b[^<>]*?\sr="([A-Z]{1,9})(\d{1,12})"/g)) {
      columns = Math.max(columns, columnOf(letters));
      rows = Math.max(rows, Number(digits));
    }
    if (columns > lastColumn || rows > lastRow || columns * rows > mostPlaces) return 'A sheet of the workbook has a cell so far out that all between cannot be read. Delete the empty rows and columns beyond your table, save it, and send it again.';
  }
  return undefined;
}
