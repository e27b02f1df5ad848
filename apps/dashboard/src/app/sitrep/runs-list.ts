import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SitrepRun } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { StatePanel } from '../ui/state-panel';
import { counted, minutesLate } from '../ui/words';
import type { SitrepStore } from './sitrep.store';

type Listed = ReturnType<SitrepStore['runs']>;
const fates = { operated: 'Operated', 'under-way': 'Under way', cancelled: 'Cancelled', 'not-operated': 'Neither ran nor was cancelled' } as const;
const times = { 'on-time': 'on time', early: 'too early', late: 'late', unknown: 'time not known' } as const;

/** The runs behind a number; each opens its trace. */
@Component({
  selector: 'sl-sitrep-runs',
  imports: [RouterLink, StatePanel],
  template: `
    @let listed = runs();
    @switch (listed.state) {
      @case ('loading') {<sl-state kind="loading" heading="Listing the runs" />}
      @case ('error') {<sl-state [kind]="listed.problem.status === 403 ? 'forbidden' : 'error'" heading="The runs could not be read" [text]="listed.problem.message" action="Try again" (act)="retry.emit()" />}
      @case ('ready') {
        @if (lines().length === 0) {<sl-state kind="empty" heading="None of these" text="No run of the week is behind this number." />} @else {
          <div class="top"><span class="q t13">{{ total() }}</span><button type="button" class="btn small" (click)="csv.emit()">CSV</button></div>
          <ul>
            @for (line of lines(); track line.runRef) {
              <li>
                <a routerLink="/control" [queryParams]="replays() ? { run: line.runRef, replay: 1 } : { run: line.runRef }">Route {{ line.route }}, {{ line.day }} {{ line.time }}</a>
                <span class="t13">{{ line.words }}@if (marks() && !line.counts) {<span class="q"> · not counted in the number</span>}</span>
                <span class="q t12">{{ line.beside }}</span>
              </li>
            }
          </ul>
          @if (listed.value.nextCursor) {<p class="more"><button type="button" class="btn" (click)="more.emit()">Show more</button></p>}
        }
      }
    }
  `,
  styles: `
    .top { display: flex; justify-content: space-between; align-items: center; padding: 0 20px 8px; }
    li { display: grid; gap: 2px; padding: 9px 20px; border-top: 1px solid var(--line); }
    a { justify-self: start; min-height: 24px; }
    .more { padding: 12px 20px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SitrepRuns {
  private readonly clock = inject(Clock);
  readonly runs = input.required<Listed>();
  /** Whether the reader may replay a run. */
  readonly replays = input(false);
  /** Whether the list holds runs of both kinds, so that those not counted are marked. */
  readonly marks = input(false);
  readonly more = output<void>();
  readonly retry = output<void>();
  readonly csv = output<void>();
  readonly lines = computed(() => {
    const listed = this.runs();
    return listed.state === 'ready' ? listed.value.items.map((run) => this.line(run)) : [];
  });
  readonly total = computed(() => {
    const listed = this.runs();
    return listed.state === 'ready' ? `${counted(listed.value.items.length, 'run', 'runs')}${listed.value.nextCursor === undefined ? '' : ' so far'}` : '';
  });

  private line(run: SitrepRun) {
    const day = new Date(`${run.serviceDate}T00:00:00Z`).toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
    return { runRef: run.runRef, route: run.routeRef, day, time: this.clock.time(run.startsAt), counts: run.counts, words: wordsOf(run), beside: besideOf(run) };
  }
}

function wordsOf({ fate, punctuality, latenessSeconds, noticeMinutes, basis }: SitrepRun): string {
  const parts: string[] = [fates[fate]];
  if (punctuality !== undefined) parts.push(`${times[punctuality]} at the school${latenessSeconds === undefined ? '' : ` (${minutesLate(latenessSeconds)} min)`}`);
  if (basis === 'word') parts.push('by word alone');
  if (noticeMinutes !== undefined) parts.push(noticeMinutes >= 0 ? `${noticeMinutes} min before its start` : `${-noticeMinutes} min after its start`);
  return parts.join(', ');
}

function besideOf({ operatorName, area, coverage, neededGuide, hadGuide, overlong }: SitrepRun): string {
  return [
    operatorName ?? 'operator not known',
    area ?? '',
    coverage === undefined ? '' : `${Math.round(coverage * 100)} % tracked`,
    neededGuide ? (hadGuide ? 'guide aboard' : 'no guide') : '',
    overlong > 0 ? `${overlong} over the journey time` : '',
  ].filter((each) => each !== '').join(' · ');
}
