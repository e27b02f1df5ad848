import type { MilestoneView, ProgrammeItem, Rating } from '@sightline/contracts';
import { counted } from '../ui/words';
import { periodName } from './words';

/** A due date that was moved later since the period before. */
export interface Slip {
  ref: string;
  title: string;
  what: 'project' | 'action' | 'workstream' | 'milestone';
  wasDate: string;
  nowDate: string;
  days: number;
  rating: Rating | null;
  leadRole: string;
}

/** Rated items that went that way since the period before, projects before their actions. */
export const movedItems = (items: readonly ProgrammeItem[], travel: 'up' | 'down'): ProgrammeItem[] => items.filter((item) => item.travel === travel);

/** `Since June, 3 actions fell and 6 rose; 1 project fell and 2 rose.` What did not move at all is said too. */
export function changesInWords(items: readonly ProgrammeItem[], previousPeriod: string | null): string {
  if (previousPeriod === null) return 'This is the first period, so there is nothing to compare it with.';
  const parts = (['action', 'project'] as const).flatMap((kind) => {
    const of = (travel: 'up' | 'down') => movedItems(items, travel).filter((item) => item.kind === kind).length;
    const [down, up] = [of('down'), of('up')];
    if (down === 0 && up === 0) return [];
    const noun = (count: number) => counted(count, kind, `${kind}s`);
    return [down === 0 ? `${noun(up)} rose` : up === 0 ? `${noun(down)} fell` : `${noun(down)} fell and ${up} rose`];
  });
  const since = `Since ${periodName(previousPeriod, false)}`;
  return parts.length === 0 ? `${since}, no rating has changed.` : `${since}, ${parts.join('; ')}.`;
}

/** What is still open and is now due later than the period before had it, the furthest first. */
export function slipsOf(items: readonly ProgrammeItem[], milestones: readonly MilestoneView[]): Slip[] {
  const leads = new Map(items.map((item) => [item.itemRef, item.leadRole ?? '']));
  const ofItems = items.flatMap((item): Slip[] => {
    const { previousDueDate: wasDate, dueDate: nowDate, rating } = item;
    if (!wasDate || nowDate === undefined || nowDate <= wasDate || rating === 'blue' || rating === 'green') return [];
    return [{ ref: item.itemRef, title: item.title, what: item.kind, wasDate, nowDate, days: daysFrom(wasDate, nowDate), rating, leadRole: item.leadRole ?? '' }];
  });
  const ofMilestones = milestones.flatMap((milestone): Slip[] => {
    const { previousDueDate: wasDate, dueDate: nowDate, achievedDate } = milestone;
    if (wasDate === null || nowDate <= wasDate || achievedDate !== undefined) return [];
    return [{ ref: milestone.milestoneRef, title: milestone.title, what: 'milestone', wasDate, nowDate, days: daysFrom(wasDate, nowDate), rating: null, leadRole: leads.get(milestone.itemRef) ?? '' }];
  });
  return [...ofItems, ...ofMilestones].toSorted((a, b) => b.days - a.days);
}

/** Whole days from one civil date to another. */
export const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** `12 days late`, `2 days early`, `on the day`. */
export function lateness(days: number): string {
  if (days === 0) return 'on the day';
  return `${counted(Math.abs(days), 'day', 'days')} ${days > 0 ? 'late' : 'early'}`;
}
