import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { CrewChild, CrewNext, CrewPart, CrewRun } from '@sightline/contracts';
import { LiveClient } from '../../live/live-client';
import { Clock } from '../../ui/clock';
import { Keepsake } from '../keepsake';
import { LinkStore } from '../link.store';
import { overlaid } from './overlay';
import { Outbox } from './outbox';
import type { CrewEvent } from './queue/queue-store';
import { PositionSharing } from './sharing/position-sharing';
import type { PhoneFix } from './sharing/throttle';
import { movedOn, stopAt, stopInHand } from './stops';

/** What this phone keeps of a run, until the run may be shown no longer. */
interface KeptCrew {
  readonly run: CrewRun;
  readonly next: CrewNext | null;
  readonly skew: number;
  readonly isSharing: boolean;
  readonly progress: number;
}

type Data<T extends CrewEvent['type']> = Extract<CrewEvent, { type: T }>['data'];
/** A difference that the network alone could make is not a wrong clock, milliseconds. */
const leastSkew = 5_000;
/** While somebody is tapping, nothing moves under the thumb, milliseconds. */
const stillAfterTap = 4_000;

/** What a crew page shows and says. It works without a connection: what is said stands at once, and is kept until the server has it. */
@Injectable()
export class CrewStore {
  readonly link = inject(LinkStore);
  readonly clock = inject(Clock);
  private readonly live = inject(LiveClient);
  private readonly keepsake = inject(Keepsake);
  private readonly linkRef = this.link.address.linkRef;
  private readonly topic = this.live.open('crew', { linkRef: this.linkRef });
  private readonly kept = signal<KeptCrew | null>(null);
  private readonly keptAt = signal<number | null>(null);
  private readonly factsSkew = signal<number | null>(null);
  private readonly wantsSharing = signal(false);
  private readonly progress = signal(-1);
  private readonly shownStop = signal(0);
  private touchedAt = 0;
  private stampedAt = 0;

  /** What this phone has said that the server's word may not hold yet. */
  private readonly said = signal<readonly CrewEvent[]>([]);
  readonly outbox = new Outbox(this.link, this.keepsake, (ids) => this.said.update((all) => all.filter(({ id }) => !ids.has(id))));
  readonly sharing = new PositionSharing((fix) => this.tellPosition(fix), () => this.skew());

  /** Server's clock less this phone's, milliseconds; nought where it is right. */
  readonly skew = computed(() => {
    const skew = this.live.clockSkew() || (this.factsSkew() ?? this.kept()?.skew ?? 0);
    return Math.abs(skew) < leastSkew ? 0 : skew;
  });
  private readonly part = <P extends CrewPart['part']>(name: P): Extract<CrewPart, { part: P }> | undefined => this.topic.items().get(name) as Extract<CrewPart, { part: P }> | undefined;
  /** Whether the server has answered since the page was opened. */
  readonly isAnswered = computed(() => this.topic.status() !== 'loading');
  private readonly base = computed(() => (this.isAnswered() ? this.part('run')?.run : this.kept()?.run));
  private readonly isOver = computed(() => {
    const run = this.base();
    return run !== undefined && this.clock.now() > Date.parse(run.shownUntil);
  });
  readonly run = computed((): CrewRun | null => {
    const run = this.base();
    return run === undefined || this.isOver() ? null : overlaid(run, this.said());
  });
  readonly next = computed(() => (this.isAnswered() ? (this.part('next')?.next ?? null) : (this.kept()?.next ?? null)));
  readonly seen = computed(() => this.part('seen') ?? null);
  /** When the server last said what is shown, where it has not since the page was opened. */
  readonly rememberedAt = computed(() => (this.isAnswered() ? null : this.keptAt()));
  private readonly inHand = computed(() => {
    const run = this.run();
    return run === null ? 0 : stopInHand(run, this.progress());
  });
  /** The place of the stop in hand in the list of stops. */
  readonly stop = this.shownStop.asReadonly();
  /** Whether the phone is at the stop in hand. */
  readonly isAtStop = computed(() => {
    const stop = this.run()?.stops[this.shownStop()];
    const fix = this.sharing.fix();
    return stop !== undefined && (fix === null ? stop.arrivedAt !== undefined && stop.departedAt === undefined : stopAt([stop], fix) === 0);
  });
  readonly wantsPosition = this.wantsSharing.asReadonly();

  constructor() {
    void this.open();
    effect(() => {
      const now = this.link.facts()?.now;
      if (now !== undefined) this.factsSkew.set(Date.parse(now) - Date.now());
    });
    effect(() => this.share());
    effect(() => {
      const inHand = this.inHand();
      this.clock.now();
      if (Date.now() - this.touchedAt > stillAfterTap) this.shownStop.set(inHand);
    });
    effect(() => this.keep());
    effect(() => {
      if (this.live.isLive()) this.outbox.hurry();
    });
    inject(DestroyRef).onDestroy(() => {
      this.sharing.destroy();
      this.outbox.destroy();
    });
  }

  signIn(role: 'driver' | 'assistant'): void {
    const run = this.run();
    if (run === null) return;
    this.wantsSharing.set(true);
    this.say('crew.signed-in', { runRef: run.runRef, role, ref: run.signInRef, at: this.stamp() });
  }

