import { caseChannels, caseTypes } from '@sightline/contracts';
import type { CaseField, CaseImportProfile } from '@sightline/contracts';
import { outcomeKey } from '../figures/type-figures.js';
import { caseTypeWords } from '../case-type-words.js';
import { fold, mappedWord, nothing, saysNothing, spreadsheetError, textOf } from '../../sheets/cells.js';
import type { Cell, ReadValue } from '../../sheets/cells.js';
import { readDate } from '../../sheets/dates.js';

const dateFields: ReadonlySet<CaseField> = new Set(['stageDate', 'receivedDate', 'acknowledgedDate', 'closedDate', 'withdrawnDate', 'meetingDate', 'planDate', 'performanceDate', 'appealedDecisionDate'] satisfies CaseField[]);

const typeNames: ReadonlyMap<string, string> = new Map([
  ...caseTypes.flatMap((type) => [[fold(type), type], [fold(caseTypeWords[type].label), type]] as const),
  ['freedom of information', 'foi'], ['eir', 'foi'], ['sar', 'subject-access'], ['subject access request', 'subject-access'], ['dsar', 'subject-access'],
  ['ehcp', 'ehcp-assessment'], ['ehc needs assessment', 'ehcp-assessment'], ['mp enquiry', 'yellow-letter'], ['councillor enquiry', 'yellow-letter'], ['stage 1 complaint', 'complaint'],
  ['social care complaint', 'social-care-complaint'], ['transport appeal', 'travel-appeal'],
]);
const channelNames: ReadonlyMap<string, string> = new Map([
  ...caseChannels.map((channel) => [fold(channel), channel] as const),
  ['telephone', 'phone'], ['call', 'phone'], ['e mail', 'email'], ['web', 'online'], ['web form', 'online'], ['website', 'online'], ['post', 'letter'], ['cllr', 'councillor'], ['face to face', 'in-person'],
]);

const outcomeNames: ReadonlyMap<string, string> = new Map([
  ['part upheld', 'partly-upheld'], ['partially upheld', 'partly-upheld'], ['partial', 'partly-upheld'], ['fully upheld', 'upheld'], ['notupheld', 'not-upheld'], ['not up held', 'not-upheld'], ['awaiting update', 'no-update'],
]);

/** Reads a cell as its field has it, by the profile's words. */
export function readValue(field: CaseField, cell: Cell, { dateFormats, valueMaps }: Pick<CaseImportProfile, 'dateFormats' | 'valueMaps'>): ReadValue {
  const text = textOf(cell);
  const mapped = mappedWord(valueMaps[field], text);
  if (mapped !== undefined) return mapped === '' ? nothing : { value: mapped };
  const error = spreadsheetError(text);
  if (error !== undefined) return { reason: error };
  if (saysNothing(text)) return nothing;
  if (dateFields.has(field)) return readDate(cell, text, dateFormats);
  switch (field) {
    case 'caseType':
      return named(typeNames, text, 'is no type of case that is known: map it to one of them');
    case 'channel':
      return named(channelNames, text, `is no channel: map it to one of ${caseChannels.join(', ')}`);
    case 'outcome':
      return { value: outcomeNames.get(fold(text)) ?? outcomeKey(text) };
    case 'slaDays':
      return /^\d{1,3}(\.0+)?$/.test(text) ? { value: String(Number(text)) } : { reason: 'must be a whole number of days' };
    default:
      return text.length > 200 ? { reason: 'is longer than 200 characters' } : { value: text };
  }
}

const named = (names: ReadonlyMap<string, string>, text: string, reason: string): ReadValue => {
  const value = names.get(fold(text));
  return value === undefined ? { reason } : { value };
};
