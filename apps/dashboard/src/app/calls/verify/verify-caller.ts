import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import { StatePanel } from '../../ui/state-panel';
import { BannerAlert } from './banner-alert';
import { LookUpStore } from './look-up.store';
import { Refused } from './refused';
import { VerifiedStrip } from './verified-strip';
import { VerifyForm } from './verify-form';

/** Verify, then show: the banner, what is asked, the script, and at last the strip that says who is on the line. */
@Component({
  selector: 'sl-verify-caller',
  imports: [BannerAlert, Refused, StatePanel, VerifiedStrip, VerifyForm],
  template: `
    @if (store.over()) {
      <section class="panel"><sl-state kind="forbidden" heading="This look-up is over" text="Nothing more of the child is shown: its half hour is over, or the record has changed. Look the child up again." action="New caller" (act)="again.emit()" /></section>
    } @else if (store.child(); as child) {
      <sl-verified-strip [child]="child" />
    } @else if (store.view(); as view) {
      @if (store.verified()) {
        <section class="panel"><sl-state kind="loading" heading="Verified: finding the bus" /></section>
      } @else if (locked() || store.callBack() !== null) {
        <sl-refused [script]="store.refusal()?.script ?? ''" [canCallBack]="view.canCallBack" [caseRef]="store.callBack()" [problem]="problem()" [busy]="store.busy()" (callBack)="store.promiseCallBack()" />
      } @else if (view.form; as form) {
        <sl-verify-form [form]="form" [refusal]="store.refusal()" [problems]="fieldProblems()" [busy]="store.busy()" [canCallBack]="view.canCallBack && store.refusal() !== null" (sent)="store.verify($event)" (callBack)="store.promiseCallBack()" />
        @if (problem(); as words) {<p role="alert" class="crit trouble">{{ words }}</p>}
      } @else if (view.banner; as banner) {
        <sl-banner-alert [banner]="banner" [busy]="store.busy()" (acknowledged)="store.acknowledge()" />
      }
    } @else if (store.problem(); as problem) {
      <section class="panel"><sl-state kind="error" heading="The child could not be looked up" [text]="problem.message" action="New caller" (act)="again.emit()" /></section>
    } @else {
      <section class="panel"><sl-state kind="loading" heading="Opening the record" /></section>
    }
  `,
  styles: `
    :host { display: block; }
    .trouble { margin: 8px 0 0; font-weight: var(--w-med); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VerifyCaller {
  readonly store = inject(LookUpStore);
  readonly again = output();
  readonly locked = computed(() => this.store.refusal()?.attemptsLeft === 0);
  readonly fieldProblems = computed(() => this.store.problem()?.problem.problems ?? []);
  /** What is not about one of the fields. */
  readonly problem = computed(() => (this.fieldProblems().length > 0 ? null : (this.store.problem()?.message ?? null)));
}
