import type { FieldRows } from '../classes.js';
import { paths } from '../paths.js';

const reply = `
  preview added changed unchanged rejected.{line column reason sheet} withdrawn warnings plan.{routes trips stops from until
  pending dates.{date runs added changed unchanged withdrawn kept} sample.{runRef routeRef startsAt from to}} sheet.{sheet sheets
  headingLine headings.{heading field} top.line rows leftOut.{empty totals} unknownWords.{field count}}
  holidays.{divisions.{division added changed removed unchanged from until} dueDatesMoved} programme.{period previousPeriod
  periodFrom sheets.{sheet headingLine headings.{heading field period} rows leftOut.{empty totals headings notes} hidden}
  notRead.{sheet reason} ratings.{added corrected unchanged} unknownWords.{field count} warnings.{sheet line column
  reason} warningCount plan.{period workstreams.{itemRef title projects actions.{blue green amber red grey unrated ledElsewhere
  total}} projects.{blue green amber red grey unrated ledElsewhere total} actions.{blue green amber red grey unrated ledElsewhere
  total} percentages.* change.*}} problems rejectedRows secrets.name
`;
/** Cells as they stood in the file. */
const cells = 'rejected.value sheet.{headings.samples top.cells unknownWords.word} programme.{sheets.headings.samples unknownWords.word warnings.value}';
const both = (packed: string): readonly string[] => paths(`${packed} reply.{${packed}}`);

/** What every import answers, at once or as the reply of its job. */
export const importFields = { import: both(reply), imported: both(cells), secret: both('secrets.secret') } as const satisfies FieldRows[keyof FieldRows];
