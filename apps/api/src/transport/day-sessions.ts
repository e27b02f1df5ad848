import { Injectable } from '@nestjs/common';
import type { DaySession } from '@sightline/contracts';
import { countSessions } from '@sightline/domain';
import { FleetMemory } from './fleet.memory.js';
import { iso } from './run-views.js';
import { UsualDays } from './usual-days.js';

/** A part of the runs: those of an operator, a school, the schools of an area. Absent is all. */
export interface SessionPart {
  readonly operatorRef?: string | undefined;
  readonly schoolRef?: string | undefined;
  readonly area?: string | undefined;
}

interface Parted {
  readonly operatorRef?: string | undefined;
  readonly schoolRef?: string | undefined;
}

/** How today's sessions go, each with what is usual for it. */
@Injectable()
export class DaySessions {
  constructor(
    private readonly memory: FleetMemory,
    private readonly usual: UsualDays,
  ) {}

  of(now: number, part: SessionPart = {}): DaySession[] {
    const { fleet, today } = this.memory;
    const isWanted = this.filterOf(part);
    this.usual.prepare(today, now);
    const runs = isWanted === undefined ? fleet.runs.values() : [...fleet.runs.values()].filter(({ plan }) => isWanted(plan));
    return countSessions(runs, today, now).map(({ arrivals, ...counts }) => ({
      ...counts,
      usual: this.usual.of(counts.direction, now, isWanted),
      arrivals: [...arrivals].sort(([a], [b]) => a - b).map(([at, arrived]) => ({ at: iso(at), arrived })),
    }));
  }

  /** Whether a run is of the part; undefined where the part is everything. */
  private filterOf({ operatorRef, schoolRef, area }: SessionPart): ((run: Parted) => boolean) | undefined {
    if (operatorRef === undefined && schoolRef === undefined && area === undefined) return undefined;
    const { schools } = this.memory.fleet;
    return (run) =>
      (operatorRef === undefined || run.operatorRef === operatorRef) &&
      (schoolRef === undefined || run.schoolRef === schoolRef) &&
      (area === undefined || (run.schoolRef !== undefined && schools.get(run.schoolRef)?.area === area));
  }
}
