import type { CaseImportProfile } from '@sightline/contracts';
import fc from 'fast-check';
import type { SheetRow } from '../../sheets/cells.js';
import type { CaseRecord } from '../case.js';
import { decideCase } from '../decide.js';
import { standardRules } from '../rules.js';
import { CaseSheet } from './import.js';
import type { RowOutcome } from './import.js';

const plain: CaseImportProfile = { name: 'plain', columns: {}, constants: {}, dateFormats: ['YYYY-MM-DD', 'DD/MM/YYYY', 'D MMM YYYY'], valueMaps: {} };

/** Reads a sheet and lets what it says happen, as an import does. */
function imported(rows: readonly SheetRow[], profile: Partial<CaseImportProfile> = {}, cases = new Map<string, CaseRecord>()): { outcomes: RowOutcome[]; cases: Map<string, CaseRecord> } {
  const sheet = CaseSheet.open(rows, { ...plain, ...profile }, standardRules);
  if ('message' in sheet) throw new Error(sheet.message);
  const outcomes = rows.slice(sheet.header.row + 1).map((cells, index) => sheet.read(cells, sheet.header.row + 1 + index, (ref) => cases.get(ref)));
  for (const outcome of outcomes) {
    if (!('events' in outcome)) continue;
    for (const event of outcome.events) {
      const decided = decideCase(cases.get(outcome.caseRef), event, standardRules);
      if ('rejected' in decided) throw new Error(JSON.stringify(decided.rejected));
      cases.set(outcome.caseRef, decided.state);
    }
  }
  return { outcomes, cases };
}
const became = (outcomes: readonly RowOutcome[]): string[] => outcomes.map((outcome) => outcome.became);

const asPeopleKeepThem: readonly SheetRow[] = [
  ['Complaints log 2026/27 – Home to School Transport', '', '', '', '', '', ''],
  ['', 'Contact', '', 'Dates', '', '', 'Result'],
  ['Ref ', ' How received', 'Service', 'Date Rec’d', 'Acknowledged', 'Date closed', 'Outcome'],
  ['TR/001', 'E-mail', 'Home to School Transport ', '02/11/2026', '3 Nov 2026', '16/11/2026', 'Part Upheld'],
  ['TR/002', 'Telephone', 'Admissions', '2026-11-03', 'N/A', '', ''],
  ['TR/003', 'Cllr', 'SENAR', new Date('2026-11-04T00:00:00Z'), '', 'n/a', 'tbc'],
  ['', '', '', '', '', '', ''],
  ['TR/004', 'Letter', 'SENAR', 46_330, '', '', ''],
  ['TR/002', 'Telephone', 'Admissions', '2026-11-05', '', '', ''],
  ['TR/005', 'Pigeon', 'SENAR', '31/11/2026', '', '#REF!', ''],
  ['Total', '', '', '', '', 5, ''],
];

it('[CASE-14] takes the date of the decision that a travel appeal is against', () => {
  const { cases } = imported([['Ref', 'Type', 'Received', 'Date of refusal', 'Outcome'], ['TA-1', 'Transport appeal', '2026-11-02', '2026-10-20', '']]);
  expect(cases.get('TA-1')).toMatchObject({ caseType: 'travel-appeal', dates: { decision: '2026-10-20' } });
});

describe('[CASE-14] a spreadsheet as people keep it', () => {
  const { outcomes, cases } = imported(asPeopleKeepThem, { constants: { caseType: 'complaint' } });

  it('is read below its titles and merged headings, without its empty rows and its totals', () => {
    expect(became(outcomes)).toEqual(['added', 'added', 'added', 'left out', 'added', 'rejected', 'rejected', 'left out']);
    expect(cases.get('TR/001')).toMatchObject({ caseType: 'complaint', channel: 'email', serviceArea: 'Home to School Transport', receivedDate: '2026-11-02', acknowledgedDate: '2026-11-03', state: 'closed', closedDate: '2026-11-16', outcome: 'partly-upheld' });
    expect(cases.get('TR/002')).toMatchObject({ channel: 'phone', receivedDate: '2026-11-03', state: 'open' });
    expect(cases.get('TR/003')).toMatchObject({ channel: 'councillor', receivedDate: '2026-11-04', state: 'open' });
    expect(cases.get('TR/004')).toMatchObject({ receivedDate: '2026-11-04' });
  });

  it('tells of each cell that cannot be, by line and heading', () => {
    expect(outcomes.flatMap((outcome) => ('problems' in outcome ? outcome.problems.map(({ line, column, value }) => [line, column, value]) : []))).toEqual([
      [9, 'Ref', 'TR/002'],
      [10, 'How received', 'Pigeon'],
      [10, 'Date Rec’d', '31/11/2026'],
      [10, 'Date closed', '#REF!'],
    ]);
  });

  it('changes nothing when it is read again', () => {
    const again = imported(asPeopleKeepThem, { constants: { caseType: 'complaint' } }, new Map(cases));
    expect(again.outcomes.filter(({ became: what }) => what === 'added' || what === 'changed')).toEqual([]);
    expect(again.cases).toEqual(cases);
  });
});

