import type { ProgrammeRecordKind } from '@sightline/contracts';
import { itemKinds } from '@sightline/contracts';

/** How a field of a record is written. `refs`: references, parted by spaces or commas. */
export type FieldType = 'text' | 'words' | 'date' | 'number' | 'check' | 'refs' | 'choice';

export interface FieldOf {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required?: true;
  readonly hint?: string;
  readonly choices?: readonly (readonly [value: string, label: string])[];
  /** The name of a list that is offered while typing. */
  readonly list?: 'items' | 'roles';
}

/** What the office edits of each kind: its event, what names it, and its fields in the order of the form. */
export interface KindOf {
  readonly one: string;
  readonly many: string;
  readonly refField: string;
  /** Its first words, for a list. */
  readonly words: string;
  readonly fields: readonly FieldOf[];
}

const required = true;
const text = (name: string, label: string, more: Partial<FieldOf> = {}): FieldOf => ({ name, label, type: 'text', ...more });
const words = (name: string, label: string, more: Partial<FieldOf> = {}): FieldOf => ({ name, label, type: 'words', ...more });
const date = (name: string, label: string, more: Partial<FieldOf> = {}): FieldOf => ({ name, label, type: 'date', ...more });
const number = (name: string, label: string, more: Partial<FieldOf> = {}): FieldOf => ({ name, label, type: 'number', ...more });
const check = (name: string, label: string): FieldOf => ({ name, label, type: 'check' });
const items: FieldOf = { name: 'itemRefs', label: 'Items it is about', type: 'refs', hint: 'References, such as A1 A1.2', list: 'items' };

export const kindsOf: Readonly<Record<ProgrammeRecordKind, KindOf>> = {
  item: {
    one: 'item', many: 'Items', refField: 'itemRef', words: 'title',
    fields: [
      text('title', 'Title', { required }),
      { name: 'kind', label: 'Kind', type: 'choice', required, choices: itemKinds.map((kind) => [kind, kind] as const) },
      text('parentRef', 'Under', { list: 'items', hint: 'The reference of its project or workstream' }),
      text('leadRole', 'Lead', { list: 'roles', hint: 'A role, not only a name' }),
      text('ledBy', 'Led by another board', { hint: 'Only where it is reported there' }),
      date('startDate', 'Start'),
      date('dueDate', 'Due'),
    ],
  },
  risk: {
    one: 'risk', many: 'Risks', refField: 'riskRef', words: 'description',
    fields: [
      words('description', 'Description', { required }),
      words('mitigation', 'Mitigation'),
      text('ownerRole', 'Owner', { list: 'roles' }),
      number('scoreBefore', 'Score before mitigation', { hint: '0 to 100' }),
      number('scoreAfter', 'Score after mitigation', { hint: '0 to 100' }),
      items,
      date('closedDate', 'Closed on'),
    ],
  },
  recommendation: {
    one: 'recommendation', many: 'Recommendations', refField: 'recommendationRef', words: 'recommendation',
    fields: [
      text('body', 'Made by', { required, hint: 'An inquiry, an inspection, a committee' }),
      words('finding', 'Finding'),
      words('recommendation', 'Recommendation', { required }),
      text('theme', 'Theme'),
      text('leadRole', 'Lead', { list: 'roles' }),
      date('originalDueDate', 'Original due date'),
      date('anticipatedDate', 'Anticipated date'),
      date('achievedDate', 'Achieved on'),
      check('immediateFix', 'Immediate fix'),
      check('longTerm', 'Long-term'),
      words('response', 'Service response'),
      words('evidence', 'Evidence of progress'),
      words('obstacle', 'Obstacle'),
      text('category.scheme', 'Assessment scheme'),
      text('category.code', 'Code'),
      text('category.label', 'Label'),
      items,
    ],
  },
  milestone: {
    one: 'milestone', many: 'Milestones', refField: 'milestoneRef', words: 'title',
    fields: [text('title', 'Title', { required }), text('itemRef', 'Of', { required, list: 'items', hint: 'The reference of its item' }), date('dueDate', 'Due', { required }), date('achievedDate', 'Achieved on')],
  },
  decision: {
    one: 'decision', many: 'Decisions', refField: 'decisionRef', words: 'title',
    fields: [text('title', 'What is to be decided', { required }), date('dueDate', 'Due'), date('decidedDate', 'Decided on'), words('outcome', 'Outcome'), items],
  },
  measure: {
    one: 'measure', many: 'Measures', refField: 'measureRef', words: 'title',
    fields: [
      text('title', 'Title', { required }),
      items,
      text('metric', 'Metric that feeds it', { hint: 'A figure of Sightline by name; empty for one from elsewhere' }),
      text('sourceName', 'Source', { hint: 'Where a figure from elsewhere comes from' }),
      text('unit', 'Unit', { hint: '%, days, cases' }),
      number('target', 'Target', { required }),
      { name: 'aim', label: 'Aim', type: 'choice', required, choices: [['at-least', 'at least'], ['at-most', 'at most']] },
      number('value', 'Value', { hint: 'Of a figure from elsewhere' }),
      { name: 'asOf', label: 'True at', type: 'text', hint: 'Date and time with an offset, such as 2026-11-10T09:00:00Z' },
    ],
  },
};

export type Values = Readonly<Record<string, string>>;
type Data = Readonly<Record<string, unknown>>;

const at = (data: Data, path: string): unknown => path.split('.').reduce<unknown>((value, part) => (typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, part)?.value : undefined), data);

/** A record's data as its form shows it. */
export function valuesOf({ fields }: KindOf, data: Data): Values {
  return Object.fromEntries(
    fields.map(({ name }) => {
      const value = at(data, name);
      const shown = Array.isArray(value) ? value.join(' ') : typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
      return [name, shown];
    }),
  );
}

/** What a form says as the data of its event. What the form does not show stays as it was in `base`. */
export function dataOf({ fields, refField }: KindOf, ref: string, values: Values, base: Data): Data {
  const shown = new Set(fields.map(({ name }) => name.split('.')[0] ?? name));
  const data: Record<string, unknown> = { ...Object.fromEntries(Object.entries(base).filter(([name]) => !shown.has(name))), [refField]: ref };
  for (const field of fields) {
    const value = read(field, (values[field.name] ?? '').trim());
    if (value === undefined) continue;
    const [name = '', part] = field.name.split('.');
    data[name] = part === undefined ? value : { ...(data[name] as object | undefined), [part]: value };
  }
  if (refField === 'measureRef') {
    data['unit'] ??= '';
    data['itemRefs'] ??= [];
  }
  return data;
}

function read({ type }: FieldOf, value: string): unknown {
  if (type === 'check') return value === 'true' ? true : undefined;
  if (value === '') return undefined;
  if (type === 'number') return Number(value.replace(',', '.'));
  return type === 'refs' ? value.split(/[\s,;]+/) : value;
}

/** What is missing before it is worth sending, by the path of the field in the command. */
export const missingIn = ({ fields }: KindOf, values: Values): Record<string, string> =>
  Object.fromEntries(fields.flatMap(({ name, label, required: isNeeded, type }) => {
    const value = (values[name] ?? '').trim();
    if (value === '') return isNeeded ? [[`data.${name}`, `${label} is needed.`]] : [];
    return type === 'number' && Number.isNaN(Number(value.replace(',', '.'))) ? [[`data.${name}`, `${label} is a number.`]] : [];
  }));
