import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { ImportEntry } from '@sightline/contracts';
import { StatePanel } from './state-panel';

const stateWords: Readonly<Record<ImportEntry['state'], string>> = { running: 'running', done: 'imported', refused: 'refused', failed: 'interrupted' };

/** The imports of the past: who, when, which file, and its counts. */
@Component({
  selector: 'sl-import-history',
  imports: [StatePanel],
  template: `
    @if (entries(); as past) {
      @if (past.length === 0) {
        <sl-state kind="empty" heading="Nothing was imported yet" text="Each import is listed here: who, when, which file, and its counts." />
      } @else {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Last imports">
          <table class="table">
            <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">File</th><th scope="col">Result</th><th scope="col" class="r">Added</th><th scope="col" class="r">Changed</th><th scope="col" class="r">Unchanged</th>@if (withdraws()) {<th scope="col" class="r">Withdrawn</th>}<th scope="col" class="r">Problems</th></tr></thead>
            <tbody>
              @for (entry of past; track entry.importId) {
                <tr><td class="nw">{{ when(entry.finishedAt) }}</td><td>{{ entry.by }}</td><td>{{ labelOf()(entry.kind) }}</td><td>{{ entry.fileName }}</td><td>{{ words[entry.state] }}</td><td class="r">{{ count(entry.added) }}</td><td class="r">{{ count(entry.changed) }}</td><td class="r">{{ count(entry.unchanged) }}</td>@if (withdraws()) {<td class="r">{{ count(entry.withdrawn) }}</td>}<td class="r" [class.crit]="entry.rejected > 0">{{ count(entry.rejected) }}</td></tr>
              }
            </tbody>
          </table>
        </div>
      }
    } @else if (problem()) {
      <sl-state kind="error" heading="The last imports could not be read" [text]="problem()" action="Try again" (act)="retry.emit()" />
    } @else {
      <sl-state kind="loading" heading="Loading the last imports" />
    }
  `,
  styles: `:host { display: block; min-width: 0; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportHistory {
  readonly entries = input.required<readonly ImportEntry[] | null>();
  readonly problem = input('');
  /** Whether an import of this kind may take something back. */
  readonly withdraws = input(false);
  readonly labelOf = input.required<(kind: string) => string>();
  readonly retry = output();
  readonly words = stateWords;

  readonly when = (at: string): string => new Date(at).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' });
  readonly count = (value: number): string => value.toLocaleString('en-GB');
}
