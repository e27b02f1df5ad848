import { countWords } from '../words.js';

/** `44 days late`, `on time`, `3 days early`, not to be parted. */
export const lateWords = (days: number): string => (days === 0 ? 'on time' : `${countWords(Math.abs(days), 'day', 'days')} ${days > 0 ? 'late' : 'early'}`.replaceAll(' ', '\u00a0'));
