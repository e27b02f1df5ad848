import * as z from 'zod';
import { fitsLink, linkKinds } from '../lists/links.js';
import { instant, ref } from '../primitives.js';

/** What a link is about, by references. */
export const linkSubject = z.object({
  passengerRef: ref.optional(),
  guardianRef: ref.optional(),
  schoolRef: ref.optional(),
  operatorRef: ref.optional(),
  runRef: ref.optional(),
  assistantRef: ref.optional(),
  vehicleRef: ref.optional(),
});

/** Public links. Their tokens are in no event: they are made from the ref by whoever holds the key. */
export const linkEvents = {
  'link.issued': linkSubject
    .extend({ linkRef: ref, kind: z.enum(linkKinds), expiresAt: instant })
    .refine(({ kind, linkRef: _, expiresAt: __, ...subject }) => fitsLink(kind, subject), 'the subject does not fit the kind of link')
    .describe('Somebody outside the council may follow one subject.'),
  'link.revoked': z.object({ linkRef: ref }).describe('A public link no longer works.'),
} as const;
