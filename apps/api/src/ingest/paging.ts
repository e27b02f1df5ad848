import * as z from 'zod';

const defaultLimit = 100;
const largestLimit = 1000;

/** A cursor that is a `seq`. */
export const seqCursor = z.coerce.number('must be a number').int().min(0).max(Number.MAX_SAFE_INTEGER);
/** A cursor that is a name. */
export const nameCursor = z.string().max(200);

/** The query of a paged list. */
export const page = <C extends z.ZodType>(cursor: C) =>
  z.object({ limit: z.coerce.number('must be a number').int().min(1).max(largestLimit).default(defaultLimit), cursor: cursor.optional() });

/** A page of at most `limit` out of `found`, of which one too many was asked for to see whether there is more. */
export function pageOf<T>(found: T[], limit: number, cursorOf: (item: T) => string): { items: T[]; nextCursor?: string } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined ? { items, nextCursor: cursorOf(last) } : { items };
}
