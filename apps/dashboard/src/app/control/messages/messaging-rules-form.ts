import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { messageRules, ruledKinds } from '@sightline/contracts';
import type { MessageRule, MessagingRules, RulesView } from '@sightline/contracts';
import { Clock } from '../../ui/clock';
import { written } from '../../ui/form';
import { kindWords } from './message-words';

const ruleWords: Readonly<Record<MessageRule, string>> = { send: 'Send by itself', approve: 'Wait for approval', off: 'Make none' };

/** Which messages go by themselves, and when none do. */
@Component({
  selector: 'sl-messaging-rules',
  template: `
    <form (submit)="submit($event)" aria-label="Rules of messages">
      <div class="grid">
        @for (kind of kinds; track kind.value) {
          <div class="field"><label for="rule-{{ kind.value }}">{{ kind.label }}</label><select class="input" id="rule-{{ kind.value }}" [name]="kind.value" [disabled]="!mayAct()">@for (rule of rules; track rule.value) {<option [value]="rule.value" [selected]="view().rules[kind.value] === rule.value">{{ rule.label }}</option>}</select></div>
        }
        <div class="field"><label for="lateMinutes">Late from, minutes</label><input class="input" type="number" id="lateMinutes" name="lateMinutes" min="5" max="60" required [value]="view().rules.lateMinutes" [disabled]="!mayAct()" /></div>
        <div class="field"><label for="changeMinutes">Again after a change of</label><input class="input" type="number" id="changeMinutes" name="changeMinutes" min="5" max="60" required [value]="view().rules.changeMinutes" [disabled]="!mayAct()" /></div>
        <div class="field"><label for="quietFrom">Quiet from</label><input class="input" type="time" id="quietFrom" name="quietFrom" required [value]="view().rules.quietFrom" [disabled]="!mayAct()" /></div>
        <div class="field"><label for="quietUntil">Quiet until</label><input class="input" type="time" id="quietUntil" name="quietUntil" required [value]="view().rules.quietUntil" [disabled]="!mayAct()" /></div>
      </div>
      <p class="q t12">{{ since() }} In quiet hours messages wait, but never beyond an hour before the run. Arrivals go only to those who asked for them.</p>
      @if (trouble()) {<p class="problem-line" role="alert">{{ trouble() }}</p>}
      @if (mayAct()) {<button type="submit" class="btn primary small" [disabled]="busy()">Keep these rules</button>}
    </form>
  `,
  styles: `
    form { display: grid; gap: 10px; justify-items: start; padding: 12px 14px; border: 1px solid var(--line); border-radius: var(--r-2); background: var(--surface); }
    .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 10px 14px; width: 100%; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MessagingRulesForm {
  private readonly clock = inject(Clock);
  readonly view = input.required<RulesView>();
  readonly mayAct = input(false);
  readonly busy = input(false);
  readonly trouble = input('');
  readonly keep = output<MessagingRules>();
  readonly kinds = ruledKinds.map((value) => ({ value, label: kindWords[value] }));
  readonly rules = messageRules.map((value) => ({ value, label: ruleWords[value] }));
  readonly since = computed(() => {
    const { changedBy, changedAt } = this.view();
    return changedBy === undefined || changedAt === undefined ? 'As Sightline comes: nobody has changed them.' : `Set by ${changedBy} on ${this.clock.day(Date.parse(changedAt))} at ${this.clock.time(changedAt)}.`;
  });

  submit(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const rule = (kind: (typeof ruledKinds)[number]): MessageRule => messageRules.find((each) => each === written(data, kind)) ?? this.view().rules[kind];
    this.keep.emit({
      late: rule('late'), cancelled: rule('cancelled'), resumed: rule('resumed'), covered: rule('covered'), arrived: rule('arrived'),
      lateMinutes: Number(written(data, 'lateMinutes')), changeMinutes: Number(written(data, 'changeMinutes')),
      quietFrom: written(data, 'quietFrom').slice(0, 5), quietUntil: written(data, 'quietUntil').slice(0, 5),
    });
  }
}
