import type { FeedEvent, Truth } from '../event.ts';
import { addDays, civilDateAt, hour, minute } from '../clock.ts';
import type { Council, Route } from '../city/council.ts';
import { Timeline } from '../timeline.ts';
import { schedule } from './run-events.ts';
import { afterArrival, planRun, type RunPlan } from './run-plan.ts';
import { RunPlayer } from './run-player.ts';
import { slotsOf, type Slot } from './slots.ts';

/** How long before its start a run is known. */
const horizon = hour;

interface Upcoming {
  readonly route: Route;
  slots: Slot[];
  date: string;
  /** When the vehicle is back from its last planned run. */
  freeAt: number;
}

/** All runs of all routes: those under way at the start, and those that follow. */
export class Fleet {
  readonly #council: Council;
  readonly #options: { interval: number; trouble: number; truth: (line: Truth) => void; planned: (plan: RunPlan) => void };
  readonly #timeline = new Timeline<FeedEvent>();
  readonly #upcoming: Upcoming[];
  #plannedUntil = -Infinity;

  constructor(council: Council, options: { interval: number; trouble: number; truth: (line: Truth) => void; planned: (plan: RunPlan) => void }) {
    this.#council = council;
    this.#options = options;
    this.#upcoming = council.routes.map((route) => ({ route, slots: [], date: '', freeAt: -Infinity }));
  }

  /** What happened before `now`, of the runs that are under way at it; and the runs of the next hour. */
  opening(now: number): { underWay: FeedEvent[]; runsUnderWay: number; ahead: FeedEvent[]; runsAhead: number } {
    const underWay: { at: number; events: FeedEvent[] }[] = [];
    const ahead: FeedEvent[] = [];
    let runsUnderWay = 0;
    let runsAhead = 0;
    for (const each of this.#upcoming) {
      each.date = addDays(civilDateAt(now), -2);
      for (;;) {
        const slot = this.#peek(each);
        if (slot.startsAt > now + horizon) break;
        each.slots.shift();
        if (slot.endsAt < now - 3 * hour) continue;
        const plan = this.#plan(each, slot);
        if (plan.arrivesAt + afterArrival < now || (plan.incidents.cancelled !== undefined && slot.endsAt < now)) continue;
        const player = this.#play(plan, now);
        const scheduled = schedule(plan, Math.min(now, slot.startsAt - horizon)).map((due) => due.event);
        const history: FeedEvent[] = [];
        while (player.nextAt < now) history.push(...player.next());
        this.#timeline.add(player);
        if (plan.readyAt < now) {
          runsUnderWay++;
          underWay.push({ at: slot.startsAt - horizon, events: scheduled }, ...history.map((event) => ({ at: Date.parse(event.time), events: [event] })));
        } else {
          runsAhead++;
          ahead.push(...scheduled, ...history);
        }
      }
    }
    this.#plannedUntil = now + horizon;
    underWay.sort((a, b) => a.at - b.at);
    return { underWay: underWay.flatMap(({ events }) => events), runsUnderWay, ahead, runsAhead };
  }

  /** Everything told up to a moment: fixes, crews, stops, and runs that come within sight. */
  until(moment: number): FeedEvent[] {
    const told: FeedEvent[] = [];
    while (this.#plannedUntil + minute <= moment + horizon) {
      this.#plannedUntil += minute;
      const at = this.#plannedUntil - horizon;
      told.push(...this.#timeline.until(at));
      for (const each of this.#upcoming) {
        for (let slot = this.#peek(each); slot.startsAt <= this.#plannedUntil; slot = this.#peek(each)) {
          each.slots.shift();
          const plan = this.#plan(each, slot);
          told.push(...schedule(plan, at).map((due) => due.event));
          this.#timeline.add(this.#play(plan, -Infinity));
        }
      }
    }
    told.push(...this.#timeline.until(moment));
    return told;
  }

  #peek(each: Upcoming): Slot {
    while (each.slots.length === 0) {
      each.slots = slotsOf(this.#council.seed, each.route, each.date);
      each.date = addDays(each.date, 1);
    }
    return each.slots[0] as Slot;
  }

  #plan(each: Upcoming, slot: Slot): RunPlan {
    const plan = planRun(this.#council, each.route, slot, each.freeAt, this.#options.trouble);
    each.freeAt = plan.incidents.cancelled === undefined ? plan.arrivesAt + afterArrival : -Infinity;
    return plan;
  }

  #play(plan: RunPlan, liveFrom: number): RunPlayer {
    this.#options.planned(plan);
    return new RunPlayer(plan, this.#council, { ...this.#options, liveFrom });
  }
}
