import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { lowerFirst } from '@sightline/domain';
import { Clock } from '../../ui/clock';
import { sentenceCase } from '../../ui/words';
import type { AskedChild } from './asked-child';

interface Entry {
  readonly at: string;
  readonly words: string;
  readonly note: string;
  readonly warns: boolean;
}

/** What happened before this call: earlier calls about the child, and cases that are still open. */
@Component({
  selector: 'sl-before-call',
  template: `
    <h2>Before this call</h2>
    @if (entries().length === 0) {
      <p class="q t13">No earlier call about this child, and no open case.</p>
    } @else {
      <ul>
        @for (entry of entries(); track $index) {
          <li><span class="day">{{ entry.at }}</span><span>{{ entry.words }}</span><span [class.due]="entry.warns" class="note">{{ entry.note }}</span></li>
        }
      </ul>
    }
  `,
  host: { class: 'panel', role: 'region', 'aria-label': 'Before this call' },
  styles: `
    :host { display: grid; gap: 8px; padding: 12px 16px; }
    h2 { font-size: var(--t-14); }
    ul { display: grid; gap: 6px; font-size: var(--t-13); }
    li { display: grid; grid-template-columns: 58px minmax(0, 1fr) auto; gap: 0 10px; line-height: 1.4; }
    .day { color: var(--ink-3); }
    .note { color: var(--ink-2); }
    .due { color: var(--warn); font-weight: var(--w-semi); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BeforeCall {
  private readonly clock = inject(Clock);
  readonly child = input.required<AskedChild>();
  /** What is open first, by when it is due; then the calls, the newest first. */
  readonly entries = computed<Entry[]>(() => {
    const { openCases, earlier } = this.child();
    const today = this.clock.civilDate(this.clock.now());
    const cases = [...openCases]
      .sort((a, b) => (a.dueDate ?? '9').localeCompare(b.dueDate ?? '9'))
      .map(({ caseRef, caseType, dueDate, state }): Entry => ({ at: 'Open', words: `${sentenceCase(caseType.replaceAll('-', ' '))} ${caseRef}`, note: dueDate === undefined ? state : `due ${this.clock.shortDay(`${dueDate}T12:00:00Z`)}`, warns: dueDate !== undefined && dueDate <= today }));
    const calls = [...earlier].sort((a, b) => b.at.localeCompare(a.at)).map(({ at, reason, outcome }): Entry => ({ at: this.clock.shortDay(at), words: `Called: ${lowerFirst(reason)}`, note: outcome, warns: false }));
    return [...cases, ...calls];
  });
}
