import type { ContractMeasureName, EventData } from '@sightline/contracts';
import type { RunOutcome } from './outcome.js';
import { tracking } from './settings.js';

/** What a contract asks for and what falling short would carry. */
export interface ContractTerms {
  /** The share that must be met, 0 to 1. */
  readonly target: number;
  /** A default: a run that failed beyond what the target allows. */
  readonly points: number;
  readonly pounds: number;
}

interface ContractMeasure extends ContractTerms {
  readonly measure: ContractMeasureName;
  readonly label: string;
  readonly formula: string;
  /** Whether a run meets it; `undefined` where it does not count, or nobody can tell. */
  readonly meets: (run: RunOutcome) => boolean | undefined;
}

/** The standard schedule. An operator's own contract replaces its numbers, never its meaning. */
export const contractTable: readonly ContractMeasure[] = [
  { measure: 'operated', label: 'Runs operated', target: 0.99, points: 5, pounds: 50, formula: 'runs operated ÷ runs operated, cancelled or not run', meets: ({ fate }) => (fate === 'under-way' ? undefined : fate === 'operated') },
  { measure: 'punctuality', label: 'On time at the school', target: 0.95, points: 2, pounds: 20, formula: 'runs on time ÷ runs whose time is known; a run nobody saw is no default here', meets: ({ punctuality }) => (punctuality === undefined || punctuality === 'unknown' ? undefined : punctuality === 'on-time') },
  { measure: 'guide', label: 'Guide provided', target: 1, points: 5, pounds: 50, formula: 'runs with a guide ÷ runs that needed one', meets: (run) => (run.fate === 'operated' && run.neededGuide ? run.hadGuide : undefined) },
  { measure: 'tracked', label: 'Runs tracked', target: 0.95, points: 1, pounds: 10, formula: 'runs with 80 % coverage ÷ runs that have ended', meets: (run) => (run.coverage === undefined ? undefined : run.coverage >= tracking.tracked) },
  { measure: 'journey-time', label: 'Within journey times', target: 1, points: 3, pounds: 30, formula: 'runs with no child over the limit ÷ runs with children', meets: (run) => (run.fate === 'operated' && run.children > 0 ? run.overlong === 0 : undefined) },
];

export type AgreedContract = EventData<'contract.agreed'>;

/** A measure of one operator's week. Shares from 0 to 1. */
export interface ContractResult {
  readonly operatorRef: string;
  readonly measure: ContractMeasureName;
  readonly label: string;
  readonly formula: string;
  readonly target: number;
  readonly met: number;
  readonly of: number;
  readonly defaults: number;
  readonly points: number;
  readonly pounds: number;
  readonly agreed: boolean;
}

/** What the contracts would carry for some runs, by operator. Told, never deducted: that is for people and their evidence. */
export function contractResults(runs: Iterable<RunOutcome>, agreed: ReadonlyMap<string, AgreedContract>): ContractResult[] {
  const sums = new Map<string, Map<ContractMeasureName, { met: number; of: number }>>();
  for (const run of runs) {
    if (run.operatorRef === undefined) continue;
    const own = sums.get(run.operatorRef) ?? new Map<ContractMeasureName, { met: number; of: number }>();
    sums.set(run.operatorRef, own);
    for (const { measure, meets } of contractTable) {
      const is = meets(run);
      if (is === undefined) continue;
      const sum = own.get(measure) ?? { met: 0, of: 0 };
      own.set(measure, { met: sum.met + (is ? 1 : 0), of: sum.of + 1 });
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([operatorRef, own]) => contractTable.map((row) => result(operatorRef, row, own.get(row.measure) ?? { met: 0, of: 0 }, agreed.get(operatorRef))));
}

function result(operatorRef: string, { measure, label, formula, ...standard }: ContractMeasure, { met, of }: { met: number; of: number }, contract: AgreedContract | undefined): ContractResult {
  const own = contract?.measures.find((each) => each.measure === measure);
  const { target, points, pounds }: ContractTerms = { target: own?.target ?? standard.target, points: own?.points ?? standard.points, pounds: own?.pounds ?? standard.pounds };
  // A hair is added before it is cut: 1 − 0.95 is a little less than a twentieth in binary.
  const allowed = Math.floor((1 - target) * of + 1e-9);
  const defaults = Math.max(0, of - met - allowed);
  return { operatorRef, measure, label, formula, target, met, of, defaults, points: defaults * points, pounds: defaults * pounds, agreed: own !== undefined };
}
