import type { AlertBand, RunCondition } from '@sightline/contracts';
import type { Condition, Run } from './run.js';
import { sentenceOf } from './sentence.js';
import type { SentenceContext } from './sentence.js';

/** What an alert says: in which band it stands, and why it is there. */
export interface AlertWords {
  readonly band: AlertBand;
  readonly title: string;
  readonly detail: string;
}

const titles: Readonly<Record<RunCondition, string>> = {
  'wrong-school': 'At a school that is not its own',
  uncovered: 'Cancelled, children without transport',
  'no-guide': 'No guide',
  'not-started': 'Not started',
  late: 'Late',
  stalled: 'Standing still',
  'signal-lost': 'Signal lost',
  'off-route': 'Off its route',
  overlong: 'Too long aboard',
};

function bandOf({ condition }: Condition, run: Run, { childrenCount, aboard }: SentenceContext): AlertBand {
  if (condition === 'wrong-school') return 'safeguarding';
  if (condition === 'signal-lost') return (aboard ?? childrenCount) > 0 ? 'act-now' : 'watch';
  if (condition === 'no-guide') return run.state === 'scheduled' ? 'act-now' : 'watch';
  return 'act-now';
}

function detailOf({ condition }: Condition, run: Run, context: SentenceContext): string {
  if (condition !== 'no-guide') return sentenceOf(run, context);
  return run.assistantRef === undefined ? 'A guide is required and none is assigned' : 'A guide is required and the assigned one is unavailable';
}

/** An alert in words, with its place among the others (transport.md, "A run's life"). */
export const alertWords = (condition: Condition, run: Run, context: SentenceContext): AlertWords => ({
  band: bandOf(condition, run, context),
  title: titles[condition.condition],
  detail: detailOf(condition, run, context),
});
