import type { FeedEvent, Truth } from './event.ts';
import { Council } from './city/council.ts';
import { Fleet } from './feed/fleet.ts';
import { people, places } from './feed/reference.ts';
import { Office } from './office/office.ts';
import { Programme } from './programme/programme.ts';
import { CallCentre } from './telephone/call-centre.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly routes: number;
  /** Milliseconds between two fixes of one vehicle. */
  readonly interval: number;
  /** When the demonstration begins. */
  readonly from: number;
  readonly truth?: (line: Truth) => void;
}

/** A part of what is told at the start, in the order in which it is to be sent. */
export interface Chapter {
  readonly title: string;
  readonly events: FeedEvent[];
}

/** The whole invented council: first {@link opening}, then {@link until} with ever later moments. */
export class World {
  readonly council: Council;
  readonly #fleet: Fleet;
  readonly #calls: CallCentre;
  readonly #office: Office;
  readonly #programme: Programme;
  readonly #from: number;

  constructor(options: WorldOptions) {
    this.council = new Council(options.seed, options.routes);
    this.#from = options.from;
    this.#calls = new CallCentre(options.seed);
    this.#office = new Office(options.seed);
    this.#programme = new Programme(options.seed);
    this.#fleet = new Fleet(this.council, { interval: options.interval, truth: options.truth ?? (() => undefined), planned: (plan) => this.#calls.concern(plan) });
  }

  opening(): Chapter[] {
    const { council } = this;
    const from = this.#from;
    const { underWay, runsUnderWay, ahead, runsAhead } = this.#fleet.opening(from);
    const { teams, history, open } = this.#office.opening(from);
    const calls = this.#calls.opening(from);
    const programme = this.#programme.opening(from);
    return [
      { title: `${council.schools.length} schools, ${council.operators.length} operators, ${council.vehicles.length} vehicles`, events: places(council, from) },
      { title: `${runsUnderWay} runs under way`, events: underWay },
      { title: `${council.guides.length} guides and the children of ${council.routes.length} routes`, events: people(council, from) },
      { title: `${runsAhead} runs of the next hour`, events: ahead },
      { title: `${calls.length} events of the telephones`, events: calls },
      { title: 'an improvement plan of 34 projects and 299 actions, with its assessments', events: programme },
      { title: `${teams.length} teams and the history of their cases, ${open} of them open`, events: [...teams, ...history] },
    ];
  }

  /** Everything that is told up to a moment and was not told before. */
  until(moment: number): FeedEvent[] {
    return [...this.#fleet.until(moment), ...this.#office.until(moment), ...this.#calls.until(moment), ...this.#programme.until(moment)];
  }
}
