import { Injectable } from '@nestjs/common';
import { BirthMark } from '../../database/birth.js';
import { Config } from '../../config/config.js';
import { civilDateIn, lastDateOf, periodsOf } from '@sightline/domain';
import type { ReportSource } from '@sightline/domain';
import { ProgrammeState } from '../programme.state.js';

/** The plan has no name of its own on record; this is what its papers call it. */
const programmeName = 'Children’s services improvement programme';

/** What a period's papers are made of: as the board took it, else as it stands now. */
@Injectable()
export class ReportSources {
  constructor(
    private readonly state: ProgrammeState,
    private readonly config: Config,
    private readonly birth: BirthMark,
  ) {}

  /** `current` is the newest period. `undefined` of a period of which nothing was said. */
  of(asked: string): ReportSource | undefined {
    const period = asked === 'current' ? periodsOf(this.state.programme).at(-1) : asked;
    const view = period === undefined ? undefined : this.state.whole(period);
    if (view === undefined) return undefined;
    const { timeZone } = this.config;
    const common = { programme: programmeName, timeZone, demonstration: this.birth.demonstration === true };
    if (this.state.programme.frozen.has(period ?? '')) {
      // A period that was taken before its time was kept was true at its end, as far as anyone can tell.
      const trueAt = view.taken?.at ?? `${lastDateOf(period ?? '')}T12:00:00Z`;
      return { ...common, view, contradictions: view.contradictions ?? [], frozen: true, takenAt: view.taken?.at, trueAt, today: civilDateIn(trueAt, timeZone) };
    }
    const contradictions = this.state.contradictions().filter((clash) => clash.period === undefined || clash.period === period);
    const suggestions = this.state.suggestions().filter((one) => one.period === period);
    return { ...common, view, contradictions, suggestions, frozen: false, trueAt: new Date().toISOString(), today: this.state.today };
  }
}
