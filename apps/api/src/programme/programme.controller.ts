import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import type { Contradiction, ItemGates, ItemHistory, ProgrammeView, Suggestion } from '@sightline/contracts';
import { historyOf } from '@sightline/domain';
import type { PeriodView } from '@sightline/domain';
import { Allow } from '../identity/allow.js';
import { gatesOf } from './programme.gates.js';
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

  /** Ratings that a person should look at again, each with a proposed one and why. */
  @Get('suggestions')
  @Allow('programme')
  suggestions(): { items: Suggestion[] } {
    return { items: this.state.suggestions() };
  }

  /** What a Red and a Blue of an item would lack today, and from which day Blue could be reached. */
  @Get('items/:itemRef/gates')
  @Allow('programme')
  gates(@Param('itemRef') itemRef: string): ItemGates {
    const gates = gatesOf(this.state.programme, itemRef, this.state.read, this.state.today);
    if (gates === undefined) throw new NotFoundException('There is no such item in the programme.');
    return gates;
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
