import { callOutcomes } from '@sightline/contracts';
import type { CallOutcome, ContactReply } from '@sightline/contracts';

/** What the buttons say, in the order of their keys. */
export const outcomeWords: Readonly<Record<CallOutcome, string>> = {
  told: 'Told the expected time',
  'call-back': 'Promise a call-back',
  'control-room': 'Pass to control room',
  complaint: 'Make it a complaint',
  other: 'Something else',
};

/** Where no time can be told, another answer was; the key stays the same for who has it in the fingers. */
export const withoutTime = 'Told what is known';
export const withoutRun = 'Answered';

export const outcomeOfKey = (key: string): CallOutcome | null => (/^[1-5]$/.test(key) ? (callOutcomes[Number(key) - 1] ?? null) : null);

/** What was done, after `Logged at 15:39`, once it is stored. `date` writes a civil date. */
export function doneWords(outcome: CallOutcome, { caseRef = '', dueDate }: ContactReply, date: (civil: string) => string): string {
  const due = dueDate === undefined ? '' : `, due ${date(dueDate)}`;
  switch (outcome) {
    case 'complaint':
      return `: complaint ${caseRef} is open${due}. Give the caller this reference.`;
    case 'call-back':
      return `: call-back ${caseRef} is promised${due}.`;
    case 'control-room':
      return ': the control room has a note on this run.';
    case 'told':
    case 'other':
      return '. Ready for the next caller.';
  }
}