  tick(child: CrewChild, status: 'aboard' | 'alighted' | 'absent'): void {
    const runRef = this.run()?.runRef;
    if (runRef === undefined) return;
    const { passengerRef, boards, alights } = child;
    const at = this.stamp();
    if (status === 'aboard') this.say('passenger.boarded', { runRef, passengerRef, sequence: boards, at });
    else if (status === 'alighted') this.say('passenger.alighted', { runRef, passengerRef, sequence: alights, at });
    else this.say('passenger.absent', { runRef, passengerRef, sequence: boards, at });
  }

  /** Takes back what was ticked last of a child. */
  undo({ passengerRef, status }: CrewChild): void {
    const runRef = this.run()?.runRef;
    if (runRef !== undefined) this.say('passenger.corrected', { runRef, passengerRef, status: status === 'alighted' ? 'aboard' : 'to-board', at: this.stamp() });
  }

  /** Says by hand that the bus is at a stop, or leaves it, for a phone that does not know where it is. */
  callAt(sequence: number, what: 'arrivedAt' | 'departedAt'): void {
    const runRef = this.run()?.runRef;
    this.touchedAt = 0;
    if (runRef !== undefined) this.say('stop.called', { runRef, sequence, [what]: this.stamp() }, false);
  }

  report(words: string, delay?: { readonly minutes: number; readonly cause: string }): void {
    const runRef = this.run()?.runRef;
    if (runRef === undefined) return;
    if (delay !== undefined) this.say('run.delayed', { runRef, ...delay });
    this.say('note.added', { noteRef: newId(), runRef, words });
  }

  walked(): void {
    const run = this.run();
    if (run?.signedIn) this.say('crew.walked', { runRef: run.runRef, role: run.signedIn.role, ref: run.signInRef, at: this.stamp() });
  }

  setSharing(wanted: boolean): void {
    this.wantsSharing.set(wanted);
    if (wanted && this.sharing.state() !== 'sharing') {
      this.sharing.stop();
      this.share();
    }
  }

  private now(): number {
    return Date.now() + this.skew();
  }

  /** When something happened, by the server's time: never the same moment twice, for of two ticks the later stands. */
  private stamp(): string {
    this.stampedAt = Math.max(this.now(), this.stampedAt + 1);
    return new Date(this.stampedAt).toISOString();
  }

  private say<T extends CrewEvent['type']>(type: T, data: Data<T>, isTap = true): void {
    if (isTap) this.touchedAt = Date.now();
    const time = 'at' in data ? data.at : this.stamp();
    // The type and its data come together; TypeScript cannot see that through `T`.
    const event = { id: newId(), type, data, time } as CrewEvent;
    this.said.update((all) => [...all, event]);
    void this.outbox.add(event);
  }

  private tellPosition({ at, latitude, longitude, accuracy, speed, bearing }: PhoneFix): void {
    const run = untracked(this.run);
    if (run === null) return;
    const recordedAt = new Date(at).toISOString();
    const data: Data<'vehicle.positioned'> = { vehicleRef: `crew:${this.linkRef}`, runRef: run.runRef, latitude, longitude, recordedAt, accuracyMetres: accuracy, ...(speed !== undefined && { speedMetresPerSecond: Math.min(120, speed) }), ...(bearing !== undefined && { bearing }) };
    void this.outbox.add({ id: newId(), type: 'vehicle.positioned', data, time: recordedAt });
    this.progress.update((progress) => movedOn(run.stops, progress, { latitude, longitude }));
  }

  /** Shares while somebody who has signed in wants it and the run is on. */
  private share(): void {
    const run = this.run();
    const isOn = run !== null && run.signedIn !== null && run.walkedAt === undefined && run.state !== 'cancelled' && this.wantsSharing();
    untracked(() => {
      const isOff = this.sharing.state() === 'off';
      if (isOn && isOff) this.sharing.start();
      else if (!isOn && !isOff) this.sharing.stop();
    });
  }

  private async open(): Promise<void> {
    const [kept, waiting] = await Promise.all([this.keepsake.read<KeptCrew>(Date.now()), this.outbox.open()]);
    this.said.update((all) => [...waiting, ...all]);
    if (kept === undefined) return;
    this.kept.set(kept.value);
    this.keptAt.set(kept.at);
    this.progress.update((progress) => Math.max(progress, kept.value.progress));
    if (kept.value.isSharing) this.wantsSharing.set(true);
  }

  /** Keeps the run on this phone for as long as it may be shown, and not a moment longer [LINK-60]. */
  private keep(): void {
    const run = this.base();
    const value = { next: this.next(), skew: this.skew(), isSharing: this.wantsSharing(), progress: this.progress() };
    if (this.isOver() || (this.isAnswered() && run === undefined)) {
      untracked(() => this.wipe());
      return;
    }
    if (run !== undefined && this.isAnswered()) void this.keepsake.keep({ run, ...value } satisfies KeptCrew, untracked(() => this.now()), Date.parse(run.shownUntil));
  }

  /** The run is over: nothing of its children stays. What the server has not got yet still waits; it names nobody. */
  private wipe(): void {
    this.kept.set(null);
    this.said.set([]);
    this.progress.set(-1);
    this.wantsSharing.set(false);
    void this.keepsake.forgetValue();
  }
}

/** An id that no other event has. */
const newId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
