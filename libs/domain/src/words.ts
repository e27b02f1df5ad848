/**
 * The words of sentences that are read aloud or skimmed, one vocabulary for the control room, the adviser and the family.
 */
const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** `two stops`: small numbers in words, as they are said. */
export const counted = (count: number, one: string, many: string): string => `${numbers[count] ?? String(count)} ${count === 1 ? one : many}`;

/** From two minutes on a difference is said; below it a run is on time. Seconds. */
export const worthSaying = 120;

/** Whole minutes of a span, at least one. */
export const wholeMinutes = (milliseconds: number): number => Math.max(1, Math.round(milliseconds / 60_000));

/** `6 minutes` where it is read aloud, `6 min` where it is skimmed. */
const minutesWords = {
  spoken: (minutes: number): string => `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
  short: (minutes: number): string => `${minutes} min`,
};
export type Manner = keyof typeof minutesWords;

export const inMinutes = (milliseconds: number, manner: Manner): string => minutesWords[manner](wholeMinutes(milliseconds));

/** `on time`, `6 minutes late`, `2 min early`: against the schedule, in seconds; negative is early. */
export function punctuality(latenessSeconds: number, manner: Manner): string {
  if (Math.abs(latenessSeconds) < worthSaying) return 'on time';
  return `${inMinutes(Math.abs(latenessSeconds) * 1000, manner)} ${latenessSeconds > 0 ? 'late' : 'early'}`;
}

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** The initials of a name: `Sample Child` is `SC`; `?` where there is none. */
export const initialsOf = (name: string | undefined): string => (name ?? '').split(/[\s-]+/).map((part) => part.charAt(0).toUpperCase()).join('') || '?';
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
