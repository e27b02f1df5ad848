import type { Announcement, Leave } from '@sightline/domain';
import type { Outgoing } from '../../engine/outgoing.js';

/** What the rules of transport want told, as the outbox takes it. */
export function outgoingOf(announcements: readonly Announcement[], leaves: readonly Leave[], urls: ReadonlyMap<string, string>): readonly Outgoing[] {
  return [
    ...announcements.map(
      ({ messageRef, run, about, audience, kind, at, expiresAt, by, addressees }): Outgoing => ({
        act: 'tell',
        messageRef,
        runRef: run.plan.runRef,
        about,
        audience,
        kind,
        at,
        startsAt: run.plan.startsAt,
        expiresAt,
        by,
        recipients: addressees.map(({ stop: _, ...addressee }) => ({ ...addressee, link: addressee.guardianRef === undefined ? undefined : urls.get(addressee.guardianRef) })),
      }),
    ),
    ...leaves.map((leave): Outgoing => ({ act: 'approve', ...leave })),
  ];
}
