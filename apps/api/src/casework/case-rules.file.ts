import { readFileSync } from 'node:fs';
import { bankHolidayDivisions, caseTypes, clockNames, clockUnits } from '@sightline/contracts';
import type { BankHolidayDivision } from '@sightline/contracts';
import { calendarNames, checkPolicies, clockStarts, daysOff, policies as carried, withHolidays } from '@sightline/domain';
import type { Divisions, Holiday, Policy } from '@sightline/domain';
import * as z from 'zod';
import { StartError } from '../database/errors.js';

const civilDate = z.string().refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text), 'must be a date such as 2027-04-01');
const words = z.string().trim().min(3).max(500);
const days = z.number().int().min(1).max(3660);

/** A policy as the file has it when it is whole. */
const policy = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be lower-case letters, digits and hyphens'),
  caseType: z.enum(caseTypes),
  stages: z.array(z.string().min(1).max(40)).min(1).optional(),
  clock: z.enum(clockNames),
  from: z.array(z.union([z.enum(clockStarts), z.strictObject({ after: z.enum(clockNames) })])).min(1),
  length: days,
  unit: z.enum(clockUnits),
  calendar: z.enum(calendarNames),
  whenNotWorking: z.enum(daysOff),
  whose: z.literal('family').optional(),
  warnings: z.array(z.number().int().min(1).max(100)).max(10).optional(),
  ownTarget: z.boolean().optional(),
  pauses: z.array(z.strictObject({ reason: words, source: words, anyReason: z.literal(true).optional() })),
  extension: z.strictObject({ mostUnits: days.optional(), source: words }).optional(),
  applies: z.strictObject({ from: civilDate.optional(), until: civilDate.optional() }),
  source: words,
  checked: words,
});
/** What a policy that the file adds need not say. */
const usual = { calendar: 'england-and-wales', whenNotWorking: 'keep', pauses: [], applies: {}, checked: 'as the council has configured it' } as const;

const file = z.strictObject({
  policies: z.array(z.looseObject({ id: policy.shape.id })).default([]),
  holidays: z.partialRecord(z.enum(bankHolidayDivisions), z.array(z.strictObject({ date: civilDate, title: words }))).default({}),
});

/** Policies and bank holidays as the product carries them, with what the council has configured. */
export interface CaseRules {
  readonly policies: readonly Policy[];
  /** Ids of those that the file adds or changes. */
  readonly configured: ReadonlySet<string>;
  readonly holidays: Readonly<Partial<Record<BankHolidayDivision, readonly Holiday[]>>>;
}

/** Injection token of the {@link CaseRules}. */
export const CASE_RULES = Symbol('case rules');
export const carriedRules: CaseRules = { policies: carried, configured: new Set(), holidays: {} };

/** Further bank holidays over those that are known. A division without any stays the same object. */
export function withConfiguredHolidays(divisions: Divisions, { holidays }: CaseRules): Divisions {
  const merged = Object.entries(holidays).map(([name, days]) => [name, withHolidays(divisions[name as BankHolidayDivision], days, false)] as const);
  return { ...divisions, ...Object.fromEntries(merged) };
}

/**
 * Reads the file that SIGHTLINE_POLICIES names (docs/case-policies.md says how it is written); without one the rules
 * are those that the product carries. Throws a {@link StartError} that says where the file is wrong and what to do.
 */
export function readCaseRules(path: string | undefined): CaseRules {
  if (path === undefined) return carriedRules;
  const refuse = (problems: readonly string[]): never => {
    const shown = problems.slice(0, 5).join('; ');
    throw new StartError(`The case policies in ${path} cannot be used: ${shown}${problems.length > 5 ? `; and ${problems.length - 5} more` : ''}. Correct the file, or start without SIGHTLINE_POLICIES.`);
  };
  const parsed = file.safeParse(jsonOf(path, refuse));
  if (!parsed.success) return refuse(wordsOf(parsed.error, []));
  const byId = new Map<string, Policy>(carried.map((one) => [one.id, one]));
  const problems: string[] = [];
  for (const [index, given] of parsed.data.policies.entries()) {
    const before = byId.get(given.id);
    const whole = policy.safeParse(before === undefined ? { ...usual, ...given } : { ...before, checked: `changed by configuration; as carried: ${before.checked}`.slice(0, 500), ...given });
    if (whole.success) byId.set(given.id, whole.data);
    else problems.push(...wordsOf(whole.error, ['policies', index]).map((problem) => (before === undefined ? `${problem} (“${given.id}” is new, so it must be whole)` : problem)));
  }
  const policies = [...byId.values()];
  if (problems.length === 0) problems.push(...checkPolicies(policies));
  if (problems.length > 0) return refuse(problems);
  return { policies, configured: new Set(parsed.data.policies.map(({ id }) => id)), holidays: parsed.data.holidays };
}

function jsonOf(path: string, refuse: (problems: readonly string[]) => never): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return refuse([`it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown failure'})`]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse([`it is no JSON: ${error instanceof Error ? error.message : ''}`]);
  }
}

const wordsOf = ({ issues }: z.ZodError, within: readonly PropertyKey[]): string[] =>
  issues.map(({ path, message }) => `${[...within, ...path].reduce<string>((place, step) => (typeof step === 'number' ? `${place}[${step}]` : `${place}${place === '' ? '' : '.'}${String(step)}`), '') || 'it'}: ${message}`);
