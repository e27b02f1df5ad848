import { Injectable, computed, inject, signal } from '@angular/core';
import type { EventType, IngestReply, OperatorEntry, OperatorRun } from '@sightline/contracts';
import { LiveClient } from '../../live/live-client';
import { LINK_ADDRESS } from '../address';
import { LinkProblem, LinkStore } from '../link.store';

type Told = Extract<EventType, 'crew.signed-in' | 'run.delayed' | 'run.cancelled' | 'run.assigned'>;

/** The runs of an operator as they go, and what it says of them. */
@Injectable()
export class OperatorStore {
  private readonly link = inject(LinkStore);
  private readonly topic = inject(LiveClient).open('operator', { linkRef: inject(LINK_ADDRESS).linkRef });

  readonly status = this.topic.status;
  readonly phone = this.link.phone;
  readonly demonstration = this.link.demonstration;
  /** When the server last said that this is what it knows. */
  readonly asOf = this.topic.asOf;
  readonly operator = computed(() => [...this.topic.items().values()].find((entry): entry is Extract<OperatorEntry, { entry: 'operator' }> => entry.entry === 'operator') ?? null);
  readonly runs = computed<readonly OperatorRun[]>(() =>
    [...this.topic.items().values()].filter((entry): entry is OperatorRun => entry.entry === 'run').sort((a, b) => a.startsAt.localeCompare(b.startsAt) || a.routeRef.localeCompare(b.routeRef, 'en-GB', { numeric: true })),
  );
  private readonly sending = signal(false);
  readonly busy = this.sending.asReadonly();

  /** Says something of a run. An empty text when it is stored; else what is wrong and what to do. */
  async tell(type: Told, data: object): Promise<string> {
    this.sending.set(true);
    try {
      const body = JSON.stringify({ events: [{ id: crypto.randomUUID(), type, data, time: new Date().toISOString() }] });
      const { rejected } = await this.link.ask<IngestReply>('/api/links/events', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const problem = rejected[0]?.problems[0];
      return problem === undefined ? '' : `Not stored: ${problem.message}.`;
    } catch (error) {
      if (error instanceof LinkProblem && error.status === 429) return 'Not stored: too much at once. Wait a moment and try again.';
      return 'Not stored: the council’s server could not be reached. Try again, or ring the control room.';
    } finally {
      this.sending.set(false);
    }
  }
}
