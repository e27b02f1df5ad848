import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { RunDetail } from '@sightline/contracts';
import { Clock } from '../../ui/clock';
import { audienceWords } from '../actions/audience-words';
import { factsOf } from './facts';

/** Who works the run, who was told what, why it is late, and what was noted. */
@Component({
  selector: 'sl-run-facts',
  template: `
    <dl>
      @for (fact of facts(); track fact.name) {
        <div>
          <dt>{{ fact.name }}</dt>
          <dd><span [class.warn]="fact.warns">{{ fact.words }}</span>@if (fact.telephone; as number) {<a class="call" [href]="'tel:' + number">{{ number }}</a>}</dd>
        </div>
      }
      <div>
        <dt>Operator</dt>
        <dd>{{ operator() }}@if (telephone(); as number) {<a class="call" [href]="'tel:' + number">{{ number }}</a>}</dd>
      </div>
      <div>
        <dt>Told</dt>
        <dd>
          @for (message of told(); track message.messageRef) {
            <details>
              <summary>{{ audiences[message.audience] }} at {{ clock.time(message.at) }}@if (message.by) {, {{ message.by }}}</summary>
              <p>{{ message.words }}</p>
            </details>
          } @empty {
            {{ nobodyTold() }}
          }
        </dd>
      </div>
      @for (note of run().notes; track note.noteRef) {
        <div><dt>Note</dt><dd>{{ clock.time(note.at) }}@if (note.by) {, {{ note.by }}}: {{ note.words }}</dd></div>
      }
    </dl>
  `,
  styleUrl: './run-facts.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunFacts {
  readonly clock = inject(Clock);
  readonly run = input.required<RunDetail>();
  readonly operator = input('');
  readonly telephone = input<string | null>(null);
  readonly audiences = audienceWords;
  readonly facts = computed(() => factsOf(this.run(), (at) => this.clock.time(at)));
  /** The newest first. */
  readonly told = computed(() => [...(this.run().messages ?? [])].reverse());
  readonly nobodyTold = computed(() => (this.run().closure?.effect === 'cancelled' ? 'Nobody by us; the school closed and its own notice goes to families' : 'Nobody yet'));
}
