import { ChangeDetectionStrategy, Component, ElementRef, computed, effect, inject, input, signal, untracked } from '@angular/core';
import type { Alert, RunDetail } from '@sightline/contracts';
import { Icon } from '../ui/icon';
import { actionButtons } from './actions/actions';
import type { ActionName } from './actions/actions';
import { CancelAction } from './actions/cancel-action';
import { CoverAction } from './actions/cover-action';
import { DelayAction } from './actions/delay-action';
import { GuideAction } from './actions/guide-action';
import { NoteAction } from './actions/note-action';
import type { Done } from './actions/run-action';
import { RunActionsStore } from './actions/run-actions-store';
import type { Trouble } from './actions/run-actions-store';
import { SchoolAction } from './actions/school-action';
import { TellAction } from './actions/tell-action';
import { VehicleAction } from './actions/vehicle-action';
import { ControlStore } from './control-store';

/** What can be done about a run: each action is an event that is stored before it says so, and is taken back where it can be. */
@Component({
  selector: 'sl-run-actions',
  imports: [CancelAction, CoverAction, DelayAction, GuideAction, Icon, NoteAction, SchoolAction, TellAction, VehicleAction],
  providers: [RunActionsStore],
  templateUrl: './run-actions.html',
  styleUrl: './run-actions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunActions {
  private readonly actions = inject(RunActionsStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly store = inject(ControlStore);
  readonly run = input.required<RunDetail>();
  /** Alerts of this run that nobody has acknowledged. */
  readonly alerts = input.required<readonly Alert[]>();

  readonly form = signal<ActionName | null>(null);
  readonly busy = signal(false);
  readonly problem = signal('');
  readonly done = signal<Done | null>(null);
  readonly online = computed(() => this.store.isLive());
  readonly can = computed(() => this.online() && !this.busy());
  readonly buttons = computed(() => actionButtons.filter(({ applies }) => applies(this.run())));
  private opener: ActionName | null = null;

  constructor() {
    // Another run in hand: a half-written form of the one before must not be sent for it.
    let before: string | undefined;
    effect(() => {
      const { runRef } = this.run();
      if (before !== undefined && before !== runRef) untracked(() => this.reset());
      before = runRef;
    });
  }

  open(form: ActionName): void {
    this.reset();
    this.opener = form;
    this.form.set(form);
  }

  /** A letter pressed in the drawer; whether it was one of ours. */
  press(key: string): boolean {
    const button = this.buttons().find((each) => each.key?.toLowerCase() === key.toLowerCase());
    if (button === undefined || this.form() !== null || !this.can()) return false;
    this.open(button.name);
    return true;
  }

  close(): void {
    this.form.set(null);
    const opener = this.opener;
    setTimeout(() => (this.host.querySelector<HTMLElement>(`button[data-action='${opener ?? ''}']`) ?? this.host.querySelector<HTMLElement>('button'))?.focus());
  }

  finished(done: Done): void {
    this.done.set(done);
    this.close();
  }

  acknowledge(): void {
    void this.attempt(() => this.store.acknowledge(this.alerts()), 'Acknowledged.');
  }
  reinstate(): void {
    void this.attempt(async () => wordsOf(await this.actions.tell('run.reinstated', { runRef: this.run().runRef })), 'Reinstated.');
  }
  undo(done: Done): void {
    const { undo } = done;
    if (undo) void this.attempt(async () => wordsOf(await undo()), 'Taken back.');
  }

  private reset(): void {
    this.form.set(null);
    this.problem.set('');
    this.done.set(null);
  }

  private async attempt(work: () => Promise<string | null>, words: string): Promise<void> {
    this.reset();
    this.busy.set(true);
    const problem = await work();
    this.busy.set(false);
    if (problem === null) this.done.set({ words });
    else this.problem.set(problem);
  }
}

const wordsOf = (trouble: Trouble | null): string | null => trouble?.words ?? null;
