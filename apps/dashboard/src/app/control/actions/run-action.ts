import { Directive, inject, input, output, signal } from '@angular/core';
import type { RunDetail } from '@sightline/contracts';
import { RunActionsStore } from './run-actions-store';
import type { Trouble } from './run-actions-store';

/** What happened, and how to take it back where that can be. */
export interface Done {
  readonly words: string;
  readonly undo?: () => Promise<Trouble | null>;
}

/** What every action on a run has: the run, its one submission at a time, and where its trouble is shown. */
@Directive()
export abstract class RunAction {
  protected readonly store = inject(RunActionsStore);
  readonly run = input.required<RunDetail>();
  /** Whether the server can be told now. */
  readonly online = input(true);
  readonly done = output<Done>();
  readonly back = output<void>();

  readonly busy = signal(false);
  readonly trouble = signal<Trouble | null>(null);

  /** What a field must be, where it is not: nothing is sent. */
  protected refuse(field: string, words: string): void {
    this.trouble.set({ words: '', fields: { [field]: words } });
  }

  /** Sends; what was typed stays until it is stored. */
  protected async submit(work: () => Promise<Trouble | null>, done: Done | (() => Done)): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.trouble.set(null);
    const trouble = await work();
    this.busy.set(false);
    if (trouble === null) this.done.emit(typeof done === 'function' ? done() : done);
    else this.trouble.set(trouble);
  }
}

/** Each in turn, until one is refused. */
export async function inTurn(works: readonly (() => Promise<Trouble | null>)[]): Promise<Trouble | null> {
  for (const [index, work] of works.entries()) {
    const trouble = await work();
    if (trouble !== null) return index === 0 ? trouble : { ...trouble, words: `${index} of ${works.length} are stored. ${trouble.words}` };
  }
  return null;
}
