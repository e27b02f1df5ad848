import * as z from 'zod';

/** A sender's own identifier: 1–200 characters, no control characters, no white space around it. */
export const ref = z
  .string()
  .min(1, 'must not be empty')
  .max(200, 'must be at most 200 characters')
  .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters')
  .regex(/^\S(?:.*\S)?$/u, 'must not begin or end with white space');

/** A moment: RFC 3339 with an offset, such as `2026-11-10T08:24:17Z`. */
export const instant = z.iso.datetime({
  offset: true,
  error: 'must be an RFC 3339 date and time with an offset, such as 2026-11-10T08:24:17Z',
});

/** A day without a time: `YYYY-MM-DD`, read in the council's time zone. */
export const civilDate = z.iso.date('must be a date, such as 2026-11-10');

/** A reporting period: `YYYY-MM`, the month in which it ends. */
export const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, such as 2026-09');

/** A week from Monday to Sunday, ISO 8601: `YYYY-Www`. */
export const week = z.string().regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/, 'must be a week, such as 2026-W46');

/** A local time of day: `HH:MM`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as 08:50');

/** Degrees north, WGS 84. */
export const latitude = z.number('must be a number of degrees').min(-90, 'must be between -90 and 90').max(90, 'must be between -90 and 90');
/** Degrees east, WGS 84. */
export const longitude = z.number('must be a number of degrees').min(-180, 'must be between -180 and 180').max(180, 'must be between -180 and 180');

/** Free text from a person, shown as it is, never as markup. */
export const words = z.string().max(4000, 'must be at most 4,000 characters');
export const title = z.string().min(1, 'must not be empty').max(300, 'must be at most 300 characters');

/** A whole number that counts something. */
export const count = z.int().min(0);
