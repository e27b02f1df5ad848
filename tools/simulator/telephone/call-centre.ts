import { feedEvent, type Due, type FeedEvent } from '../event.ts';
import { civilDateAt, hour, instantAt, iso, minute, minutesOfDayAt, second } from '../clock.ts';
import type { Council, Route } from '../city/council.ts';
import { numberOfFamily } from '../city/families.ts';
import { Random } from '../random.ts';
import { listPlayer, Timeline } from '../timeline.ts';
import type { RunPlan } from '../feed/run-plan.ts';

const advisers = 12;
const slot = 10 * second;
/** So much less a family rings about a trouble that is made known: somebody tells it first. */
const tellingSpares = 0.45;
/** How many of those who ring about something else are families of the routes. */
const ofFamilies = 0.15;

/** Why people ring when no bus is to blame. */
const ordinary = {
  'Progress of an assessment': 26, 'School place': 18, 'Change of address': 12, 'Apply for transport': 14, 'Change of pick-up': 9,
  'Speak to a caseworker': 12, 'Complaint': 6, 'Lost property': 3,
};
const answers = ['Answered from the record', 'Passed to the team, call-back promised', 'Form sent', 'Caseworker will ring within two days'];

interface Call {
  readonly at: number;
  readonly callRef: string;
  /** Absent where the number is withheld. */
  readonly callerNumber?: string;
  readonly about?: { runRef: string; passengerRef: string | undefined; reason: string };
}

/**
 * Calls: some every minute, and more where a bus is late, was cancelled or has gone quiet. Families ring from their own
 * numbers about their own child's run, and less where its operator has made the trouble known.
 */
export class CallCentre {
  readonly #seed: number;
  readonly #council: Council;
  readonly #timeline = new Timeline<FeedEvent>();
  #waiting: Call[] = [];
  #slot = 0;

  constructor(council: Council) {
    this.#council = council;
    this.#seed = council.seed;
  }

  /** What the telephones did since midnight, at most two hours of it. */
  opening(now: number): FeedEvent[] {
    this.#slot = Math.floor(Math.max(now - 2 * hour, instantAt(civilDateAt(now), 0)) / slot);
    return this.until(now);
  }

