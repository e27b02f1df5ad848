import type { Contradiction, ItemKind, ProgrammeItem } from '@sightline/contracts';
import type { Said } from './entry';

/** One item to be rated in a period: what it is, what is said of it now, and what was said before. */
export interface SheetRow {
  readonly item: ProgrammeItem;
  readonly workstreamRef: string;
  readonly projectRef: string;
  readonly said: Said | null;
  readonly before: Said | null;
  readonly flags: readonly Contradiction[];
}

export const shows = ['todo', 'all', 'worry', 'due', 'flagged'] as const;
export type Show = (typeof shows)[number];
export const showWords: Record<Show, string> = { todo: 'Not yet updated', all: 'All', worry: 'Red and Amber', due: 'Due soon', flagged: 'Flagged' };

/** How a worksheet is narrowed; an empty string does not narrow. */
export interface SheetFilter {
  readonly kind: ItemKind;
  readonly workstream: string;
  readonly project: string;
  readonly lead: string;
  readonly show: Show;
}

/** What is due within so many days, or past, and not done. */
const soonDays = 31;

type Views = ReadonlyMap<string, ProgrammeItem>;

/** The items rated here, in the order of their references. What another board leads is reported on its cycle, not here. */
export function rowsOf(items: readonly ProgrammeItem[], now: Views, before: Views, contradictions: readonly Contradiction[]): SheetRow[] {
  const byRef = new Map(items.map((item) => [item.itemRef, item]));
  const flags = Map.groupBy(contradictions, ({ itemRef }) => itemRef);
  return items
    .filter(({ ledBy }) => ledBy === undefined)
    .map((item) => ({
      item,
      ...above(item, byRef),
      said: saidOf(now.get(item.itemRef)),
      before: saidOf(before.get(item.itemRef)),
      flags: flags.get(item.itemRef) ?? [],
    }));
}

function above(item: ProgrammeItem, byRef: Views): { workstreamRef: string; projectRef: string } {
  const found = { workstreamRef: '', projectRef: '' };
  let each: ProgrammeItem | undefined = item;
  for (let steps = 0; each !== undefined && steps < 5; steps++) {
    if (each.kind === 'workstream') found.workstreamRef = each.itemRef;
    if (each.kind === 'project') found.projectRef = each.itemRef;
    each = each.parentRef === null ? undefined : byRef.get(each.parentRef);
  }
  return found;
}

function saidOf(item: ProgrammeItem | undefined): Said | null {
  if (item === undefined || item.rating === null) return null;
  const { assessmentId, rating, commentary, pathToGreen, assessedByRole, assessedOn, overruled } = item;
  return { id: assessmentId, rating, commentary, pathToGreen, assessedByRole, assessedOn, ...(overruled && { overruled }) };
}

/** Whether a row is within the part of the plan that is being updated, whatever is shown of it. */
export const isWithin = ({ item, workstreamRef, projectRef }: SheetRow, filter: SheetFilter): boolean =>
  item.kind === filter.kind &&
  (filter.workstream === '' || workstreamRef === filter.workstream) &&
  (filter.project === '' || projectRef === filter.project) &&
  (filter.lead === '' || item.leadRole === filter.lead);

export function isShown(row: SheetRow, show: Show, today: string): boolean {
  const rating = (row.said ?? row.before)?.rating;
  switch (show) {
    case 'todo':
      return row.said === null;
    case 'worry':
      return rating === 'red' || rating === 'amber';
    case 'due':
      return row.item.dueDate !== undefined && row.item.dueDate <= daysAfter(today, soonDays) && rating !== 'green' && rating !== 'blue';
    case 'flagged':
      return row.flags.length > 0;
    case 'all':
      return true;
  }
}

/** A civil date so many days later. */
export const daysAfter = (date: string, days: number): string => new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The next of `refs` after one that `waits`; from the beginning when there is none behind it, null when there is none at all. */
export function nextAfter(refs: readonly string[], ref: string | null, waits: (ref: string) => boolean): string | null {
  const at = ref === null ? -1 : refs.indexOf(ref);
  const round = [...refs.slice(at + 1), ...refs.slice(0, Math.max(at, 0))];
  return round.find(waits) ?? null;
}

/** The period so many months later: `2026-09` and 3 make `2026-12`. */
export function monthsAfter(period: string, months: number): string {
  const [year = 0, month = 1] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 15)).toISOString().slice(0, 7);
}

/** The periods that can be rated, newest first: those of which something was said, and the next in their rhythm. */
export function periodChoices(periods: readonly string[], today: string): string[] {
  const newest = periods.at(-1);
  if (newest === undefined) return [today.slice(0, 7)];
  return [monthsAfter(newest, rhythm(periods)), ...periods.toReversed()];
}

/** Months between the last two periods; a quarter where there is only one. */
function rhythm(periods: readonly string[]): number {
  const [before, last] = [periods.at(-2), periods.at(-1)];
  if (before === undefined || last === undefined) return 3;
  for (let months = 1; months <= 12; months++) if (monthsAfter(before, months) === last) return months;
  return 3;
}
