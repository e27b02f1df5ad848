import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import type { RunDetail } from '@sightline/contracts';
import { Age } from '../ui/age';
import { ageState } from '../ui/age-state';
import { Clock } from '../ui/clock';
import { WindowBar } from '../ui/window-bar';
import { ahead, facts, spoken, sureness } from './answer';

const telling = /(\d\d:\d\d and \d\d:\d\d|\d\d:\d\d|\d+ stops? away|about \d+ minutes? (?:late|early)|on time|is cancelled|has not started|cannot say)/;

/** The answer while the caller is on the line: one sentence to read aloud, and below it what will be asked next. */
@Component({
  selector: 'sl-answer-card',
  imports: [Age, WindowBar],
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
  readonly age = computed(() => ageState(this.clock.ageSeconds(this.run().position?.recordedAt)));
  readonly sure = computed(() => sureness[this.age()]);
  readonly window = computed(() => (this.run().state !== 'running' || this.age() === 'lost' || this.age() === 'unknown' ? null : (this.stop()?.expectedAt ?? null)));
  readonly sentence = computed(() => spoken(this.run(), { stop: this.stop(), age: this.age(), time: (at) => this.clock.time(at) }));
  /** The sentence in parts, every other one a fact that stands out when it is skimmed mid-conversation. */
  readonly parts = computed(() => this.sentence().split(telling));
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
