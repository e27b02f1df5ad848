import { Injectable, computed, inject, signal } from '@angular/core';
import type { Alert, EventData, EventType } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';
import { Session } from '../shell/session';

/** What an officer is writing about a row of the queue. */
export type AlertForm = 'assign' | 'note';

/** What is done with alerts: each action is stored before it says so, and who comes second hears who was first. */
@Injectable()
export class AlertDesk {
  private readonly api = inject(Api);
  private readonly session = inject(Session);

  readonly mayAct = computed(() => this.session.may('alerts', 'act'));
  readonly maySeeMessages = computed(() => this.session.may('messages'));
  readonly mayHandOver = computed(() => this.session.may('handover'));
  readonly me = computed(() => this.session.user()?.username ?? '');
  /** The row that something is being done with. */
  readonly busy = signal<string | null>(null);
  readonly problem = signal<{ readonly key: string; readonly words: string } | null>(null);
  /** The row that is being written about. */
  readonly form = signal<{ readonly key: string; readonly kind: AlertForm } | null>(null);

  acknowledge(key: string, alerts: readonly Alert[]): Promise<boolean> {
    return this.each(key, alerts.filter(({ state }) => state === 'open'), 'alert.acknowledged', ({ alertRef }) => ({ alertRef }));
  }
  assign(key: string, alerts: readonly Alert[], to: string): Promise<boolean> {
    return this.each(key, alerts, 'alert.assigned', ({ alertRef }) => ({ alertRef, to }));
  }
  note(key: string, alerts: readonly Alert[], words: string): Promise<boolean> {
    return this.each(key, alerts, 'note.added', ({ alertRef, runRef }) => ({ noteRef: crypto.randomUUID(), alertRef, runRef, words }));
  }
  close(key: string, alerts: readonly Alert[]): Promise<boolean> {
    return this.each(key, alerts, 'alert.closed', ({ alertRef }) => ({ alertRef }));
  }

  /** Opens a form for a row, or puts it away. */
  write(key: string, kind: AlertForm): void {
    const open = this.form();
    this.problem.set(null);
    this.form.set(open?.key === key && open.kind === kind ? null : { key, kind });
  }

  /** All that the officer saw in the row, each by itself: what one is refused keeps no other from being stored. */
  private async each<T extends EventType>(key: string, alerts: readonly Alert[], type: T, dataOf: (alert: Alert) => EventData<T>): Promise<boolean> {
    if (this.busy() !== null || alerts.length === 0) return false;
    this.busy.set(key);
    const outcomes = await Promise.allSettled(alerts.map((alert) => this.api.command(type, dataOf(alert))));
    this.busy.set(null);
    const problems = new Set(outcomes.flatMap((outcome, index) => (outcome.status === 'rejected' ? [wordsOf(outcome.reason, alerts[index])] : [])));
    this.problem.set(problems.size === 0 ? null : { key, words: [...problems].join(' ') });
    return problems.size === 0;
  }
}

/** What went wrong, for a person: of an alert, who was quicker. */
function wordsOf(error: unknown, alert: Alert | undefined): string {
  if (!(error instanceof ApiProblem)) return 'Something went wrong. Try again.';
  const about = error.problem.problems?.find(({ path }) => path === 'data.alertRef');
  return about === undefined ? error.message : `Route ${alert?.routeRef ?? ''} ${about.message}.`;
}
