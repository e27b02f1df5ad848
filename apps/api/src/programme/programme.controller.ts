import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import type { Contradiction, ItemHistory, ProgrammeView } from '@sightline/contracts';
import { historyOf } from '@sightline/domain';
import type { PeriodView } from '@sightline/domain';
import { Allow } from '../identity/allow.js';
import { ProgrammeState } from './programme.state.js';

/** The improvement plan: aggregates and words only, no child, no case, no caller. */
@Controller('programme')
export class ProgrammeController {
  constructor(private readonly state: ProgrammeState) {}

  @Get()
  @Allow('programme')
  whole(): ProgrammeView {
    const view = this.state.view();
    if (view === undefined) throw new NotFoundException('Nothing is known of the programme.');
    return { ...view, items: [...view.items], ...this.state.records(view), asOf: new Date().toISOString() };
  }

  @Get('contradictions')
  @Allow('programme')
  contradictions(): { items: Contradiction[] } {
    return { items: this.state.contradictions() };
  }

  /** Everything that was said of an item, oldest first; corrections name what they correct. */
  @Get('items/:itemRef/history')
  @Allow('programme')
  history(@Param('itemRef') itemRef: string): ItemHistory {
    if (!this.state.programme.histories.item.has(itemRef)) throw new NotFoundException('There is no such item in the programme.');
    return historyOf(this.state.programme, itemRef);
  }

  /** A period as it stands, or, once the board has taken it, as it stood then. */
  @Get('periods/:period')
  @Allow('programme')
  period(@Param('period') period: string): PeriodView & { frozen: boolean } {
    const view = this.state.whole(period);
    if (view === undefined) throw new NotFoundException('Nothing was said of this period.');
    return { ...view, frozen: this.state.programme.frozen.has(period) };
  }
}
