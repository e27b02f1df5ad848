import type { CaseField, EventData } from '@sightline/contracts';
import type { CaseRecord } from '../case.js';
import { isOpen } from '../case.js';
import { decideCase } from '../decide.js';
import type { CaseEvent } from '../decide.js';
import type { Rules } from '../rules.js';

/** What a row says of a case; a field that it says nothing of is left out. */
export type CaseValues = Readonly<Partial<Record<CaseField, string>>>;

/** What is wrong with a cell; `field` is absent where it is the row as a whole. */
export interface CellProblem {
  readonly field?: CaseField;
  readonly reason: string;
}

/** The events that make a case what a row says, or why it cannot become that. No events: it is so already. */
export type RowSteps = { readonly events: readonly CaseEvent[] } | { readonly problems: readonly CellProblem[] };

const needed = ['caseType', 'receivedDate'] as const satisfies readonly CaseField[];
/** Where a column that a file does not have, or leaves empty, still says something. */
const otherwise = { channel: 'import', serviceArea: 'Unknown' } as const;

/** From the path of a refusal to the column that it is about. */
const fieldOfPath: Readonly<Record<string, CaseField>> = {
  'data.closedDate': 'closedDate', 'data.receivedDate': 'receivedDate', 'data.acknowledgedDate': 'acknowledgedDate', 'data.date': 'stageDate', 'data.ownerRef': 'ownerRef', 'data.stage': 'stage',
};

/**
 * What has to happen to a case, known or not, so that it is as a row says. A column that a row leaves empty says
 * nothing: it takes nothing back. Whatever the rules of cases refuse, the row is refused with.
 */
export function stepsFor(caseRef: string, values: CaseValues, known: CaseRecord | undefined, rules: Rules): RowSteps {
  const steps = known === undefined ? opening(caseRef, values) : changing(known, values);
  if ('problems' in steps) return steps;
  let record = known;
  for (const event of steps.events) {
    const decided = decideCase(record, event, rules);
    if ('rejected' in decided) return { problems: decided.rejected.map(({ path, message }) => refusal(path, message)) };
    record = decided.state;
  }
  return steps;
}

const refusal = (path: string, message: string): CellProblem => {
  const field = fieldOfPath[path];
  return { ...(field === undefined ? {} : { field }), reason: message };
};

function opening(caseRef: string, values: CaseValues): RowSteps {
  const missing = needed.filter((field) => values[field] === undefined);
  if (missing.length > 0) return { problems: missing.map((field) => ({ field, reason: 'is needed for a case that is not known yet' })) };
  const data = { caseRef, ...otherwise, ...fieldsOf(values), ...(values.ownerRef === undefined ? {} : { ownerRef: values.ownerRef }) };
  const events: CaseEvent[] = [{ type: 'case.opened', data: data as EventData<'case.opened'> }];
  if (values.stageDate !== undefined && values.stage !== undefined) {
    // At which stage it was received nobody says: it is counted from the day on which it came to this one.
    const { stage: _, ...first } = data;
    events[0] = { type: 'case.opened', data: first as EventData<'case.opened'> };
    events.push({ type: 'case.stage-changed', data: { caseRef, stage: values.stage, date: values.stageDate } });
  }
  return { events: [...events, ...ending(caseRef, values)] };
}

function changing(known: CaseRecord, values: CaseValues): RowSteps {
  const { caseRef } = known;
  const ends = endOf(values);
  if (!isOpen(known.state) && ends === undefined) return { problems: [{ reason: `is ${known.state} here since ${known.closedDate ?? 'an unknown day'} and open in the file: reopen it by hand, or say in the file when it was closed` }] };
  if (!isOpen(known.state) && ends !== known.closedDate) return { problems: [{ field: 'closedDate', reason: `is ${known.closedDate ?? 'unknown'} here: a date of closing is corrected by reopening the case` }] };
  const events: CaseEvent[] = [];
  const { stage, ...fields } = fieldsOf(values);
  const corrected = Object.fromEntries(Object.entries(fields).filter(([field, value]) => !isSame(known[field as keyof CaseRecord], value)));
  if (Object.keys(corrected).length > 0) events.push({ type: 'case.updated', data: { caseRef, ...corrected } });
  if (stage !== undefined && stage !== known.stage) {
    if (values.stageDate === undefined) return { problems: [{ field: 'stage', reason: `was ${known.stage ?? 'not said'} here: to move the case, say in a column “Stage date” since when` }] };
    events.push({ type: 'case.stage-changed', data: { caseRef, stage, date: values.stageDate } });
  }
  if (values.ownerRef !== undefined && values.ownerRef !== known.ownerRef && isOpen(known.state)) events.push({ type: 'case.assigned', data: { caseRef, ownerRef: values.ownerRef } });
  return { events: isOpen(known.state) ? [...events, ...ending(caseRef, values)] : events };
}

const endOf = ({ closedDate, withdrawnDate }: CaseValues): string | undefined => withdrawnDate ?? closedDate;

function ending(caseRef: string, { closedDate, withdrawnDate, outcome }: CaseValues): CaseEvent[] {
  if (withdrawnDate !== undefined) return [{ type: 'case.withdrawn', data: { caseRef, date: withdrawnDate } }];
  return closedDate === undefined ? [] : [{ type: 'case.closed', data: { caseRef, closedDate, outcome: outcome ?? 'not stated' } }];
}

/** The fields of a case that can be said at its opening and corrected later. */
function fieldsOf({ caseType, stage, channel, serviceArea, receivedDate, acknowledgedDate, reason, subjectRef, slaDays, meetingDate, planDate, performanceDate, appealedDecisionDate }: CaseValues): Partial<EventData<'case.opened'>> {
  const dates = { meeting: meetingDate, plan: planDate, performance: performanceDate, decision: appealedDecisionDate };
  const told = Object.fromEntries(Object.entries(dates).filter(([, date]) => date !== undefined));
  const fields = { caseType, stage, channel, serviceArea, receivedDate, acknowledgedDate, reason, subjectRef, slaDays: slaDays === undefined ? undefined : Number(slaDays), dates: Object.keys(told).length > 0 ? told : undefined };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const isSame = (known: unknown, value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return known === value;
  const before = (known ?? {}) as Record<string, unknown>;
  return Object.entries(value).every(([name, each]) => before[name] === each);
};
