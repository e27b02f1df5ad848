import { ChangeDetectionStrategy, Component, computed, effect, inject, input, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import type { SearchItem } from '@sightline/contracts';
import { StatePanel } from '../ui/state-panel';
import { AnswerCard } from './card/answer-card';
import { LogBar } from './log/log-bar';
import { CallStrip } from './call-strip';
import { CallsStore } from './calls.store';
import { OneBox } from './one-box';
import { LookUpStore } from './verify/look-up.store';
import { RecordedNote } from './verify/recorded-note';
import { VerifyCaller } from './verify/verify-caller';

/** Where is my child's bus? One box, one sentence, ten seconds. */
@Component({
  selector: 'sl-calls',
  imports: [AnswerCard, CallStrip, LogBar, OneBox, RecordedNote, StatePanel, VerifyCaller],
  template: `
    <sl-call-strip />
    <div class="page">
      <div class="ask">
        <sl-one-box (chosen)="choose($event)" (cleared)="newCaller()" />
        <button type="button" class="btn quiet new" (click)="newCaller()">New caller <kbd>Esc</kbd></button>
      </div>
      @if (lookUp.mayLookUp()) {<sl-recorded-note />}
      @if (lookUp.isOpen()) {<sl-verify-caller (again)="newCaller()" />}
      @if (runRef()) {
        @switch (store.runStatus()) {
          @case ('forbidden') {<section class="panel"><sl-state kind="forbidden" heading="Not for your role" text="This run may not be shown to you." /></section>}
          @case ('error') {<section class="panel"><sl-state kind="error" heading="The run could not be read" [text]="store.runProblem()?.message ?? ''" action="New search" (act)="newCaller()" /></section>}
          @default {
            @if (store.run(); as run) {<sl-answer-card [run]="run" [child]="lookUp.child()" [callRef]="lookUp.call()?.callRef ?? null" />} @else {<section class="panel"><sl-state kind="loading" heading="Finding the bus" /></section>}
          }
        }
      } @else if (lookUp.isOpen()) {
        @if (lookUp.child()?.runRef === null) {<section class="panel"><sl-state kind="empty" heading="No run is planned" text="The child's route has no run these days: none is under way and none is due." /></section>}
      } @else if (unanswered(); as item) {
        <section class="panel"><sl-state kind="empty" [heading]="item" text="No run of it answers now: none is under way or due today." action="New search" (act)="newCaller()" /></section>
      } @else {
        <h1 class="visually-hidden">Calls</h1>
        <section class="panel"><sl-state kind="empty" heading="Ready for a caller" text="Type the child, the route, the vehicle, the school or a case reference. The answer is one sentence, and it keeps itself true while you talk." /></section>
      }
      @if (!runRef()) {<sl-log-bar [lookUpRef]="lookUp.lookUpRef()" [callRef]="lookUp.call()?.callRef ?? null" [keyed]="unanswered() !== null" />}
    </div>
  `,
  styles: `
    :host { display: flex; flex-direction: column; min-height: 100%; }
    .page { flex: 1; display: flex; flex-direction: column; gap: 12px; width: 100%; max-width: 1560px; margin: 0 auto; padding: 16px var(--s-5) 24px; }
    .page > * { min-width: 0; }
    sl-log-bar { margin-top: auto; }
    .ask { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 16px; align-items: start; }
    .new { min-height: 46px; }
    @media (max-width: 560px) { .page { padding: 12px 16px 20px; } .ask { grid-template-columns: minmax(0, 1fr); gap: 4px; } .new { justify-self: start; min-height: 32px; } }
  `,
  providers: [CallsStore, LookUpStore],
  host: { '(document:keydown.escape)': 'newCaller()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CallsPage {
  private readonly router = inject(Router);
  readonly store = inject(CallsStore);
  readonly lookUp = inject(LookUpStore);
  /** From the URL: the run that answers, or the name of what was found and has none. */
  readonly run = input<string>();
  readonly none = input<string>();
  readonly unanswered = computed(() => this.none() ?? null);
  /** The run on the screen: of a verified child the one that answers for it, and while one is being verified none. */
  readonly runRef = computed(() => (this.lookUp.isOpen() ? (this.lookUp.child()?.runRef ?? null) : (this.run() ?? null)));
  private readonly box = viewChild.required(OneBox);
  private readonly log = viewChild(LogBar);

  constructor() {
    effect(() => this.store.runRef.set(this.runRef()));
  }

  choose(item: SearchItem): void {
    // An adviser sees a case with its child, once the caller is verified.
    const child = item.kind === 'child' ? item.ref : item.passengerRef;
    if (child !== undefined) return void this.begin(child);
    void this.lookUp.end();
    if (item.kind === 'case') void this.router.navigate(['/backlog'], { queryParams: { case: item.ref } });
    else void this.router.navigate([], { queryParams: item.runRef === undefined ? { none: item.label } : { run: item.runRef } });
  }

  /** Of a child nothing is in the address. */
  private begin(passengerRef: string): void {
    void this.router.navigate([], { queryParams: {} });
    void this.lookUp.begin(passengerRef);
  }

  newCaller(): void {
    this.log()?.next();
    void this.lookUp.end();
    this.box().clear();
    void this.router.navigate([], { queryParams: {} });
    this.box().focus();
  }
}
