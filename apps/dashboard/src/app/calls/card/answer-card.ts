import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import type { RunDetail } from '@sightline/contracts';
import { answerSentence } from '@sightline/domain';
import { Clock } from '../../ui/clock';
import type { ExpectedWindow } from '../../ui/window-bar';
import { LogBar } from '../log/log-bar';
import type { AskedChild } from './asked-child';
import { BeforeCall } from './before-call';
import { CardMap } from './card-map';
import { factsOf } from './facts';
import { StopHistory } from './stop-history';
import { surenessOf } from './sure';
import { WindowAxis } from './window-axis';

/**
 * The answer while the caller is on the line: one sentence to read aloud, and below it what will be asked next. It keeps
 * itself true, says how old it is, and is logged at its foot. Of a verified child the stop is the child's; of a run alone
 * the adviser picks it.
 */
@Component({
  selector: 'sl-answer-card',
  imports: [BeforeCall, CardMap, LogBar, StopHistory, WindowAxis],
  templateUrl: './answer-card.html',
  styleUrl: './answer-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AnswerCard {
  protected readonly clock = inject(Clock);
  readonly run = input.required<RunDetail>();
  /** The child whose caller was verified; null where a run alone was asked about. */
  readonly child = input<AskedChild | null>(null);
  /** The call on the line, where the telephone says which. */
  readonly callRef = input<string | null>(null);

  /** The child, where this is the run that answers for it. */
  readonly rider = computed(() => (this.child()?.runRef === this.run().runRef ? this.child() : null));
  readonly mayPick = computed(() => this.rider()?.sequence === undefined);
  private readonly picked = linkedSignal<string, number | null>({ source: () => this.run().runRef, computation: () => null });
  readonly sequence = computed(() => this.rider()?.sequence ?? this.picked());
  /** The stop that is asked about: the child's, the one that the adviser picked, else the last one. */
  readonly stop = computed(() => {
    const { stopCalls } = this.run();
    return stopCalls.find((call) => call.sequence === this.sequence()) ?? stopCalls.at(-1) ?? null;
  });
  readonly answer = computed(() =>
    answerSentence(this.run(), { stop: this.stop(), now: this.clock.now(), time: (at) => this.clock.time(at), yourStop: !this.mayPick(), child: this.rider()?.boarded?.status }),
  );
  readonly age = computed(() => this.answer().age);
  /** As it is said: never from before now, and none where none is said. */
  readonly window = computed<ExpectedWindow | null>(() => {
    const { window } = this.answer();
    return window === undefined ? null : { earliest: iso(window.earliest), likely: iso(window.likely), latest: iso(window.latest) };
  });
  /** Now to the minute. */
  readonly minute = computed(() => Math.floor(this.clock.now() / 60_000) * 60_000);
  readonly isAsked = computed(() => this.run().state === 'running' && this.stop()?.arrivedAt === undefined && this.stop()?.departedAt === undefined);
  readonly sure = computed(() => surenessOf(this.run(), this.age()));
  readonly facts = computed(() => factsOf(this.run(), { child: this.rider(), asked: this.sequence(), time: (at) => this.clock.time(at) }));
  readonly told = computed(() => [this.answer().sentence, this.answer().ageSentence].filter((words) => words !== '').join(' '));

  pick(event: Event): void {
    this.picked.set(Number((event.target as HTMLSelectElement).value));
  }
}

const iso = (at: number): string => new Date(at).toISOString();
