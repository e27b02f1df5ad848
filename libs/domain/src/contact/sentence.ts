import type { RunDetail } from '@sightline/contracts';
import { answerRows } from './answer-rows.js';
import type { AnswerRow } from './answer-rows.js';
import { situationOf } from './situation.js';
import type { Age, Asked, SaidWindow, Situation } from './situation.js';
import type { Part } from './spoken.js';
import { textOf } from './spoken.js';

/** What an adviser reads aloud, and what goes with it. */
export interface Answer {
  /** The row of the table that speaks; see `docs/answer.md`. */
  readonly kind: string;
  readonly sentence: string;
  /** Where that comes from and how old it is; empty where the sentence says it. */
  readonly ageSentence: string;
  /** The sentence in pieces, with those that must stand out. */
  readonly parts: readonly Part[];
  /** What the adviser does next: not read aloud. */
  readonly aside?: string | undefined;
  /** The window that is said, and none where none is: nothing beside the sentence may say more than it does. */
  readonly window?: SaidWindow | undefined;
  readonly age: Age;
}

export const rowFor = (situation: Situation): AnswerRow => answerRows.find(({ holds }) => holds(situation)) as AnswerRow;

/** What a row leaves out because it is not for a caller's ear, and an adviser must know before the next question. */
function asideOf({ aside }: AnswerRow, { run, has }: Situation): string | undefined {
  if (aside !== undefined || run.state !== 'running') return aside;
  if (has('no-guide')) return 'No guide is known for this run. Say nothing of it: put a caller who asks through to the control room.';
  return has('overlong') ? 'A child is on this bus for too long, or will be. The control room has an alert for this.' : undefined;
}

/** The answer to "where is my child's bus?": [CALL-40] says no more than is known, how old it is, and in plain words. */
export function answerSentence(run: RunDetail, asked: Asked): Answer {
  const situation = situationOf(run, asked);
  const row = rowFor(situation);
  const parts = row.say(situation);
  return { kind: row.kind, sentence: textOf(parts), ageSentence: row.from(situation), parts, aside: asideOf(row, situation), window: row.expects === true ? situation.window : undefined, age: situation.age };
}
