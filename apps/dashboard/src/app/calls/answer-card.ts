import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import type { RunDetail } from '@sightline/contracts';
import { answerSentence, sureness } from '@sightline/domain';
import { Clock } from '../ui/clock';
import { WindowBar } from '../ui/window-bar';
import { ahead, facts } from './answer';

/** The answer while the caller is on the line: one sentence to read aloud, and below it what will be asked next. */
@Component({
  selector: 'sl-answer-card',
  imports: [WindowBar],
  templateUrl: './answer-card.html',
  styleUrl: './answer-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AnswerCard {
  protected readonly clock = inject(Clock);
  readonly run = input.required<RunDetail>();

  readonly facts = computed(() => facts(this.run()));
  readonly ahead = computed(() => ahead(this.run()));
  /** The stop that the caller asks about: the last one, until the adviser picks another. */
  readonly stopAt = linkedSignal<string, number | null>({
    source: () => this.run().runRef,
    computation: () => null,
  });
  readonly stop = computed(() => this.run().stopCalls.find((call) => call.sequence === this.stopAt()) ?? this.ahead().at(-1) ?? null);
  /** What is read aloud, its parts that stand out, and all that may be shown beside it. */
  readonly answer = computed(() => answerSentence(this.run(), { stop: this.stop(), now: this.clock.now(), time: (at) => this.clock.time(at), yourStop: false }));
  readonly age = computed(() => this.answer().age);
  readonly sure = computed(() => sureness(this.run(), this.answer().age));
  readonly window = computed(() => {
    const window = this.answer().window;
    return window === undefined ? null : { earliest: new Date(window.earliest).toISOString(), likely: new Date(window.likely).toISOString(), latest: new Date(window.latest).toISOString() };
  });
  /** The axis: from a little before the first of now, due and window to a little after the last. */
  readonly axis = computed(() => {
    const due = this.stop()?.scheduledAt;
    const times = [due, this.window()?.earliest, this.window()?.latest].filter((at) => at !== undefined).map((at) => Date.parse(at));
    times.push(this.clock.now());
    const margin = 4 * 60_000;
    return { from: Math.min(...times) - margin, to: Math.max(...times) + margin };
  });

  pick(event: Event): void {
    this.stopAt.set(Number((event.target as HTMLSelectElement).value));
  }
}