  /** Who will ring about a run, once it is known how it goes. */
  concern(plan: RunPlan): void {
    const random = new Random(this.#seed, 'callers', plan.slot.runRef);
    const { cancelled, traffic, breakdown } = plan.incidents;
    const late = (plan.arrivesAt - plan.slot.endsAt) / minute;
    const expected = cancelled !== undefined ? 2.2 : late >= 8 ? Math.min(4, 0.09 * late) : 0.02;
    const [from, until] = cancelled !== undefined ? [plan.slot.startsAt - 5 * minute, plan.slot.startsAt + 40 * minute] : [plan.slot.startsAt + 8 * minute, plan.arrivesAt + 5 * minute];
    const reason = cancelled !== undefined ? 'Run cancelled' : late < 8 ? 'Driver or guide' : traffic !== undefined || breakdown !== undefined || late >= 8 ? 'Where is the bus' : 'Other';
    const known = cancelled !== undefined || traffic?.reported === true || plan.incidents.lateDeparture?.reportedAt !== undefined;
    const calls = random.poisson(expected * (known ? tellingSpares : 1));
    for (let i = 0; i < calls; i++) {
      const passenger = plan.route.passengers.length === 0 ? undefined : random.pick(plan.route.passengers);
      const passengerRef = passenger?.passengerRef;
      const at = Math.max(random.between(from, until), this.#slot * slot + second);
      this.#waiting.push({ at, callRef: `CALL-${plan.slot.runRef}-${i + 1}`, ...this.#from(random, plan.route, passengerRef), about: { runRef: plan.slot.runRef, passengerRef, reason } });
    }
  }

  until(moment: number): FeedEvent[] {
    for (; (this.#slot + 1) * slot <= moment; this.#slot++) {
      const begins = this.#slot * slot;
      const random = new Random(this.#seed, 'calls', this.#slot);
      const busy = minutesOfDayAt(begins) > 450 && minutesOfDayAt(begins) < 1080 ? 0.26 : 0.22;
      const calls: Call[] = Array.from({ length: random.poisson(busy) }, (_, n) => ({ at: begins + random.between(0, slot), callRef: `CALL-${this.#slot.toString(36)}-${n + 1}`, ...this.#fromAnyone(random) }));
      const due = this.#waiting.filter((call) => call.at < begins + slot);
      if (due.length > 0) this.#waiting = this.#waiting.filter((call) => call.at >= begins + slot);
      for (const call of [...calls, ...due].sort((a, b) => a.at - b.at)) this.#ring(call);
    }
    return this.#timeline.until(moment);
  }

  /** The number of a child's family, unless it is withheld. */
  #from(random: Random, route: Route, passengerRef: string | undefined): { callerNumber?: string } {
    const passenger = route.passengers.find((each) => each.passengerRef === passengerRef);
    return passenger === undefined || random.chance(0.12) ? {} : { callerNumber: numberOfFamily(this.#council, route, passenger) };
  }

  #fromAnyone(random: Random): { callerNumber?: string } {
    if (!random.chance(ofFamilies)) return random.chance(0.85) ? { callerNumber: `07700 900${String(random.whole(0, 999)).padStart(3, '0')}` } : {};
    const route = random.pick(this.#council.routes);
    return this.#from(random, route, route.passengers[0]?.passengerRef);
  }

  #ring(call: Call): void {
    const random = new Random(this.#seed, 'call', call.callRef);
    const { callRef, at } = call;
    const queue = call.about === undefined ? (random.chance(0.6) ? 'SEND and admissions' : 'Transport') : 'Transport';
    const due: Due[] = [{ at, event: feedEvent('telephones', 'call.queued', `${callRef}:queued`, at, { callRef, queue, at: iso(at), ...(call.callerNumber === undefined ? {} : { callerNumber: call.callerNumber }) }) }];
    // How long it takes is a matter of the five minutes in which it rings, and so the same however often it is told.
    const busy = new Random(this.#seed, 'busy', Math.floor(at / (5 * minute))).chance(0.3);
    const waits = (random.chance(busy ? 0.55 : 0.93) ? random.between(3, 13) : 14 + random.exponential(busy ? 70 : 25)) * second;
    const patience = random.chance(0.03) ? random.between(2, 8) * second : (20 + random.exponential(170)) * second;
    if (waits > patience) {
      const gone = at + patience;
      due.push({ at: gone, event: feedEvent('telephones', 'call.abandoned', `${callRef}:abandoned`, gone, { callRef, at: iso(gone) }) });
    } else {
      this.#talk(call, random, at + waits, `adviser-${String(random.whole(1, advisers)).padStart(2, '0')}`, due);
    }
    this.#timeline.add(listPlayer(due));
  }

  /** Talk, hold and paperwork. */
  #talk(call: Call, random: Random, answeredAt: number, adviserRef: string, due: Due[]): void {
    const { callRef, about } = call;
    due.push({ at: answeredAt, event: feedEvent('telephones', 'call.answered', `${callRef}:answered`, answeredAt, { callRef, adviserRef, at: iso(answeredAt) }) });
    const talkSeconds = Math.round(Math.max(25, random.normal(about === undefined ? 230 : 120, 70)));
    const holdSeconds = random.chance(0.3) ? random.whole(10, 90) : 0;
    const wrapSeconds = random.whole(15, 60);
    const loggedAt = answeredAt + (talkSeconds + holdSeconds) * second;
    if (random.chance(about === undefined ? 0.55 : 0.85)) {
      const reason = about?.reason ?? random.weighted(ordinary);
      const outcome = about === undefined ? random.pick(answers) : random.chance(0.8) ? 'Told where the bus is and when to expect it' : 'Operator rung, call-back promised';
      const who = about?.passengerRef === undefined ? {} : { passengerRef: about.passengerRef };
      due.push({
        at: loggedAt,
        event: feedEvent('telephones', 'contact.logged', `${callRef}:logged`, loggedAt, {
          contactRef: `CON-${callRef.slice(5)}`,
          callRef,
          ...(about === undefined ? {} : { runRef: about.runRef }),
          ...who,
          reason,
          outcome,
          adviserRef,
          at: iso(loggedAt),
        }),
      });
    }
    const endedAt = loggedAt + wrapSeconds * second;
    due.push({ at: endedAt, event: feedEvent('telephones', 'call.ended', `${callRef}:ended`, endedAt, { callRef, talkSeconds, holdSeconds, wrapSeconds, at: iso(endedAt) }) });
  }
}
