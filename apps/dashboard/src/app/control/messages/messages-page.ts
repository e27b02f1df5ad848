import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { OutboxMessage } from '@sightline/contracts';
import { Age } from '../../ui/age';
import { Clock } from '../../ui/clock';
import { download } from '../../ui/csv';
import { Segmented } from '../../ui/segmented';
import { StatePanel } from '../../ui/state-panel';
import { counted } from '../../ui/words';
import { WaitingMessage } from './waiting-message';
import { MessagingRulesForm } from './messaging-rules-form';
import { audienceNames, carrierSentence, countsOf, filters, kindWords, reasonOf, reasonsOf, shows, stateWords } from './message-words';
import { MessagesStore } from './messages.store';

/** What waits to be sent to families, schools and operators, what went, and what became of it. */
@Component({
  selector: 'sl-messages',
  imports: [Age, MessagingRulesForm, RouterLink, Segmented, StatePanel, WaitingMessage],
  templateUrl: './messages-page.html',
  styleUrl: './messages-page.scss',
  providers: [MessagesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MessagesPage {
  private readonly clock = inject(Clock);
  readonly store = inject(MessagesStore);
  readonly filter = signal<string>('all');
  readonly filters = [...filters];
  readonly showsRules = signal(false);

  readonly sentence = computed(() => {
    const waiting = this.store.waiting();
    const families = waiting.reduce((sum, { counts }) => sum + counts.held, 0);
    return waiting.length === 0 ? 'nothing waits for you' : `${counted(waiting.length, 'waits', 'wait')} for approval, to ${counted(families, 'recipient', 'recipients')}`;
  });
  readonly carrier = computed(() => {
    const carrier = this.store.carrier();
    return carrier && carrierSentence(carrier);
  });
  /** What waits stands above; here what has been decided. */
  readonly decided = computed(() => this.store.messages().filter((message) => message.counts.held < message.total && shows(this.filter(), message)));

  readonly time = (at: string): string => this.clock.time(at);
  readonly kindWords = kindWords;
  readonly audienceNames = audienceNames;
  readonly stateWords = stateWords;
  readonly countsOf = countsOf;
  readonly reasonsOf = reasonsOf;
  readonly reasonOf = reasonOf;
  wordsOf({ words }: OutboxMessage): string {
    return words[0]?.words ?? '';
  }

  async approveAll(): Promise<void> {
    for (const message of this.store.waiting()) if (!(await this.store.approve(message))) return;
  }
  async save(): Promise<void> {
    download('messages.csv', await this.store.csv());
  }
}