describe('a row of a known case', () => {
  const head = ['Reference', 'Type', 'Received', 'Officer', 'Stage', 'Stage date', 'Closed', 'Outcome'];
  const first = imported([head, ['A', 'FOI', '02/11/2026', 'worker-1', '', '', '', '']]).cases;
  it.each<[string, SheetRow, string, Partial<CaseRecord>]>([
    ['corrects what was said', ['A', 'FOI', '03/11/2026', '', '', '', '', ''], 'changed', { receivedDate: '2026-11-03', ownerRef: 'worker-1' }],
    ['assigns it', ['A', '', '', 'worker-2', '', '', '', ''], 'changed', { ownerRef: 'worker-2' }],
    ['closes it', ['A', '', '', '', '', '', '10/11/2026', 'Answered'], 'changed', { state: 'closed', closedDate: '2026-11-10', outcome: 'answered' }],
    ['moves it on, with a date', ['A', '', '', '', 'internal review', '09/11/2026', '', ''], 'changed', { stage: 'internal review' }],
    ['does not move it on without one', ['A', '', '', '', 'internal review', '', '', ''], 'rejected', {}],
    ['does not close it before it came', ['A', '', '', '', '', '', '01/10/2026', ''], 'rejected', { state: 'open' }],
    ['says nothing where it is empty', ['A', '', '', '', '', '', '', ''], 'unchanged', { ownerRef: 'worker-1' }],
  ])('%s', (_, row, expected, state) => {
    const { outcomes, cases } = imported([head, row], {}, new Map(first));
    expect(became(outcomes)).toEqual([expected]);
    expect(cases.get('A')).toMatchObject(state);
  });

  it('does not open what is closed here', () => {
    const { cases } = imported([head, ['A', 'FOI', '02/11/2026', '', '', '', '10/11/2026', 'Answered']]);
    expect(became(imported([head, ['A', 'FOI', '02/11/2026', '', '', '', '', '']], {}, cases).outcomes)).toEqual(['rejected']);
  });
});

describe('dates', () => {
  const one = (text: string, dateFormats: CaseImportProfile['dateFormats']): RowOutcome | undefined => imported([['Ref', 'Type', 'Received'], ['A', 'FOI', text]], { dateFormats }).outcomes[0];
  it('that can be two days are refused, and say which', () => {
    const outcome = one('03/04/2026', ['DD/MM/YYYY', 'MM/DD/YYYY']);
    expect(outcome && 'problems' in outcome ? outcome.problems[0]?.reason : '').toBe('can be 2026-04-03 or 2026-03-04: leave only one of the formats in the profile');
    expect(one('13/04/2026', ['DD/MM/YYYY', 'MM/DD/YYYY'])).toMatchObject({ became: 'added' });
  });
  it('are the same day in every way of writing them', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2001-01-01'), max: new Date('2078-12-31'), noInvalidDate: true }), (moment) => {
        const iso = moment.toISOString().slice(0, 10);
        const [year = '', month = '', day = ''] = iso.split('-');
        const word = moment.toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' });
        const serial = Math.floor(moment.getTime() / 86_400_000) + 25_569;
        for (const cell of [iso, `${day}/${month}/${year}`, `${Number(day)}/${Number(month)}/${year.slice(2)}`, `${Number(day)} ${word} ${year}`, `${iso} 00:00:00`, serial, String(serial), new Date(`${iso}T00:00:00Z`)]) {
          const { cases } = imported([['Ref', 'Type', 'Received'], ['A', 'FOI', cell]]);
          expect(cases.get('A')?.receivedDate).toBe(iso);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('headings', () => {
  it('are taken as the profile has them before their names are guessed', () => {
    const { cases } = imported([['Nr', 'Reference', 'Kind', 'In'], ['A', 'other', 'Letter', '02/11/2026']], { columns: { Nr: 'caseRef', Reference: '', Kind: 'caseType', In: 'receivedDate' }, valueMaps: { caseType: { Letter: 'yellow-letter' } } });
    expect([...cases.values()]).toMatchObject([{ caseRef: 'A', caseType: 'yellow-letter' }]);
  });
  it.each([
    ['without a reference', [['Type', 'Received'], ['FOI', '02/11/2026']]],
    ['with two columns for one thing', [['Ref', 'Reference', 'Type'], ['A', 'B', 'FOI']]],
    ['of an empty sheet', []],
  ])('%s are refused as a whole', (_, rows) => expect(CaseSheet.open(rows, plain, standardRules)).toHaveProperty('message'));
});
