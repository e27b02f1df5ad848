import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { SitrepFigure, SitrepFigureName, SitrepPart, SitrepTrendWeek } from '@sightline/contracts';
import type { RunsAsked } from './sitrep.store';
import { amount, change, share } from './words';

/** The weekly seven, each with what it is of, how it moved, what stands beside it and how it is reckoned. */
@Component({
  selector: 'sl-headline-seven',
  template: `
    <ol>
      @for (cell of cells(); track cell.figure) {
        <li>
          <h3>{{ cell.number }}. {{ cell.label }}</h3>
          <p class="value">{{ cell.value }}</p>
          <p class="q t13">
            @if (opens()) {<button type="button" class="link" (click)="ask(cell.figure, null, 'denominator')">{{ cell.share }}<span class="visually-hidden">: list the runs of {{ cell.label }}</span></button>} @else {{{ cell.share }}}
          </p>
          @if (cell.change; as change) {<p class="t13" [class]="change.way">{{ change.text }}@if (change.way !== 'level') {<span>, {{ change.way }}</span>}</p>} @else {<p class="q t13">no week before to compare with</p>}
          @if (cell.parts.length > 0) {
            <dl class="t13">
              @for (part of cell.parts; track part.part) {
                <div [title]="part.formula">
                  <dt class="q">{{ part.label }}</dt>
                  <dd class="num">@if (opens() && part.numerator) {<button type="button" class="link" (click)="ask(cell.figure, part.part, 'numerator')">{{ part.value }}<span class="visually-hidden">, {{ part.label }}: list the runs</span></button>} @else {{{ part.value }}}</dd>
                </div>
              }
            </dl>
          }
          <details class="t12"><summary>How it is reckoned</summary><p class="q">{{ cell.formula }}.</p></details>
        </li>
      }
    </ol>
  `,
  styles: `
    ol { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); background: var(--surface); border: 1px solid var(--line); border-radius: var(--r-2); overflow: hidden; }
    li { display: flex; flex-direction: column; gap: 3px; padding: 14px 16px 12px; box-shadow: 1px 1px 0 0 var(--line); min-width: 0; }
    dd { white-space: nowrap; }
    .value { font-size: var(--t-28); line-height: 1.25; font-weight: var(--w-semi); letter-spacing: -0.02em; }
    .worse { color: var(--warn); }
    .better { color: var(--ok); }
    .level { color: var(--ink-2); }
    dl { margin-top: 6px; border-top: 1px solid var(--line); padding-top: 6px; }
    dl div { display: flex; justify-content: space-between; gap: 10px; min-height: 24px; align-items: baseline; }
    details { margin-top: auto; padding-top: 6px; }
    summary { min-height: 24px; color: var(--ink-2); cursor: pointer; line-height: 24px; }
    .link { min-height: 24px; padding: 0; border: 0; background: none; color: var(--accent); text-decoration: underline; text-underline-offset: 2px; text-decoration-thickness: 1px; text-align: inherit; font-weight: inherit; cursor: pointer; }
    @media (max-width: 1100px) { ol { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
    @media (max-width: 760px) { ol { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
    @media (max-width: 440px) { ol { grid-template-columns: minmax(0, 1fr); } }
    @media print {
      ol { grid-template-columns: repeat(4, 1fr); break-inside: avoid; }
      li { padding: 6px 8px; }
      .value { font-size: 18px; }
      details::details-content { content-visibility: visible; display: block; }
      .link { color: inherit; text-decoration: none; }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HeadlineSeven {
  readonly figures = input.required<readonly SitrepFigure[]>();
  readonly previous = input<SitrepTrendWeek['values'] | null>(null);
  /** Whether the reader may see the runs behind a number. */
  readonly opens = input(false);
  readonly choose = output<RunsAsked>();

  readonly cells = computed(() =>
    this.figures().map((item, index) => ({
      figure: item.figure,
      number: index + 1,
      label: item.label,
      value: amount(item.value, item.unit),
      share: share(item),
      change: change(item.figure, item.unit, item.value, this.previous()?.[item.figure]),
      parts: item.parts.map((part) => ({ ...part, value: partAmount(part) })),
      formula: item.formula,
    })),
  );

  ask(figure: SitrepFigureName, part: string | null, members: RunsAsked['members']): void {
    this.choose.emit({ figure, part, members, by: null, ref: null });
  }
}

/** A share with how many stand behind it; a count alone. */
const partAmount = ({ value, unit, numerator }: SitrepPart): string => (unit === '%' && numerator !== null && value !== null && numerator > 0 && Number.isInteger(numerator) ? `${numerator.toLocaleString('en-GB')} · ${amount(value, unit)}` : amount(value, unit));
