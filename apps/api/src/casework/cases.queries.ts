import { Injectable } from '@nestjs/common';
import type { CaseState, CaseSummary, CaseType, ClockView } from '@sightline/contracts';
import { clocksOf, dateOf, explain, isDueSoon, isLive, isOverdue } from '@sightline/domain';
import type { LiveCase } from '@sightline/domain';
import { CaseworkState } from './casework.state.js';

export interface CaseFilter {
  readonly caseType?: CaseType | undefined;
  /** Without it: what is open, paused ones included. */
  readonly state?: CaseState | 'all' | undefined;
  readonly overdue?: boolean | undefined;
  readonly dueSoon?: boolean | undefined;
  readonly serviceArea?: string | undefined;
  readonly ownerRef?: string | undefined;
  readonly stage?: string | undefined;
}

/** A due date that sorts after every real one. */
const noDueDate = 10 ** 9;

/** Cases as others may read them. Whoever calls it has asked whether they may. */
@Injectable()
export class CasesQueries {
  constructor(private readonly state: CaseworkState) {}

  /** Those that fall due first at the top, after `cursor`; `total` counts them all. */
  list(filter: CaseFilter, limit: number, cursor?: string): { items: CaseSummary[]; total: number; nextCursor?: string } {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const first: LiveCase[] = [];
    let total = 0;
    for (const live of this.state.cases.values()) {
      if (!this.matches(live, filter)) continue;
      total++;
      if (after !== undefined && compare(live, after) <= 0) continue;
      const last = first.at(-1);
      if (first.length > limit && last !== undefined && compareCases(live, last) >= 0) continue;
      first.splice(placeIn(first, live), 0, live);
      if (first.length > limit + 1) first.pop();
    }
    const items = first.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map((live) => this.summary(live)), total, ...(first.length > limit && last ? { nextCursor: cursorOf(last) } : {}) };
  }

  /** `undefined` of a case that is not known. */
  one(caseRef: string): CaseSummary | undefined {
    const live = this.state.cases.get(caseRef);
    return live && this.summary(live);
  }

  /** The clocks of a case, each with the working of its due date. */
  clocks(caseRef: string): ClockView[] | undefined {
    const live = this.state.cases.get(caseRef);
    const { rules, figures } = this.state;
    return live && clocksOf(live.record, rules, figures.today).map((clock) => explain(clock, rules, figures.today));
  }

  /** Refs of known cases with their service areas, for a search. */
  *refs(): Generator<{ caseRef: string; caseType: CaseType; serviceArea: string; state: CaseState }> {
    for (const { record } of this.state.cases.values()) yield record;
  }

  private matches(live: LiveCase, filter: CaseFilter): boolean {
    const { record } = live;
    const { today } = this.state.figures;
    if (filter.state === undefined ? !isLive(live) : filter.state !== 'all' && record.state !== filter.state) return false;
    return (
      (filter.caseType === undefined || record.caseType === filter.caseType) &&
      (filter.serviceArea === undefined || record.serviceArea === filter.serviceArea) &&
      (filter.ownerRef === undefined || record.ownerRef === filter.ownerRef) &&
      (filter.stage === undefined || record.stage === filter.stage) &&
      (filter.overdue === undefined || isOverdue(live, today) === filter.overdue) &&
      (filter.dueSoon === undefined || isDueSoon(live, today) === filter.dueSoon)
    );
  }

  private summary(live: LiveCase): CaseSummary {
    const { record, timing } = live;
    const { today } = this.state.figures;
    const { caseRef, caseType, stage, channel, serviceArea, ownerRef, reason, state, receivedDate, closedDate, outcome } = record;
    return {
      caseRef,
      caseType,
      ...(stage === undefined ? {} : { stage }),
      channel,
      serviceArea,
      ...(ownerRef === undefined ? {} : { ownerRef }),
      ...(reason === undefined ? {} : { reason }),
      state,
      receivedDate,
      ...(closedDate === undefined ? {} : { closedDate }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(timing.dueDay === undefined ? {} : { dueDate: dateOf(timing.dueDay) }),
      ...(timing.dueClock === undefined ? {} : { dueClock: timing.dueClock }),
      overdue: isOverdue(live, today),
      dueSoon: isDueSoon(live, today),
      ageDays: Math.max(0, (live.closedDay ?? today) - live.receivedDay),
    };
  }
}

interface Place {
  readonly due: number;
  readonly caseRef: string;
}
const placeOf = ({ timing, record }: LiveCase): Place => ({ due: timing.dueDay ?? noDueDate, caseRef: record.caseRef });
const comparePlaces = (a: Place, b: Place): number => a.due - b.due || (a.caseRef < b.caseRef ? -1 : a.caseRef > b.caseRef ? 1 : 0);
const compare = (live: LiveCase, place: Place): number => comparePlaces(placeOf(live), place);
const compareCases = (a: LiveCase, b: LiveCase): number => compare(a, placeOf(b));

/** Where a case belongs among sorted ones. */
function placeIn(sorted: readonly LiveCase[], live: LiveCase): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other !== undefined && compareCases(other, live) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const cursorOf = (live: LiveCase): string => {
  const { due, caseRef } = placeOf(live);
  return Buffer.from(`${due} ${caseRef}`).toString('base64url');
};

/** `undefined` of what no list gave out: then the list begins anew. */
function readCursor(cursor: string): Place | undefined {
  const [, due, caseRef] = /^(\d+) (.+)$/s.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return due === undefined || caseRef === undefined ? undefined : { due: Number(due), caseRef };
}
