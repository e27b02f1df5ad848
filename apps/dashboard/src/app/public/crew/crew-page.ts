import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import type { CrewChild } from '@sightline/contracts';
import { Icon } from '../../ui/icon';
import { Logo } from '../../ui/logo';
import { children } from '../../ui/words';
import { ChildRow } from './child-row';
import { CrewStore } from './crew.store';
import { clockWords, connectionWords, roleWords, runName, sharingWords, stateWords, statusWords } from './crew-words';
import { tickIn } from './overlay';
import type { Refused } from './queue/queue-store';
import type { Report } from './problem-sheet';
import { ProblemSheet } from './problem-sheet';
import { CrewStatus } from './status-bar';
import type { StopList } from './stops';
import { aboard, isTimeToWalk, leftToDo, listStops } from './stops';
import { WalkCheck } from './walk-check';

/** The page in the hand of a guide or driver: their run, its children stop by stop, and the phone as the run's tracker. */
@Component({
  selector: 'sl-crew-page',
  imports: [ChildRow, CrewStatus, Icon, Logo, ProblemSheet, WalkCheck],
  providers: [CrewStore],
  templateUrl: './crew-page.html',
  styleUrl: './crew-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CrewPage {
  readonly store = inject(CrewStore);
  readonly runName = runName;
  readonly leftToDo = leftToDo;
  readonly count = children;
  readonly roleWords = roleWords;
  readonly time = (at: string | number | undefined): string => this.store.clock.time(at);

  readonly run = this.store.run;
  readonly telephone = computed(() => this.run()?.controlTelephone);
  readonly connection = computed(() => connectionWords(this.store.link.phone(), this.store.outbox.state()));
  readonly sharing = computed(() => {
    const run = this.run();
    const isShared = run?.signedIn && run.walkedAt === undefined && run.state !== 'cancelled';
    return isShared ? sharingWords(this.store.sharing.state(), this.store.sharing.fix()?.accuracy) : null;
  });
  /** Where the phone does not know its place, the guide says it. */
  readonly byHand = computed(() => this.store.sharing.state() !== 'sharing');
  readonly clockWrong = computed(() => clockWords(this.store.skew()));
  readonly state = computed(() => {
    const run = this.run();
    return run === null ? '' : stateWords(run, this.time);
  });
  readonly stops = computed(() => {
    const run = this.run();
    return run === null ? [] : listStops(run, this.store.stop());
  });
  readonly aboard = computed(() => {
    const run = this.run();
    return run === null ? [] : aboard(run);
  });
  readonly isWalkTime = computed(() => {
    const run = this.run();
    return run !== null && isTimeToWalk(run, this.store.stop());
  });
  readonly refused = computed(() => this.store.outbox.state().refused);
  private readonly opened = signal<ReadonlyMap<number, boolean>>(new Map());
  private readonly said = signal('');
  readonly announcement = this.said.asReadonly();

  constructor() {
    // A change of the connection or of sharing is told once; ticks and positions are not read out.
    effect(() => {
      const line = this.connection();
      const sharing = this.sharing();
      const connected = line.tone === 'away' ? 'No connection. What you tick is kept on this phone.' : line.tone === 'ok' ? 'Connected.' : '';
      const shared = sharing?.tone === 'away' ? `${sharing.words}.` : '';
      this.said.set([connected, shared].filter((words) => words !== '').join(' '));
    });
  }

  isOpen({ stop, place }: StopList): boolean {
    return this.opened().get(stop.sequence) ?? place === 'now';
  }

  toggle(list: StopList): void {
    const isOpen = this.isOpen(list);
    this.opened.update((all) => new Map(all).set(list.stop.sequence, !isOpen));
  }

  heading({ place, isLast }: StopList): string {
    if (place !== 'now') return '';
    return this.store.isAtStop() ? 'At this stop' : isLast ? 'Last stop' : 'Next stop';
  }

  /** Everyone who may be let off without a word: who must be handed over is ticked alone. */
  offTogether({ alighting }: StopList): CrewChild[] {
    const free = alighting.filter(({ status, handOver }) => status === 'aboard' && handOver === undefined);
    return free.length >= 3 ? free : [];
  }

  allOff(list: StopList): void {
    for (const child of this.offTogether(list)) this.store.tick(child, 'alighted');
  }

  report({ problem, minutes, words }: Report): void {
    const said = `Crew: ${problem.words.toLowerCase()}${minutes === 0 ? '' : `, about ${minutes} min late`}${words === '' ? '' : `. ${words}`}`;
    this.store.report(said, minutes === 0 ? undefined : { minutes, cause: problem.cause });
  }

  /** What was refused, in words; children by their names as long as they are known. */
  refusal(refused: Refused): string {
    const tick = tickIn(refused);
    const name = this.run()?.children.find(({ passengerRef }) => passengerRef === tick?.passengerRef)?.name;
    const what = tick === undefined ? 'Something that you reported' : `${name ?? 'A child'}, ${statusWords[tick.status].toLowerCase()}`;
    return `${what} at ${this.time(refused.time)}: ${refused.reasons.join('; ')}.`;
  }
}
