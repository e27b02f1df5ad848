import { ChangeDetectionStrategy, Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { StatePanel } from '../ui/state-panel';
import { counted } from '../ui/words';
import { shortDate } from './case-filter';
import { ClearingStore } from './clearing.store';

const dayMilliseconds = 86_400_000;
const mostWeeks = 104;

/** What would it take: the closures a working day that a chosen date asks for. */
@Component({
  selector: 'sl-clearing-panel',
  imports: [StatePanel],
  providers: [ClearingStore],
  host: { class: 'panel' },
  template: `
    <div class="panel-head"><h2>What would it take?</h2></div>
    <div class="body">
      <div class="choice">
        <label class="select">Clear <select aria-label="Case type to clear" (change)="chosen.set(text($event))">@for (type of types(); track type.value) {<option [value]="type.value" [selected]="type.value === chosen()">{{ type.label }}</option>}</select></label>
        <label class="slider">within <input type="range" min="1" [max]="mostWeeks" [value]="weeks()" (input)="set($event)" aria-label="Weeks until it is clear" [attr.aria-valuetext]="span()" /></label>
        <label class="weeks"><input class="input" type="number" min="1" [max]="mostWeeks" [value]="weeks()" (change)="set($event)" aria-label="Weeks, as a number" /> weeks</label>
      </div>
      @let asked = answer();
      @switch (asked.state) {
        @case ('ready') {
          <p class="verdict"><b>{{ verdict() }}</b><span class="q t13">{{ because() }}</span></p>
          <p class="formula q t12">{{ asked.value.formula }}</p>
        }
        @case ('error') {<sl-state kind="error" heading="This could not be worked out" [text]="asked.problem.message" />}
        @default {<sl-state kind="loading" heading="Working it out" />}
      }
    </div>
  `,
  styles: `
    :host { display: block; }
    .body { padding: 0 var(--s-4) var(--s-4); }
    .choice { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; font-size: var(--t-13); }
    .slider { display: flex; gap: 8px; align-items: center; flex: 1 1 220px; }
    .slider input { flex: 1; min-height: 24px; accent-color: var(--solid); }
    .weeks { display: flex; gap: 6px; align-items: center; }
    .weeks input { width: 76px; }
    .verdict { display: grid; gap: 4px; padding-top: 10px; }
    .verdict b { font-size: var(--t-18); font-weight: var(--w-semi); }
    .formula { margin-top: 10px; padding-top: 8px; border-top: 1px solid var(--line); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClearingPanel {
  private readonly store = inject(ClearingStore);
  readonly types = input.required<readonly { value: string; label: string }[]>();
  readonly preferred = input<string | null>(null);
  readonly today = input.required<string>();
  readonly mostWeeks = mostWeeks;
  readonly chosen = linkedSignal(() => this.preferred() ?? this.types()[0]?.value ?? null);
  readonly weeks = signal(26);
  readonly by = computed(() => new Date(Date.parse(`${this.today()}T00:00:00Z`) + this.weeks() * 7 * dayMilliseconds).toISOString().slice(0, 10));
  readonly span = computed(() => `${counted(this.weeks(), 'week', 'weeks')}, by ${shortDate(this.by())}`);
  readonly answer = this.store.answer;
  readonly verdict = computed(() => {
    const answer = this.answer();
    if (answer.state !== 'ready') return '';
    const { plan, by } = answer.value;
    if (plan.extraPerDay === null) return 'No working day is left until then';
    return plan.extraPerDay === 0 ? `Clear by ${shortDate(by)} at the present rate` : `${plan.extraPerDay.toLocaleString('en-GB')} more closures a working day, to clear by ${shortDate(by)}`;
  });
  readonly because = computed(() => {
    const answer = this.answer();
    if (answer.state !== 'ready') return '';
    const { open, arrivalsPerDay, closuresPerDay, plan } = answer.value;
    const now = arrivalsPerDay >= closuresPerDay ? ' Never, at this rate.' : '';
    return `${counted(open, 'case is', 'cases are')} open; ${arrivalsPerDay} arrive and ${closuresPerDay} are closed each working day.${now} ${counted(plan.workingDays, 'working day', 'working days')} left ask for ${plan.closuresPerDay ?? '–'} a day.`;
  });

  constructor() {
    effect((onCleanup) => {
      const caseType = this.chosen();
      const by = this.by();
      if (caseType === null) return;
      const abort = new AbortController();
      const timer = setTimeout(() => void this.store.ask(caseType, by, abort.signal), 150);
      onCleanup(() => {
        clearTimeout(timer);
        abort.abort();
      });
    });
  }

  set(event: Event): void {
    const weeks = Math.round(Number(this.text(event)));
    if (Number.isFinite(weeks)) this.weeks.set(Math.min(mostWeeks, Math.max(1, weeks)));
  }

  text(event: Event): string {
    return (event.target as HTMLInputElement | HTMLSelectElement).value;
  }
}
