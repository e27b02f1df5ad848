import type { ElementRef} from '@angular/core';
import { ChangeDetectionStrategy, Component, afterRenderEffect, computed, inject, input, signal, viewChild } from '@angular/core';
import type { Alert, RunDetail } from '@sightline/contracts';
import { written } from '../ui/form';
import { Icon } from '../ui/icon';
import { ControlStore } from './control-store';

type Form = 'delay' | 'cancel' | 'cover' | 'note';
const causes = ['Traffic', 'Roadworks', 'Weather', 'Vehicle fault', 'Driver unavailable', 'Guide unavailable', 'Child not ready', 'School closed', 'Other'] as const;

/** What can be done about a run: each action is an event that is stored before it says so. */
@Component({
  selector: 'sl-run-actions',
  imports: [Icon],
  templateUrl: './run-actions.html',
  styleUrl: './run-actions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunActions {
  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('form');
  readonly store = inject(ControlStore);
  readonly run = input.required<RunDetail>();
  /** Alerts of this run that nobody has acknowledged. */
  readonly alerts = input.required<readonly Alert[]>();

  readonly causes = causes;
  readonly form = signal<Form | null>(null);
  readonly busy = signal(false);
  readonly problem = signal('');
  readonly done = signal('');
  readonly can = computed(() => this.store.isLive() && !this.busy());
  readonly uncovered = computed(() => this.run().conditions.some((each) => each.condition === 'uncovered'));
  readonly ended = computed(() => this.run().state === 'completed');

  constructor() {
    afterRenderEffect(() => {
      if (this.form() !== null) this.formElement()?.nativeElement.querySelector<HTMLElement>('select, input, textarea')?.focus();
    });
  }

  open(form: Form): void {
    this.problem.set('');
    this.done.set('');
    this.form.set(this.form() === form ? null : form);
  }

  acknowledge(): void {
    void this.send(() => this.store.acknowledge(this.alerts()), 'Acknowledged.');
  }
  reinstate(): void {
    void this.send(() => this.store.command('run.reinstated', { runRef: this.run().runRef }), 'Reinstated.');
  }

  escape(event: Event): void {
    event.stopPropagation();
    this.form.set(null);
  }

  submit(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => written(data, name).trim();
    const { runRef } = this.run();
    const message = text('message') === '' ? {} : { message: text('message') };
    switch (this.form()) {
      case 'delay':
        return this.sendIf(/^\d{1,3}$/.test(text('minutes')), 'Give the delay in whole minutes.', () => this.store.command('run.delayed', { runRef, minutes: Number(text('minutes')), cause: text('cause'), ...message }), 'Delay logged.');
      case 'cancel':
        return this.sendIf(text('cause') !== '', 'Choose a cause.', () => this.store.command('run.cancelled', { runRef, cause: text('cause'), ...message }), 'Run cancelled.');
      case 'cover':
        return this.sendIf(text('how') !== '', 'Say how the children are covered.', () => this.store.command('run.covered', { runRef, how: text('how') }), 'Marked as covered.');
      case 'note':
        return this.sendIf(text('words') !== '', 'Write the note first.', () => this.store.command('note.added', { noteRef: crypto.randomUUID(), runRef, words: text('words') }), 'Note kept.');
      case null:
        return;
    }
  }

  private sendIf(valid: boolean, otherwise: string, work: () => Promise<string | null>, done: string): void {
    if (valid) void this.send(work, done);
    else this.problem.set(otherwise);
  }

  private async send(work: () => Promise<string | null>, done: string): Promise<void> {
    this.busy.set(true);
    this.problem.set('');
    this.done.set('');
    const problem = await work();
    this.busy.set(false);
    if (problem !== null) {
      this.problem.set(problem);
      return;
    }
    this.form.set(null);
    this.done.set(done);
  }
}
