import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ClockView } from '@sightline/contracts';
import { sentenceCase } from '../ui/words';
import { skippedDays, workingWeeks } from './working';

/** The proof of one due date: its days drawn as a calendar, what was skipped and why, the rule and its source. */
@Component({
  selector: 'sl-clock-sheet',
  template: `
    <h3>{{ name() }}: {{ clock().state === 'stopped' ? 'stopped' : 'due' }} {{ date(clock().stoppedDate ?? clock().dueDate) }}</h3>
    <p class="q t13">Counted from {{ date(clock().startDate) }}{{ clock().provisional ? '. Provisional: past the end of the holiday calendar' : '' }}.</p>
    @if (clock().whose === 'family') {<p class="q t13">A limit of the family: the council is not late when it passes.</p>}
    @if (weeks().length <= 16) {
      <table class="calendar">
        <caption class="visually-hidden">The days of the clock</caption>
        <thead><tr>@for (day of days; track day) {<th scope="col">{{ day }}</th>}</tr></thead>
        <tbody>
          @for (week of weeks(); track week[0]?.date) {
            <tr>@for (day of week; track day.date) {
              <td [class]="day.kind" [attr.title]="day.why || null">
                {{ day.day }} {{ day.month }}
                @switch (day.kind) {
                  @case ('start') {<b>day 0</b>}
                  @case ('due') {<b>{{ day.number ?? 'due' }}<span class="visually-hidden"> due</span></b>}
                  @case ('counted') {<b>{{ day.number }}</b>}
                  @case ('skipped') {<span class="visually-hidden">{{ day.why }}</span>}
                }
              </td>
            }</tr>
          }
        </tbody>
      </table>
      <p class="legend" aria-hidden="true"><span><i class="start"></i> received</span><span><i class="counted"></i> counted</span><span><i class="skipped"></i> holiday or pause</span><span><i class="weekend"></i> weekend</span><span><i class="due"></i> due</span></p>
    } @else {
      <ol class="lines">@for (line of clock().working; track $index) {<li><span class="q">{{ date(line.date) }}</span> {{ line.why }}</li>}</ol>
    }
    <h4>Days skipped</h4>
    @if (skipped().length === 0) {
      <p class="q t13">None but weekends.</p>
    } @else {
      <dl>@for (day of skipped(); track day.date) {<dt>{{ date(day.date) }}</dt><dd>{{ day.why }}</dd>}</dl>
    }
    @if (clock().warnings.length > 0) {
      <h4>Warnings</h4>
      <dl>@for (warning of clock().warnings; track warning.percent) {<dt>{{ warning.percent }} % used</dt><dd>{{ date(warning.date) }}, {{ warning.passed ? 'passed' : clock().state === 'stopped' ? 'not reached' : 'ahead' }}</dd>}</dl>
    }
    <h4>Rule and source</h4>
    <p class="t13">{{ clock().source }}</p>
  `,
  styleUrl: './clock-sheet.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClockSheet {
  readonly clock = input.required<ClockView>();
  readonly days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  readonly name = computed(() => sentenceCase(this.clock().clock.replaceAll('-', ' ')));
  readonly weeks = computed(() => workingWeeks(this.clock()));
  readonly skipped = computed(() => skippedDays(this.clock()));

  date(text: string): string {
    return new Date(`${text}T12:00:00Z`).toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  }
}
