import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { RunDetail } from '@sightline/contracts';
import { sentenceCase } from '../../ui/words';

type Child = NonNullable<RunDetail['children']>[number];

const needWords: Readonly<Record<string, string>> = { wheelchair: 'Wheelchair', harness: 'Harness', medication: 'Medication', booster: 'Booster seat', none: 'No stated need' };
const statusWords: Readonly<Record<Child['status'], string>> = { aboard: 'aboard', 'to-board': 'to board', alighted: 'alighted', absent: 'absent' };
const needOrder = Object.keys(needWords);

/** The children of a run by need: initials, and who is not aboard. */
@Component({
  selector: 'sl-run-children',
  template: `
    <h3>Children <span class="q plain">{{ sentence() }}</span></h3>
    <div class="needs">
      @for (group of groups(); track group.need) {
        <div>
          <span class="q t12">{{ group.words }}</span>
          <span class="initials">@for (child of group.children; track $index) {<span><b [class.away]="child.status === 'absent'">{{ child.initials }}</b>@if (mixed() && child.status !== 'aboard') {<span class="q t12 where">{{ status[child.status] }}</span>}</span>}</span>
        </div>
      }
    </div>
  `,
  styles: `
    .plain { font-weight: var(--w-reg); }
    .needs { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px 14px; margin-top: 8px; }
    .needs > div { display: grid; gap: 2px; align-content: start; }
    .initials { display: flex; flex-wrap: wrap; gap: 0 10px; font-size: var(--t-13); }
    b { font-weight: var(--w-semi); }
    .where { margin-left: 4px; }
    .away { font-weight: var(--w-reg); text-decoration: line-through; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunChildren {
  readonly children = input.required<readonly Child[]>();
  readonly status = statusWords;
  /** Somebody ticks them off, and they are not all in one place. */
  readonly mixed = computed(() => new Set(this.children().map(({ status }) => status)).size > 1);
  readonly groups = computed(() => {
    const byNeed = Map.groupBy(
      this.children().flatMap((child) => (child.needs.length === 0 ? ['none'] : child.needs).map((need) => ({ need, child }))),
      ({ need }) => need,
    );
    return [...byNeed]
      .sort(([a], [b]) => needOrder.indexOf(a) - needOrder.indexOf(b))
      .map(([need, found]) => ({ need, words: needWords[need] ?? sentenceCase(need), children: found.map(({ child }) => child) }));
  });
  readonly sentence = computed(() => {
    const counts = Map.groupBy(this.children(), ({ status }) => status);
    return (Object.keys(statusWords) as Child['status'][]).flatMap((status) => (counts.has(status) ? [`${counts.get(status)?.length ?? 0} ${statusWords[status]}`] : [])).join(', ');
  });
}
