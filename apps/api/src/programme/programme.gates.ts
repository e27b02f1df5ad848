import { mayAccess } from '@sightline/contracts';
import type { FieldProblem, ItemGates, Role } from '@sightline/contracts';
import { assessmentIn, blueEvidence, measureRecordsOf, periodsOf, redLacks, refusalsOf } from '@sightline/domain';
import type { Assessment, Programme, ReadMeasure } from '@sightline/domain';
import type { Incoming } from '../engine/decider.js';

/**
 * Why an assessment is refused; nothing where it stands. Only what a person says on a page is asked: a machine and a file tell what
 * somebody has said elsewhere, which is recorded as said, also when it is a person who hands the file over.
 */
export function refusedAssessment({ source, actor }: Incoming, said: Assessment, before: Programme, read: ReadMeasure, today: string): FieldProblem[] {
  if (actor === undefined || source !== `person:${actor.username}`) return [];
  const problems = refusalsOf(before, said, measureRecordsOf(before, read).get(said.itemRef) ?? [], today);
  // Who holds no grant on the plan itself, the board, speaks only by overruling.
  if (said.overruled === undefined && !mayAccess(actor.role as Role, 'programme', 'act')) problems.push({ path: 'data.overruled', message: 'The board rates by overruling: give its reason.' });
  return problems;
}

/** What a Red and a Blue of an item would lack if they were said today in the newest period; `undefined` of an unknown item. */
export function gatesOf(programme: Programme, itemRef: string, read: ReadMeasure, today: string): ItemGates | undefined {
  const item = programme.items.get(itemRef);
  if (item === undefined) return undefined;
  const period = periodsOf(programme).at(-1) ?? today.slice(0, 7);
  const { greenSince, earliestDate, missing } = blueEvidence(programme, itemRef, measureRecordsOf(programme, read).get(itemRef) ?? [], { period, on: today });
  return {
    itemRef,
    red: { missing: redLacks(item, assessmentIn(programme, itemRef, period), today).map(({ message }) => message) },
    blue: { reached: missing.length === 0, greenSince, earliestDate, missing: [...missing] },
  };
}
