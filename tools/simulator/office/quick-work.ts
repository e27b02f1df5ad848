import { feedEvent, type Due } from '../event.ts';
import { civilDateAt, minute } from '../clock.ts';
import { Random } from '../random.ts';
import { caseKinds } from './case-kinds.ts';
import type { CaseLife } from './case-life.ts';

/** Between two pieces of work that are done within the day. */
export const quickWorkEvery = 45_000;

const mix = { enquiry: 46, 'post-review-paperwork': 22, 'qa-check': 10, licence: 7, 'work-permit': 6, chaperone: 2, complaint: 2, 'travel-appeal': 2, 'yellow-letter': 1 };

/**
 * The office never closes in the demonstration: every slot of time brings a case of the kind that is opened and answered
 * within minutes or hours, so that counters move while someone watches. A slot depends on the seed and the time alone.
 */
export function quickWork(seed: number, slot: number): CaseLife {
  const random = new Random(seed, 'quick', slot);
  const openedAt = slot * quickWorkEvery + random.between(0, quickWorkEvery * 0.9);
  const caseType = random.weighted(mix);
  const kind = caseKinds.find((each) => each.caseType === caseType);
  if (kind === undefined) throw new Error(`no such case type: ${caseType}`);
  const caseRef = `${kind.prefix}-T${slot.toString(36).toUpperCase()}`;
  const closesAt = openedAt + Math.max(3, random.exponential(caseType === 'enquiry' ? 12 : 50)) * minute;
  const opened: Due = {
    at: openedAt,
    event: feedEvent('casework', 'case.opened', `${caseRef}:opened`, openedAt, {
      caseRef,
      caseType,
      ...(caseType === 'complaint' ? { acknowledgedDate: civilDateAt(openedAt) } : {}),
      ...(caseType === 'complaint' || caseType === 'travel-appeal' ? { stage: '1' } : {}),
      channel: 'contact-centre',
      serviceArea: random.weighted(kind.areas),
      receivedDate: civilDateAt(openedAt),
      reason: random.weighted(kind.reasons),
      ownerRef: `${kind.team}-${random.whole(1, 6)}`,
      ...(caseType === 'yellow-letter' ? { slaDays: 16 } : {}),
    }),
  };
  // A complaint or a letter is not answered within the hour: it is taken back, or becomes a case for tomorrow.
  const closing: Due[] =
    caseType === 'complaint' || caseType === 'travel-appeal' || caseType === 'yellow-letter'
      ? [{ at: closesAt, event: feedEvent('casework', 'case.withdrawn', `${caseRef}:closed`, closesAt, { caseRef, date: civilDateAt(closesAt) }) }]
      : [{ at: closesAt, event: feedEvent('casework', 'case.closed', `${caseRef}:closed`, closesAt, { caseRef, closedDate: civilDateAt(closesAt), outcome: random.weighted(kind.outcomes) }) }];
  return { caseRef, team: kind.team, closesAt, due: [opened, ...closing] };
}
