import { computed, signal } from '@angular/core';

/** How many seconds of the run pass in one. */
export const speeds = [1, 10, 60] as const;
export type Speed = (typeof speeds)[number];

/** Moves often enough to look smooth; readers who asked for less motion see one step a second. Milliseconds. */
const smoothStep = 100;
const calmStep = 1000;

/** The moment of a replay, and what moves it. Knows nothing of what is shown. */
export class Player {
  private timer: ReturnType<typeof setInterval> | null = null;
  private last = 0;
  private readonly playingState = signal(false);
  private readonly momentState = signal(0);
  readonly playing = this.playingState.asReadonly();
  readonly moment = this.momentState.asReadonly();
  readonly speed = signal<Speed>(10);
  readonly from = signal(0);
  readonly until = signal(0);
  readonly isAtEnd = computed(() => this.momentState() >= this.until());

  constructor(
    private readonly isCalm: () => boolean,
    private readonly stopped: (at: number) => void,
  ) {}

  /** What there is to play, and where to begin. */
  take(from: number, until: number, at: number): void {
    this.pause();
    this.from.set(from);
    this.until.set(until);
    this.put(at);
  }

  /** Goes to a moment by the reader's hand. */
  go(at: number): void {
    this.put(at);
    if (!this.playingState()) this.stopped(this.momentState());
  }

  toggle(): void {
    if (this.playingState()) this.pause();
    else this.play();
  }

  play(): void {
    if (this.playingState()) return;
    if (this.isAtEnd()) this.put(this.from());
    this.playingState.set(true);
    this.last = performance.now();
    this.timer = setInterval(() => this.step(), this.isCalm() ? calmStep : smoothStep);
  }

  pause(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    if (!this.playingState()) return;
    this.playingState.set(false);
    this.stopped(this.momentState());
  }

  /** Ends without telling anyone: what showed it is gone. */
  leave(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  private step(): void {
    const now = performance.now();
    this.put(this.momentState() + (now - this.last) * this.speed());
    this.last = now;
    if (this.isAtEnd()) this.pause();
  }

  private put(at: number): void {
    this.momentState.set(Math.min(this.until(), Math.max(this.from(), at)));
  }
}
