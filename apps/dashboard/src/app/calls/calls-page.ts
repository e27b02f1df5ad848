import { ChangeDetectionStrategy, Component, computed, effect, inject, input, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import type { SearchItem } from '@sightline/contracts';
import { Icon } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import { AnswerCard } from './card/answer-card';
import { CallStrip } from './call-strip';
import { CallsStore } from './calls.store';
import { OneBox } from './one-box';

/** Where is my child's bus? One box, one sentence, ten seconds. */
@Component({
  selector: 'sl-calls',
  imports: [AnswerCard, CallStrip, Icon, OneBox, StatePanel],
  template: `
    <sl-call-strip />
    <div class="page">
      <div class="ask">
        <sl-one-box (chosen)="choose($event)" (cleared)="newCaller()" />
        <button type="button" class="btn quiet new" (click)="newCaller()">New caller <kbd>Esc</kbd></button>
      </div>
      @if (run()) {
        @switch (store.runStatus()) {
          @case ('forbidden') {<section class="panel"><sl-state kind="forbidden" heading="Not for your role" text="This run may not be shown to you." /></section>}
          @case ('error') {<section class="panel"><sl-state kind="error" heading="The run could not be read" [text]="store.runProblem()?.message ?? ''" action="New search" (act)="newCaller()" /></section>}
          @default {
            @if (store.run(); as run) {<sl-answer-card [run]="run" />} @else {<section class="panel"><sl-state kind="loading" heading="Finding the bus" /></section>}
          }
        }
      } @else if (unanswered(); as item) {
        <section class="panel"><sl-state kind="empty" [heading]="item" text="No run of it answers now: none is under way or due today." action="New search" (act)="newCaller()" /></section>
      } @else {
        <h1 class="visually-hidden">Calls</h1>
        <section class="panel"><sl-state kind="empty" heading="Ready for a caller" text="Type the route, the vehicle, the school or a case reference. The answer is one sentence, and it keeps itself true while you talk." /></section>
      }
      <p class="q t13 note"><sl-icon name="lock" [size]="14" /> Children are not shown here until a caller can be verified.</p>
    </div>
  `,
  styles: `
    :host { display: block; }
    .page { display: grid; gap: 12px; max-width: 1560px; margin: 0 auto; padding: 16px var(--s-5) 24px; }
    .page > * { min-width: 0; }
    .ask { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 16px; align-items: start; }
    .new { min-height: 46px; }
    .note { display: flex; gap: 6px; align-items: center; }
    @media (max-width: 560px) { .page { padding: 12px 16px 20px; } .ask { grid-template-columns: minmax(0, 1fr); gap: 4px; } .new { justify-self: start; min-height: 32px; } }
  `,
  providers: [CallsStore],
  host: { '(document:keydown.escape)': 'newCaller()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CallsPage {
  private readonly router = inject(Router);
  readonly store = inject(CallsStore);
  /** From the URL: the run that answers, or the name of what was found and has none. */
  readonly run = input<string>();
  readonly none = input<string>();
  readonly unanswered = computed(() => this.none() ?? null);
  private readonly box = viewChild.required(OneBox);

  constructor() {
    effect(() => this.store.runRef.set(this.run() ?? null));
  }

  choose(item: SearchItem): void {
    if (item.kind === 'case') void this.router.navigate(['/backlog'], { queryParams: { case: item.ref } });
    else void this.router.navigate([], { queryParams: item.runRef === undefined ? { none: item.label } : { run: item.runRef } });
  }

  newCaller(): void {
    this.box().clear();
    void this.router.navigate([], { queryParams: {} });
    this.box().focus();
  }
}
