import { Injectable, computed, inject, signal } from '@angular/core';
import type { DeliveryView, EventData, EventType, MessagingRules, OutboxMessage } from '@sightline/contracts';
import { LiveClient } from '../../live/live-client';
import { Api, ApiProblem } from '../../shell/api';
import { Session } from '../../shell/session';

/** The outbox as it is now, and what the control room does with it. */
@Injectable()
export class MessagesStore {
  private readonly live = inject(LiveClient);
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly outbox = this.live.open('outbox');

  readonly status = this.outbox.status;
  readonly problem = this.outbox.problem;
  readonly asOf = this.outbox.asOf;
  readonly goneSince = computed(() => (this.live.connection().kind === 'disconnected' ? this.outbox.asOf() : null));
  readonly mayAct = computed(() => this.session.may('messages', 'act'));
  readonly messages = computed(() =>
    this.outbox
      .values()
      .flatMap((entry) => (entry.entry === 'message' ? [entry.message] : []))
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)),
  );
  readonly carrier = computed(() => this.outbox.values().flatMap((entry) => (entry.entry === 'carrier' ? [entry.carrier] : []))[0] ?? null);
  readonly rules = computed(() => this.outbox.values().flatMap((entry) => (entry.entry === 'rules' ? [entry.rules] : []))[0] ?? null);
  /** Those that somebody must look at, the one that is soonest of no use first. */
  readonly waiting = computed(() => this.messages().filter(({ counts }) => counts.held > 0).sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1)));

  /** The message that something is being done with. */
  readonly busy = signal<string | null>(null);
  readonly said = signal('');
  readonly trouble = signal<{ readonly key: string; readonly words: string } | null>(null);
  readonly recipients = signal<{ readonly messageRef: string; readonly items: readonly DeliveryView[] } | null>(null);

  approve({ messageRef, runRef, about, counts }: OutboxMessage, words?: string): Promise<boolean> {
    return this.act(messageRef, 'message.approved', { messageRef, runRef, ...(words === undefined ? {} : { words }) }, `${about}: approved for ${counts.held}.`);
  }
  drop({ messageRef, runRef, about }: OutboxMessage): Promise<boolean> {
    return this.act(messageRef, 'message.dropped', { messageRef, runRef }, `${about}: dropped. Nobody is told.`);
  }
  setRules(rules: MessagingRules): Promise<boolean> {
    return this.act('rules', 'messaging.rules-set', rules, 'The rules are kept. They hold for what comes from now on.');
  }

  /** Opens the recipients of a message, or puts them away. */
  async look(messageRef: string): Promise<void> {
    if (this.recipients()?.messageRef === messageRef) return this.recipients.set(null);
    try {
      const { items } = await this.api.get<{ items: DeliveryView[] }>(`/api/transport/messages/${encodeURIComponent(messageRef)}/recipients`);
      this.recipients.set({ messageRef, items });
    } catch (error) {
      this.trouble.set({ key: messageRef, words: wordsOf(error) });
    }
  }

  csv(): Promise<Blob> {
    return this.api.csv('/api/transport/messages');
  }

  private async act<T extends EventType>(key: string, type: T, data: EventData<T>, done: string): Promise<boolean> {
    if (this.busy() !== null) return false;
    this.busy.set(key);
    this.trouble.set(null);
    this.said.set('');
    try {
      await this.api.command(type, data);
      this.said.set(done);
      return true;
    } catch (error) {
      this.trouble.set({ key, words: wordsOf(error) });
      return false;
    } finally {
      this.busy.set(null);
    }
  }
}

const wordsOf = (error: unknown): string => (error instanceof ApiProblem ? error.message : 'It could not be stored. Try again.');
