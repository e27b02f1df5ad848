import type { Ground } from './policy.js';

/** What many policies have in common. */
export const always = {};
export const none: readonly Ground[] = [];
export const englandAndWales = { calendar: 'england-and-wales', whenNotWorking: 'keep' } as const;
export const workingDay = { unit: 'working-day', ...englandAndWales } as const;
export const day = { unit: 'calendar-day', ...englandAndWales } as const;
