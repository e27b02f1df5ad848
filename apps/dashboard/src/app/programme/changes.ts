import type { MilestoneView, ProgrammeItem, Rating } from '@sightline/contracts';
import { changesWords } from '@sightline/domain';
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
  overruled: boolean;
  leadRole: string;
}

/** Rated items that went that way since the period before, projects before their actions. */
export const movedItems = (items: readonly ProgrammeItem[], travel: 'up' | 'down'): ProgrammeItem[] => items.filter((item) => item.travel === travel);

/** What moved since the period before, in a sentence; the paper says the same. */
export const changesInWords = (items: readonly ProgrammeItem[], previousPeriod: string | null): string => changesWords(items, previousPeriod === null ? null : periodName(previousPeriod, false));

/** What is still open and is now due later than the period before had it, the furthest first. */
export function slipsOf(items: readonly ProgrammeItem[], milestones: readonly MilestoneView[]): Slip[] {
  const leads = new Map(items.map((item) => [item.itemRef, item.leadRole ?? '']));
  const ofItems = items.flatMap((item): Slip[] => {
    const { previousDueDate: wasDate, dueDate: nowDate, rating } = item;
    if (!wasDate || nowDate === undefined || nowDate <= wasDate || rating === 'blue' || rating === 'green') return [];
    return [{ ref: item.itemRef, title: item.title, what: item.kind, wasDate, nowDate, days: daysFrom(wasDate, nowDate), rating, overruled: item.overruled !== undefined, leadRole: item.leadRole ?? '' }];
  });
  const ofMilestones = milestones.flatMap((milestone): Slip[] => {
    const { previousDueDate: wasDate, dueDate: nowDate, achievedDate } = milestone;
    if (wasDate === null || nowDate <= wasDate || achievedDate !== undefined) return [];
    return [{ ref: milestone.milestoneRef, title: milestone.title, what: 'milestone', wasDate, nowDate, days: daysFrom(wasDate, nowDate), rating: null, overruled: false, leadRole: leads.get(milestone.itemRef) ?? '' }];
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
