import { linkKinds } from '@sightline/contracts';
import * as z from 'zod';

/** A page of links, the newest first. The cursor is where the page before ended: when it was issued, and its ref. */
export const linksQuery = z.object({
  limit: z.coerce.number('must be a number').int().min(1).max(1000).default(100),
  cursor: z.string().regex(/^\d{1,15}\.[\w-]{1,64}$/, 'is not a cursor that was given').optional(),
  kind: z.enum(linkKinds).optional(),
});

export const positionOf = ({ issuedAt, linkRef }: { issuedAt: Date; linkRef: string }): string => `${issuedAt.getTime()}.${linkRef}`;

export function positionIn(cursor: string): { at: Date; linkRef: string } {
  const dot = cursor.indexOf('.');
  return { at: new Date(Number(cursor.slice(0, dot))), linkRef: cursor.slice(dot + 1) };
}
