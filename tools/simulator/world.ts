import type { FeedEvent, Truth } from './event.ts';
import { Council } from './city/council.ts';
import { Fleet } from './feed/fleet.ts';
import { pastWeeks } from './feed/past.ts';
import { people, places } from './feed/reference.ts';
import { Office } from './office/office.ts';
import { Programme } from './programme/programme.ts';
import { CallCentre } from './telephone/call-centre.ts';
import { contactHistory } from './telephone/contact-history.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly routes: number;
  /** Milliseconds between two fixes of one vehicle. */
  readonly interval: number;
  /** How many times as often as usual something goes wrong. */
  readonly trouble?: number;
  /** When the demonstration begins. */
  readonly from: number;
  readonly truth?: (line: Truth) => void;
  /** Weeks before this one whose school runs are told as well; absent: no past day is. */
  readonly pastWeeks?: number;
}

/** A part of what is told at the start, in the order in which it is to be sent. */
export interface Chapter {
  readonly title: string;
  readonly events: FeedEvent[];
}

/** The whole invented council: {@link opening} tells the past, {@link until} with ever later moments what follows. */
export class World {
  readonly council: Council;
  readonly #fleet: Fleet;
  readonly #calls: CallCentre;
  readonly #office: Office;
  readonly #programme: Programme;
  readonly #from: number;
  readonly #pastWeeks: number | undefined;
  /** The parts that have told their past. */
  readonly #playing: { until: (moment: number) => FeedEvent[] }[] = [];

  constructor(options: WorldOptions) {
    this.council = new Council(options.seed, options.routes);
    this.#from = options.from;
    this.#pastWeeks = options.pastWeeks;
    this.#calls = new CallCentre(this.council);
    this.#office = new Office(options.seed);
    this.#programme = new Programme(options.seed);
    this.#fleet = new Fleet(this.council, { interval: options.interval, trouble: options.trouble ?? 1, truth: options.truth ?? (() => undefined), planned: (plan) => this.#calls.concern(plan) });
  }

  /**
   * One chapter after another, each made when it is asked for: together they would fill the memory. Asking for the next
   * says that the last one has arrived: only then does its part go on, so that nothing new overtakes what is old.
   */
  *opening(): Generator<Chapter> {
    const { council } = this;
    const from = this.#from;
    yield { title: `${council.schools.length} schools, ${council.operators.length} operators, ${council.vehicles.length} vehicles`, events: places(council, from) };
    const { underWay, runsUnderWay, ahead, runsAhead } = this.#fleet.opening(from);
    yield { title: `${runsUnderWay} runs under way`, events: underWay };
    yield { title: `${runsAhead} runs of the next hour`, events: ahead };
    this.#playing.push(this.#fleet);
    yield { title: `${council.guides.length} guides, the children of ${council.routes.length} routes and their families`, events: people(council, from) };
    const calls = this.#calls.opening(from);
    yield { title: 'the calls of the last hours and the contacts of three weeks', events: [...contactHistory(council, from), ...calls] };
    this.#playing.push(this.#calls);
    yield { title: 'an improvement plan of 34 projects and 299 actions, with its assessments', events: this.#programme.opening(from) };
    this.#playing.push(this.#programme);
    const { teams, history, open } = this.#office.opening(from);
    yield { title: `${teams.length} teams and the history of their cases, ${open} of them open`, events: [...teams, ...history] };
    this.#playing.push(this.#office);
    if (this.#pastWeeks === undefined) return;
    for (const { week, runs, events } of pastWeeks(council, from, this.#pastWeeks)) yield { title: `${runs} school runs of week ${week}`, events };
  }

  /** Everything that the parts already opened tell up to a moment and have not told before. */
  until(moment: number): FeedEvent[] {
    return this.#playing.flatMap((part) => part.until(moment));
  }
}
