import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { MilestoneView } from '@sightline/contracts';
import { StatePanel } from '../ui/state-panel';
import { counted } from '../ui/words';
import { lateness } from './changes';
import { ProgrammeTables } from './programme-tables.store';
import { dateName } from './words';

/** Milestones in the order of their dates: when first due, when now, by how much they slipped, and whether they were met. */
@Component({
  selector: 'sl-milestone-table',
  imports: [StatePanel],
  template: `
    <section class="panel" aria-labelledby="milestones">
      <div class="panel-head">
        <h2 id="milestones">Milestones</h2>
        <span class="q t13">{{ summary() }}</span>
        <span class="grow"></span>
        <button type="button" class="btn small" (click)="tables.save('milestones')" aria-label="Milestones, download as CSV">CSV</button>
      </div>
      @if (rows().length > 0) {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Milestones, table">
          <table class="table">
            <thead><tr><th scope="col">Milestone</th><th scope="col">First due</th><th scope="col">Due</th><th scope="col">Slipped</th><th scope="col">State</th></tr></thead>
            <tbody>
              @for (row of rows(); track row.milestoneRef) {
                <tr>
                  <th scope="row"><b>{{ row.milestoneRef }}</b> {{ row.title }} <span class="q t12">{{ row.itemRef }}</span></th>
                  <td class="nw q">{{ date(row.firstDueDate) }}</td>
                  <td class="nw">{{ date(row.dueDate) }}</td>
                  <td class="nw" [class.b]="row.slippedDays > 0">{{ row.slippedDays === 0 ? '–' : days(row.slippedDays) }}</td>
                  <td class="nw" [class.warn]="!row.achievedDate && row.lateDays !== null">{{ state(row) }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else {<sl-state kind="empty" heading="No milestone is on record" text="Milestones appear here as the programme office enters them." />}
    </section>
  `,
  styleUrl: './record-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MilestoneTable {
  readonly tables = inject(ProgrammeTables);
  readonly milestones = input.required<readonly MilestoneView[]>();
  readonly date = dateName;
  readonly rows = computed(() => this.milestones().toSorted((a, b) => a.dueDate.localeCompare(b.dueDate)));
  readonly summary = computed(() => {
    const all = this.milestones();
    const achieved = all.filter(({ achievedDate }) => achievedDate !== undefined).length;
    const late = all.filter(({ achievedDate, lateDays }) => achievedDate === undefined && lateDays !== null).length;
    return `${achieved} of ${all.length} achieved, ${late} open past the due date, ${all.filter(({ slippedDays }) => slippedDays > 0).length} moved since first given`;
  });

  days = (days: number): string => `${counted(Math.abs(days), 'day', 'days')}${days < 0 ? ' sooner' : ''}`;

  state({ achievedDate, lateDays }: MilestoneView): string {
    if (achievedDate !== undefined) return `achieved ${dateName(achievedDate)}, ${lateness(lateDays ?? 0)}`;
    return lateDays === null ? 'to come' : `open, ${lateness(lateDays)}`;
  }
}
